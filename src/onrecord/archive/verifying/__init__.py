"""Verify: is everything still what was recorded? A part of the archive each, and the whole."""
