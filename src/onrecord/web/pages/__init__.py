"""The pages for people: each reads the address, asks the archive, and shows; none decides."""
