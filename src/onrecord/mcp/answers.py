"""What the tools answer. Every one of them holds sayings: words that can't be had without who says
them, when, and where they stand.

Plain values: the protocol's JSON schema is made of them. They have no slots, which the package mcp
takes for defaults.
"""

from dataclasses import dataclass
from typing import Any

Values = dict[str, Any]  # plain JSON


@dataclass(frozen=True)
class Words:
    """Words of a version, verbatim: code points `start` to `end` of that version's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Voice:
    """An issuer: its name, in which role it issued the statement, and how that is known."""

    name: str
    role: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class Saying:
    """What issuers say in one wording of a statement. Without issuers: who says it is not known."""

    issuers: tuple[Voice, ...]
    date: str | None  # as the statement has it
    permalink: str
    statement: str
    version: int
    stands: bool  # whether this is the wording that stands now
    title: str
    kind: str
    language: str | None
    url: str | None  # where the issuer published it
    spans: tuple[Words, ...]


@dataclass(frozen=True, kw_only=True)
class Found:
    """`also` is what the query was widened to; `did_you_mean` is never searched unasked."""

    total: int
    also: tuple[Values, ...]
    did_you_mean: str | None
    hits: tuple[Saying, ...]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A wording block by block. `next_start` asks for the rest of a long one, null at its end."""

    said: Saying
    place: str | None
    citations: tuple[Values, ...]
    versions: tuple[int, ...]
    captures: int
    cited_by: tuple[str, ...]
    next_start: int | None


@dataclass(frozen=True, kw_only=True)
class Stood:
    """A wording with how it begins, and the times it was seen to stand."""

    said: Saying
    seen: tuple[Values, ...]
    text_sha256: str


@dataclass(frozen=True)
class Versions:
    versions: tuple[Stood, ...]


@dataclass(frozen=True)
class Recited:
    """A note that cites other pages than before, by their addresses."""

    marker: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Edited:
    """One edit: words of the older wording and of the newer; either may be empty.

    With `recited` it is of no words, but of what a note cites.
    """

    kind: str
    before: Words
    after: Words
    recited: Recited | None = None


@dataclass(frozen=True)
class Differing:
    """What the newer wording changed of the older; the spans of both are those of the edits."""

    older: Saying
    newer: Saying
    edits: tuple[Edited, ...]


@dataclass(frozen=True, kw_only=True)
class Cited:
    """A citation with the words that make it. `state` is that of the cited page, as we saw it."""

    said: Saying
    marker: str | None
    cites: str
    state: str
    last_seen_at: str | None
    first_missing_at: str | None


@dataclass(frozen=True)
class Citations:
    citations: tuple[Cited, ...]
    more: bool


@dataclass(frozen=True)
class Claimed:
    """A claim: what the issuer says happened. `claim` is an object of `claims --json`."""

    said: Saying
    claim: Values


@dataclass(frozen=True)
class Claims:
    claims: tuple[Claimed, ...]
    more: bool


@dataclass(frozen=True)
class Column:
    """What one issuer says of an event, or which kind of silence there is: never agreement."""

    issuer: str
    claims: tuple[Claimed, ...]
    silence: Values | None


@dataclass(frozen=True, kw_only=True)
class Event:
    """Nothing is summed over the columns; `differing` are values that issuers give differently."""

    place: str
    first: str
    last: str
    event_type: str | None
    columns: tuple[Column, ...]
    differing: tuple[Values, ...]


@dataclass(frozen=True)
class Compared:
    events: tuple[Event, ...]
    more: bool
