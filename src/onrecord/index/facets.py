"""How many of the statements found are of each issuer, year, language and kind, and of when."""

from collections import Counter
from collections.abc import Mapping
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
    months = _months(answered["year"])
    for name, other in wider.items():
        answered |= _counted(searcher, other, [name])
    facets = {
        name: _years(_months(found)) if name == "year" else _most_first(found)
        for name, found in ((name, answered[name]) for name in _FACETS)
    }
    return Counts(facets, _histogram(months))


def _counted(
    searcher: tantivy.Searcher, query: tantivy.Query, names: list[str]
) -> dict[str, Counter[Any]]:
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
        name: Counter(
            {bucket["key"]: int(bucket["doc_count"]) for bucket in answered[name]["buckets"]}
        )
        for name in names
    }


def _months(found: Counter[Any]) -> Counter[int]:
    return Counter({int(month): count for month, count in found.items()})


def _by_year(months: Counter[int]) -> Counter[str]:
    years: Counter[str] = Counter()
    for month, count in sorted(months.items()):
        years[f"{month // 100:04}"] += count
    return years


def _years(months: Counter[int]) -> _Counted:
    return _most_first(_by_year(months))[:MOST_VALUES]


def _most_first(found: Counter[str]) -> _Counted:
    return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def _histogram(months: Counter[int]) -> Histogram:
    return Histogram(
        year=tuple(_by_year(months).items()),
        month=tuple(
            (f"{month // 100:04}-{month % 100:02}", count)
            for month, count in sorted(months.items())
        ),
    )
