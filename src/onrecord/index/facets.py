"""How many of the statements found are of each issuer, year, language and kind, and of when."""

from collections.abc import Iterable, Mapping
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
    ordered = sorted(months.items())
    years: dict[float, int] = {}
    for month, count in ordered:
        year = month // 100
        years[year] = years.get(year, 0) + count
    by_year = [(f"{year:04.0f}", count) for year, count in years.items()]
    return Histogram(tuple(by_year), tuple([(_MONTHS[month], count) for month, count in ordered]))


class _Months(dict[float, str]):
    """How a month's number is shown: 202010 is 2020-10."""

    def __missing__(self, month: float) -> str:
        self[month] = shown = f"{month // 100:04.0f}-{month % 100:02.0f}"
        return shown


_MONTHS = _Months()  # a calendar has few


def _most_first(found: Iterable[tuple[str, int]]) -> _Counted:
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))
