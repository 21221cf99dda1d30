"""Pure functions on strings: normalisation, numbers, dates, URLs, language, similarity.

Knows nothing of captures, statements, stores or the clock; reads only tables packaged here.
"""
