"""What the index is given; the same for every engine. A search needs none of it."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple


class IndexTerms(NamedTuple):
    """What title and text of a wording give to the index; spaces part the terms of each string."""

    title_words: str
    title_stems: str
    text_words: str
    text_stems: str
    names: str
    concepts: str
    title_exact: str
    text_exact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexDocument:
    """One interval of a wording: a version while it stood.

    `statement` is the id made by `model.ids`. `valid_from`, `valid_to` are aware instants, half
    open; None is "still". At most one document of a statement is `current`. All documents of a
    statement are deleted and added together. `has` names what the statement has, as `has:` asks.
    `terms` are those of title and text where they were made ahead.
    """

    statement: str
    version: int
    key: str
    url: str | None
    title: str
    text: str
    language: str | None
    kind: str
    published_on: dt.date | None
    valid_from: dt.datetime
    valid_to: dt.datetime | None
    current: bool
    issuers: tuple[tuple[str, str], ...] = ()  # (id, name)
    countries: tuple[str, ...] = ()  # ISO 3166-1 alpha-2, of the issuers
    place: str | None = None
    cites: tuple[str, ...] = ()  # URLs
    host: str | None = None
    has: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()  # ids
    terms: IndexTerms | None = None
