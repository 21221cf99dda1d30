"""A claim as it is shown: with whose it is, its words, and where on the map its places may be."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.model.claim import Claim


class ClaimedSpan(NamedTuple):
    """Where a claim stands in a wording, and what it is; `at` is its number there."""

    at: int
    start: int
    end: int
    speech_act: str
    event_type: str | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place of the gazetteer that a name may mean."""

    id: int
    name: str
    country: str  # as GeoNames lists it; asserts nothing
    lat: float
    lon: float
    population: int


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a place's name means: one candidate, several that nothing decides between, or none."""

    candidates: tuple[Candidate, ...] = ()

    @property
    def only(self) -> Candidate | None:
        return self.candidates[0] if len(self.candidates) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim with its issuers. `text` is the claim's words, `resolved` goes along its places."""

    id: str
    statement: str
    version: int
    issuers: tuple[tuple[str, str], ...]  # (id, name)
    countries: tuple[str, ...]  # of the issuers
    title: str
    kind: str
    language: str | None
    published_on: dt.date | None
    url: str | None
    text: str
    claim: Claim
    experimental: bool = False  # its language was never measured on enough labelled claims
    citation_urls: tuple[str, ...] = ()
    resolved: tuple[Resolved, ...] = ()
