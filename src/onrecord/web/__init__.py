"""The web site and the JSON API: one module per noun. Knows the archive's use cases, no adapter.

Loaded by `onrecord serve` alone: FastAPI takes longer to import than a whole search.
"""
