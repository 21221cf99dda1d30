"""What the index is asked and what it answers; the same for every engine."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Sort(StrEnum):
    RELEVANCE = "relevance"
    DATE = "date"  # oldest first
    DATE_DOWN = "-date"  # newest first


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """A search. Statements without a date come last in both orders of date.

    `as_of` searches the wordings that stood at the end of that day in UTC.
    """

    query: str
    limit: int = 10
    offset: int = 0
    sort: Sort = Sort.RELEVANCE
    as_of: dt.date | None = None
    facets: bool = False
    snippets: int = 2  # at most so many per hit; 0 for none


@dataclass(frozen=True, slots=True)
class Snippet:
    """A literal passage of the statement; `marks` are half-open code points of the passage."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
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


@dataclass(frozen=True, slots=True)
class Results:
    """The hits in their order; iterating over the results goes through them.

    `total` counts statements. `facets`: field -> (value, statements), most first, capped.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)
