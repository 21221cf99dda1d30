"""A query as a tree of frozen values: what is asked for, free of any engine and of the grammar.

`position` is where a part stands in the query, in code points from 0, for errors raised later.
"""

import datetime as dt
from typing import TypeAlias

from onrecord.model.value import Value

# Fields whose values are words of the statement; all other fields are conditions on it.
WORD_FIELDS = frozenset({"title", "text"})
CONDITION_FIELDS = frozenset(
    {
        *("issuer", "country", "kind", "lang", "date", "place", "cites", "host", "type", "actor"),
        *("has", "tag", "collection"),
    }
)
FIELDS = WORD_FIELDS | CONDITION_FIELDS
CLAIM_FIELDS = frozenset({"type", "actor"})  # conditions on a claim of the statement
HAS_VALUES = ("versions", "claims", "attachments")


class Term(Value):
    """A word, or the value of a field; `exact` switches stems and widening off.

    A `name` has no stems in languages whose names take no endings; of one that is `whole`, spelt as
    it is listed, none lacks a consonant.
    """

    text: str
    position: int
    field: str | None = None
    exact: bool = False
    name: bool = False
    whole: bool = False


class Phrase(Value):
    """Words in their order; `slop` is how many places they may be apart in all.

    Documents whose numbers are in `never_in` have the words, but not as they are asked for.
    """

    text: str
    position: int
    field: str | None = None
    exact: bool = False
    slop: int = 0
    never_in: frozenset[int] = frozenset()


class Pattern(Value):
    """A word with wildcards: `*` any characters, `?` one; a backslash makes them literal."""

    pattern: str
    position: int
    field: str | None = None


class Fuzzy(Value):
    """A word and those within `distance` edits; None leaves the distance to the word's length."""

    text: str
    position: int
    field: str | None = None
    distance: int | None = None


class Sounding(Value):
    """Names that sound as a word of the query does: (key of a name, weight), likeliest first.

    Not looked for in texts of the languages `not_in`.
    """

    keys: tuple[tuple[str, float], ...]
    position: int
    not_in: frozenset[str] = frozenset()


class Called(Value):
    """A concept, whatever it is called; the query's own words name it in `said_in`."""

    concept: str
    position: int
    weight: float
    said_in: frozenset[str] = frozenset()


class Together(Value):
    """All of several names by their sound, as the words of a query follow each other."""

    names: tuple[Sounding, ...]
    weight: float


class Best(Value):
    """Ways to meet the same words, of which the best counts; `typed` is the one as typed."""

    others: tuple["Query", ...]
    typed: "Query | None" = None


class Dates(Value):
    """Statements published from `first` to `last`, both included; None is open."""

    first: dt.date | None
    last: dt.date | None
    position: int


class Boosted(Value):
    node: "Query"
    factor: float


class Boolean(Value):
    """All of `must` and `conditions`, none of `must_not`; `should` ranks.

    Where `must` is empty at least one of `should` is needed. `conditions` narrow without ranking.
    """

    must: tuple["Query", ...] = ()
    should: tuple["Query", ...] = ()
    must_not: tuple["Query", ...] = ()
    conditions: tuple["Query", ...] = ()


class Everything(Value):
    """Every statement: the empty query and a lone `*`."""


class Nothing(Value):
    """What holds no word at all, such as lone punctuation: asks nothing and is left out."""


Query: TypeAlias = (
    Term
    | Phrase
    | Pattern
    | Fuzzy
    | Sounding
    | Called
    | Together
    | Best
    | Dates
    | Boosted
    | Boolean
    | Everything
    | Nothing
)
