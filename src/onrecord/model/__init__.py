"""The words of the archive as frozen values: no network, no SQL, no clock."""
