"""The past as other archives have it: what they captured, with their dates and under their name."""
