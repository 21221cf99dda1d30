"""Which place of the gazetteer a name means: by the company it keeps, population last.

A name that fits several places, and that nothing decides, stays ambiguous: its candidates are
given, no point. Knows no claim and no archive.
"""

import math
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache

from onrecord.lexicon.gazetteer import Gazetteer, Place
from onrecord.model.claim_view import Candidate, Resolved
from onrecord.text.analysis import fold_text

_MOST = 20  # places of one name that are looked at
_NEAR_KM = 400.0  # places named together are mostly nearer to each other than this
_DWARFS = 20  # times the people of the next: the place of that name that needs no other word
_SHOWN = 5  # candidates of an ambiguous name
_EARTH_KM = 6371.0

Look = Callable[[str], Sequence[Place]]


def looking_in(gazetteer: Gazetteer | None) -> Look:
    """Return a remembering look-up of names; none is found without a gazetteer."""
    if gazetteer is None:
        return lambda _name: ()
    return lru_cache(maxsize=4096)(lambda name: tuple(gazetteer.find_exactly(name, most=_MOST)))


def resolve(
    name: str, look: Look, company: Collection[str], countries: Collection[str]
) -> Resolved:
    """Return what a name means; `company` are the other places named, `countries` the issuers'."""
    found = list(look(name))
    if len(found) > 1:
        found = _decided(name, found, look, company, countries)
    return Resolved(tuple(map(_candidate, found[:_SHOWN])))


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance of two points (latitude, longitude).

    >>> round(kilometres((40.41, 49.87), (40.68, 46.36)))  # Baku, Ganja
    298
    """
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _decided(
    name: str, found: list[Place], look: Look, company: Collection[str], countries: Collection[str]
) -> list[Place]:
    own = [place for place in found if fold_text(place.name) == fold_text(name)]
    found = own or found
    beside = [place for other in company for place in _sure(look(other))]
    near = [p for p in found if any(_is_near(p, other) for other in beside)]
    if near:
        found = near
    if len(found) > 1:
        own = [p for p in found if p.country in countries]
        found = own or found
    return _sure(found) or found


def _sure(found: Sequence[Place]) -> list[Place]:
    """The one place of a name, or the one that dwarfs the others."""
    if len(found) == 1:
        return list(found)
    if found and found[0].population >= _DWARFS * max(found[1].population, 1):
        return [found[0]]
    return []


def _is_near(one: Place, other: Place) -> bool:
    return kilometres((one.lat, one.lon), (other.lat, other.lon)) <= _NEAR_KM


def _candidate(place: Place) -> Candidate:
    return Candidate(place.id, place.name, place.country, place.lat, place.lon, place.population)
