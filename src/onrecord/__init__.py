"""Onrecord keeps an archive of official statements and makes it searchable and checkable."""
