"""Renditions: one statement in several languages, found and brought side by side."""
