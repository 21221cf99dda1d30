"""How many of the statements found are of each issuer, year, language and kind, and of when."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import tantivy

from onrecord.index import schema as at
from onrecord.model.search import Histogram

# Facet -> the field of the query that narrows it, in the order shown.
FILTERED_BY = {"issuer": "issuer", "year": "date", "language": "lang", "kind": "kind"}
# Facet -> field of the index. Years are counted by month, and come with the histogram.
_FACETS = {
    "issuer": at.ISSUER_FACET,
    "year": at.MONTH,
    "language": at.LANGUAGE,
    "kind": at.KIND_FACET,
}
MOST_VALUES = 50  # as many as a reader looks through
_MOST_MONTHS = 60_000  # five thousand years; the engine's own bound is 65,000
_Counted = tuple[tuple[str, int], ...]


class Counts(NamedTuple):
    """`facets`: field -> (value, statements), most first, then by value."""

    facets: dict[str, _Counted]
    histogram: Histogram


def count_by(
    searcher: tantivy.Searcher, query: tantivy.Query, wider: Mapping[str, tantivy.Query]
) -> Counts:
    """Count what a query finds.

    `wider` has, for each facet that the reader narrows already, the query without that filter.
    Every query must match one document per statement.
    """
    names = [name for name in _FACETS if name not in wider or name == "year"]
    answered = _counted(searcher, query, names)
    histogram = _histogram(answered["year"])
    for name, other in wider.items():
        answered |= _counted(searcher, other, [name])
    years = _histogram(answered["year"]).year if "year" in wider else histogram.year
    facets = {name: _most_first(answered[name].items()) for name in _FACETS if name != "year"}
    facets["year"] = _most_first(years)[:MOST_VALUES]
    return Counts({name: facets[name] for name in _FACETS}, histogram)


def _counted(
    searcher: tantivy.Searcher, query: tantivy.Query, names: list[str]
) -> dict[str, dict[Any, int]]:
    asked: dict[str, Any] = {
        name: {
            "terms": {
                "field": _FACETS[name],
                "size": _MOST_MONTHS if name == "year" else MOST_VALUES,
            }
        }
        for name in names
    }
    answered = searcher.aggregate(query, asked)
    return {
        name: {bucket["key"]: bucket["doc_count"] for bucket in answered[name]["buckets"]}
        for name in names
    }


def _histogram(months: Mapping[float, int]) -> Histogram:
    """Return the counts by month and year; a month is the number 202010."""
    by_year: dict[str, int] = {}
    by_month = []
    for number in sorted(months):
        year, month = _names_of(number)
        count = months[number]
        by_year[year] = by_year.get(year, 0) + count
        by_month.append((month, count))
    return Histogram(tuple(by_year.items()), tuple(by_month))


@lru_cache(maxsize=_MOST_MONTHS)
def _names_of(month: float) -> tuple[str, str]:
    """Return a month's year and its own name.

    >>> _names_of(202010.0)
    ('2020', '2020-10')
    """
    name = f"{month:06.0f}"
    return name[:4], f"{name[:4]}-{name[4:]}"


def _most_first(found: Iterable[tuple[str, int]]) -> _Counted:
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))
