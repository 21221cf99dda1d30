"""What a statement's own header says, made ready for the steps: whose words they are."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.lexicon.concepts import list_mentions
from onrecord.model.issuer import Registry
from onrecord.model.statement import Extraction
from onrecord.text.analysis import fold

_WORD = re.compile(r"[^\W\d_]+")
# How the name of a body says whose it is, in its languages; the state's name stands beside.
_STATE_AFTER = re.compile(
    r"(?:Republic of|Kingdom of|République de|Республики|جمهورية)\s+(?:the\s+)?([^\W\d_]{4,})"
)
_STATE_BEFORE = re.compile(
    r"([^\W\d_]{4,})\s+(?:Respublikas|Cumhuriyeti|Հանրապետությ)", re.IGNORECASE
)
_SHORTEST_STEM = 5
# Words of names that tell no body from another.
COMMON = frozenset({"the", "of", "and", "to", "in", "for", "republic", "state", "states", "united"})


@dataclass(frozen=True, slots=True)
class Ours:
    """Whose words a statement's are.

    `words` are the folded words of the issuers' names, `codes` the countries they belong to,
    `stems` the beginnings of names of states that only the archive's own issuers know.
    """

    published_on: dt.date | None
    words: frozenset[str]
    codes: frozenset[str]
    stems: dict[str, str] = field(default_factory=dict)


def ours(extraction: Extraction, registry: Registry) -> Ours:
    """Return whose words a version's are, by its issuers and what the archive knows of them."""
    words: set[str] = set()
    codes: set[str] = set()
    for mention in extraction.issuers:
        known = registry.find(mention.id)
        names = [mention.name, *(known.names.values() if known else ())]
        words.update(word for name in names for word in folded_words(name))
        country = known.country if known and known.country else mention.country
        if country:
            codes.add(country)
        codes.update(_countries_of(mention.name))
    return Ours(
        extraction.published_on,
        frozenset(words - COMMON),
        frozenset(codes),
        _stems(registry),
    )


def folded_words(name: str) -> Iterable[str]:
    return (fold(word) for word in _WORD.findall(name))


@lru_cache(maxsize=1024)
def _countries_of(name: str) -> tuple[str, ...]:
    found = [m.concept for m in list_mentions(name, "en") if m.concept.startswith("country-")]
    return tuple(concept.removeprefix("country-").upper() for concept in found[:1])


def _stems(registry: Registry) -> dict[str, str]:
    return _known_stems(
        tuple(
            (name, issuer.country)
            for issuer in registry.issuers
            if issuer.country
            for name in (issuer.name, *issuer.names.values())
        )
    )


@lru_cache(maxsize=8)
def _known_stems(names: tuple[tuple[str, str], ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, country in names:
        for pattern in (_STATE_AFTER, _STATE_BEFORE):
            for state in pattern.findall(name)[:1]:
                stem = fold(state)[: max(_SHORTEST_STEM, len(state) - 2)]
                found.setdefault(stem, country)
    return found
