"""How many of the statements found are of each issuer, year, language and kind."""

from typing import Any

import tantivy

from onrecord.index import schema as at

# Field of the answer -> field of the index. A year is counted as a number.
_FACETS = {
    "issuer": at.ISSUER_FACET,
    "year": at.YEAR,
    "language": at.LANGUAGE,
    "kind": at.KIND_FACET,
}
MOST_VALUES = 50  # as many as a reader looks through


def facets(
    searcher: tantivy.Searcher, query: tantivy.Query
) -> dict[str, tuple[tuple[str, int], ...]]:
    """Return field -> (value, statements), most first, then by value.

    The query must match one document per statement.
    """
    asked: dict[str, Any] = {
        name: {"terms": {"field": field, "size": MOST_VALUES}} for name, field in _FACETS.items()
    }
    answered = searcher.aggregate(query, asked)
    return {name: _values(answered[name]["buckets"]) for name in _FACETS}


def _values(buckets: list[dict[str, Any]]) -> tuple[tuple[str, int], ...]:
    counted = [(_name(bucket["key"]), int(bucket["doc_count"])) for bucket in buckets]
    return tuple(sorted(counted, key=lambda pair: (-pair[1], pair[0])))


def _name(key: str | float) -> str:
    return key if isinstance(key, str) else str(int(key))
