"""Captures to versions: a pure function of (bytes, context, rules version)."""
