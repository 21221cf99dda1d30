"""The search index: one adapter per engine, always rebuildable from the system of record.

This package knows what a document is (`model.search`) and how words are folded and stemmed
(`text.analysis`); it knows nothing of stores, captures or the faces. Nothing is imported here:
a cold search pays for every import.
"""
