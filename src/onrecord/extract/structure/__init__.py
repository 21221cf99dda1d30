"""From blocks as laid out to a statement's structure. One file per concern; no format is known."""
