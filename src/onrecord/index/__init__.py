"""The search index: one adapter per engine, always rebuildable from the system of record.

This package knows what a document is (`model.search`) and how words are folded and stemmed
(`text.analysis`); it knows nothing of stores, captures or the faces.

A cold search is a whole process, and most of it is importing. So nothing is imported here, what
only writers need is imported when something is written, and small values of this package are
named tuples: a frozen slotted dataclass takes five times as long to define.
"""
