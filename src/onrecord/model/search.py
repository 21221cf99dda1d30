"""What the index is asked and what it answers; the same for every engine."""

import datetime as dt
from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from onrecord.model.value import Value


class Sort(StrEnum):
    RELEVANCE = "relevance"
    DATE = "date"  # oldest first
    DATE_DOWN = "-date"  # newest first


class SearchRequest(Value, kw_only=True):
    """A search. Statements without a date come last in both orders of date.

    `as_of` searches the wordings that stood at the end of that day in UTC. `like` is the id of a
    statement to find others like; the query then narrows those. `literal` looks for the words
    typed, folded and stemmed, and widens the query by nothing else.
    """

    query: str
    limit: int = 10
    offset: int = 0
    sort: Sort = Sort.RELEVANCE
    as_of: dt.date | None = None
    facets: bool = False
    snippets: int = 2  # at most so many per hit; 0 for none
    literal: bool = False
    like: str | None = None


class Snippet(Value):
    """A literal passage of the statement; `marks` are half-open code points of the passage."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


class Hit(Value, kw_only=True):
    """A statement that answers; `current` is False when only a superseded wording does."""

    id: str
    key: str
    title: str
    issuers: tuple[str, ...]  # names
    kind: str
    published_on: dt.date | None
    language: str | None
    url: str | None
    score: float
    version: int
    current: bool
    snippets: tuple[Snippet, ...] = ()


class Also(NamedTuple):
    """Words of a query, and the other names by which it was looked for too."""

    words: str
    names: tuple[str, ...]


class Histogram(NamedTuple):
    """Statements by date, oldest first, whole: ("2020", n) and ("2020-10", n); none of none."""

    year: tuple[tuple[str, int], ...] = ()
    month: tuple[tuple[str, int], ...] = ()


NO_HISTOGRAM = Histogram()
NO_FACETS: Mapping[str, tuple[tuple[str, int], ...]] = MappingProxyType({})


class Results(Value):
    """The hits in their order; iterating over the results goes through them.

    `total` counts statements. `facets`: field -> (value, statements), most first, capped; the
    values of a field that the query itself narrows are counted as if it did not, so that a second
    value can be chosen. `histogram` counts what the query finds; both only where asked for.
    `did_you_mean` is the query with the index's nearest words in the place of those it has not;
    None where it has all, or nothing near. It is never searched unasked. `also` is what the query
    was widened to, empty with `literal`.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, tuple[tuple[str, int], ...]] = NO_FACETS
    histogram: Histogram = NO_HISTOGRAM
    did_you_mean: str | None = None
    also: tuple[Also, ...] = ()

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)
