"""Concepts: what has names in many languages, and where a text or a query names one."""

from typing import NamedTuple


class Concept(NamedTuple):
    """A country, body, office, document or kind of event; the id is stable and a single term.

    A `country` is an entry of ISO 3166-1 or of CLDR's list of territories: nothing is said about
    its status.
    """

    id: str
    type: str  # event | country | body | office | document | group | principle | economy


class Name(NamedTuple):
    """One name of a concept in one language.

    `match` holds words that say how it is found, `source` what it was checked against ("-" when
    nothing): both as docs/concepts.md tells.
    """

    concept: str
    language: str
    text: str
    match: frozenset[str]
    source: str


class Mention(NamedTuple):
    """A place where a text names a concept: half-open, in the unit that the maker says."""

    concept: str
    start: int
    end: int


class Named(NamedTuple):
    """A concept that a query names: half-open span in code points of the query.

    `languages` are those in which these words are its name, in the order of the tables.
    """

    concept: str
    start: int
    end: int
    languages: tuple[str, ...]
