"""Places that claims name, put together where they lie too close to be drawn apart.

What is counted is counted for each issuer by itself: nothing is summed across issuers.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_uppercase

from onrecord.model.claim_view import ClaimView
from onrecord.web.frames import Frame

CLOSE = (140, 46)  # pixels across and down within which two spots can't be told apart
MOST_SIGNS = 4  # of a spot; further issuers are in the table
SIGN = 36  # pixels that one issuer's sign takes


@dataclass(slots=True)
class Named:
    """A place: `names` as the issuers write it, `claims` by issuer's id."""

    id: int
    lon: float
    lat: float
    names: dict[str, None] = field(default_factory=dict)
    claims: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        return " / ".join(self.names)


@dataclass(frozen=True, slots=True)
class Sign:
    """The claims of one issuer at a spot; `letter` is the issuer's in the legend."""

    letter: str
    issuer: str
    claims: int
    x: int


@dataclass(frozen=True, slots=True)
class Spot:
    """What is drawn at one point of the picture."""

    x: int
    y: int
    places: tuple[Named, ...]
    signs: tuple[Sign, ...]
    further: int  # issuers that have no sign here

    @property
    def name(self) -> str:
        return ", ".join(place.name for place in self.places)


def places_of(views: Iterable[ClaimView]) -> list[Named]:
    """Return the places that claims name and that one place of the gazetteer alone can be meant by,
    by name; a claim counts once for each."""
    found: dict[int, Named] = {}
    for view in views:
        here = {}
        for place, resolved in zip(view.claim.places, view.resolved, strict=True):
            only = resolved.only
            if only is not None:
                named = found.setdefault(only.id, Named(only.id, only.lon, only.lat))
                named.names[place.name] = None
                here[only.id] = named
        for named in here.values():
            named.claims.update(id for id, _ in view.issuers)
    return sorted(found.values(), key=lambda one: one.name.casefold())


def letters_of(issuers: Mapping[str, str]) -> dict[str, str]:
    """Return issuer -> its letter in the legend, in the order of their names: A to Z, A1, ...

    >>> letters_of({"b": "Body B", "a": "Body A"})
    {'a': 'A', 'b': 'B'}
    """
    ordered = sorted(issuers, key=lambda id: (issuers[id].casefold(), id))
    count = len(ascii_uppercase)
    return {
        id: ascii_uppercase[at % count] + (str(at // count) if at >= count else "")
        for at, id in enumerate(ordered)
    }


def spots_of(places: Sequence[Named], letters: Mapping[str, str], frame: Frame) -> list[Spot]:
    """Return what a frame shows, from north to south."""
    groups: list[tuple[float, float, list[Named]]] = []
    for place in sorted(places, key=lambda one: (-sum(one.claims.values()), one.id)):
        if not frame.holds(place.lon, place.lat):
            continue
        x, y = frame.pixel(place.lon, place.lat)
        for gx, gy, group in groups:
            if abs(gx - x) < CLOSE[0] and abs(gy - y) < CLOSE[1]:
                group.append(place)
                break
        else:
            groups.append((x, y, [place]))
    return sorted((_spot(x, y, group, letters) for x, y, group in groups), key=lambda s: (s.y, s.x))


def _spot(x: float, y: float, places: list[Named], letters: Mapping[str, str]) -> Spot:
    claims: Counter[str] = sum((place.claims for place in places), Counter())
    ordered = sorted(claims, key=lambda issuer: letters[issuer])
    shown = ordered[:MOST_SIGNS]
    left = -SIGN * (len(shown) - 1) // 2
    signs = tuple(
        Sign(letters[issuer], issuer, claims[issuer], left + SIGN * at)
        for at, issuer in enumerate(shown)
    )
    return Spot(round(x), round(y), tuple(places), signs, len(ordered) - len(shown))
