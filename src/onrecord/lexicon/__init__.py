"""Concepts and their names in many languages: packaged tables and their look-up.

Pure: reads only the tables beside it, and those only when they are first asked for. Knows nothing
of an index, of the query language, or of who says what.
"""

# The version of the concepts' tables and rules: what was indexed by another one must be indexed
# again.
CONCEPTS_VERSION = 2
