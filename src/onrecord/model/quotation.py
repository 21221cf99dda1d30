"""What was said, and when it stood: the answers to "did they ever say this?"."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Wording(NamedTuple):
    """A wording that stood at some time, as the index keeps it; `issuers` are names."""

    statement: str
    version: int
    issuers: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Where words stand in one version of a statement.

    `text` is `[start, end)` of the version's text: the whole sentences in which the words stand.
    `exact` says that all words stand there in sequence, but for case, marks and what an ellipsis
    leaves out; `similarity` is 1 then, else how near the words are, below 1. The version was seen
    from `first_seen_at` to `last_seen_at`; `absent_since` is when another wording was first seen
    in its place, None for what still stands.
    """

    statement: str
    issuers: tuple[str, ...]
    version: int
    first_seen_at: dt.datetime
    last_seen_at: dt.datetime
    absent_since: dt.datetime | None
    exact: bool
    similarity: float
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Quotes:
    """Where a quotation stands: exact ones first, those first seen before others, then the nearest.

    `has_more` says that there are more exact ones than were asked for.
    """

    found: tuple[Quotation, ...]
    has_more: bool

    def __iter__(self) -> Iterator[Quotation]:
        return iter(self.found)
