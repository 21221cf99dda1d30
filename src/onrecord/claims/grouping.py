"""Claims of different issuers about one event, brought together for comparison.

By place, time and type, never by actor or number: those are what is disputed. Complete linkage: a
claim joins an event only when it agrees with every claim of it, so that no chain of claims leads
from one event to the next. Knows no archive; nothing is merged, every claim stays its issuer's.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.claims.resolving import kilometres
from onrecord.model.claim import EventType, PlaceRole
from onrecord.model.claim_view import ClaimView
from onrecord.text.analysis import fold_text

NEAR_KM = 25.0  # of two places that may be one
SLACK = dt.timedelta(days=1)  # between two accounts of one time: midnight, time zones
LONGEST = dt.timedelta(days=3)  # of one event
_OF_THE_EVENT = frozenset({PlaceRole.EVENT, PlaceRole.VICINITY, PlaceRole.MENTION, PlaceRole.ALONG})

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Where:
    """Places of one claim: folded names, and points of those that mean one place."""

    names: frozenset[str]
    points: tuple[Point, ...]

    def __bool__(self) -> bool:
        return bool(self.names)


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with what it is compared by.

    `own` says that the claim names its place itself; else it is that of its statement. `dated`
    says the same of its time, which else is that of the claim before.
    """

    view: ClaimView
    type: EventType | None
    where: Where
    own: bool
    dated: bool
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Event:
    """Claims that may speak of one event, in the order of their statements."""

    type: EventType | None
    told: tuple[Told, ...]

    @property
    def issuers(self) -> frozenset[str]:
        return frozenset(id for each in self.told for id, _ in each.view.issuers)

    @property
    def voices(self) -> int:
        """Return how many issuers speak of it apart from each other.

        A joint statement is one, and so are its renditions on the site of one of the parties.
        """
        apart: list[frozenset[str]] = []
        voices = {frozenset(id for id, _ in each.view.issuers) for each in self.told}
        for some in sorted(voices, key=lambda some: (len(some), sorted(some))):
            if all(some.isdisjoint(others) for others in apart):
                apart.append(some)
        return len(apart)

    @property
    def first(self) -> dt.date:
        return min(each.first for each in self.told)

    @property
    def last(self) -> dt.date:
        return max(each.last for each in self.told)

    @property
    def place(self) -> str:
        """Return the place that most of the claims name, as the first of them writes it."""
        counts: dict[str, int] = {}
        written: dict[str, str] = {}
        for each in self.told:
            for place in each.view.claim.places:
                name = fold_text(place.name)
                counts[name] = counts.get(name, 0) + 1 + (place.role in _OF_THE_EVENT)
                written.setdefault(name, place.name)
        return written[max(counts, key=lambda name: counts[name])] if counts else ""


def told(views: Iterable[ClaimView]) -> list[Told]:
    """Return what can be compared: claims with a time of a few days and a place, own or not."""
    made: list[Told] = []
    by_statement: dict[str, list[ClaimView]] = {}
    for view in views:
        by_statement.setdefault(view.statement, []).append(view)
    for some in by_statement.values():
        common = _joined(_where(view) for view in some)
        time: tuple[dt.date, dt.date] | None = None
        for view in some:
            own_time = _time(view)
            time = own_time or time
            own = _where(view)
            where = own or common
            victims = any(quantity.role for quantity in view.claim.quantities)
            if not (own or own_time or victims):
                continue  # neither where nor when nor how many: nothing to compare by
            if time is not None and where and time[1] - time[0] <= LONGEST:
                kind, dated = view.claim.event_type, own_time is not None
                made.append(Told(view, kind, where, bool(own), dated, *time))
    return made


def events(claims: Sequence[Told]) -> list[Event]:
    """Return the events of these claims, those that more issuers speak of first."""
    groups: list[list[Told]] = []
    for each in sorted(claims, key=lambda t: (not t.own, t.first, t.view.id)):
        fitting = [group for group in groups if all(one_event(each, other) for other in group)]
        best = max(fitting, key=lambda group: _kinship(each, group), default=None)
        if best is None:
            groups.append([each])
        else:
            best.append(each)
    made = [
        Event(
            group[0].type, tuple(sorted(group, key=lambda t: (t.view.statement, t.view.claim.at)))
        )
        for group in groups
    ]
    return sorted(made, key=lambda e: (-e.voices, e.first, e.told[0].view.id))


def one_event(one: Told, other: Told) -> bool:
    """Whether two claims may speak of one event: type, place and time agree."""
    if one.type is not other.type:
        return False
    if one.view.statement == other.view.statement and one.first != other.first:
        return False
    if max(one.last, other.last) - min(one.first, other.first) > LONGEST:
        return False
    if one.first > other.last + SLACK or other.first > one.last + SLACK:
        return False
    if one.type is None and not _one_matter(one, other):
        return False
    if not (one.own or other.own) and one.first != other.first:
        return False
    return same_place(one.where, other.where)


def _one_matter(one: Told, other: Told) -> bool:
    """Whether two claims without a type are about one thing: what they count, or all they say."""
    roles = [{q.role for q in t.view.claim.quantities if q.role} for t in (one, other)]
    if roles[0] & roles[1]:
        return True
    if one.view.statement == other.view.statement:
        return not (roles[0] or roles[1])
    return all(each.own and each.dated for each in (one, other))


def same_place(one: Where, other: Where) -> bool:
    """Whether two claims name a place alike, or places within 25 km of each other."""
    if one.names & other.names:
        return True
    return any(kilometres(a, b) <= NEAR_KM for a in one.points for b in other.points)


def _kinship(each: Told, group: Sequence[Told]) -> tuple[int, int, int]:
    """How near a claim is to an event that it fits: by the word of the act, the day, the places."""
    return (
        sum(each.view.claim.rule == other.view.claim.rule for other in group),
        sum(each.first == other.first for other in group),
        sum(len(each.where.names & other.where.names) for other in group),
    )


def _where(view: ClaimView) -> Where:
    pairs = zip(view.claim.places, view.resolved, strict=True)
    every = list(pairs)
    some = [(place, resolved) for place, resolved in every if place.role in _OF_THE_EVENT] or every
    points = [(r.only.lat, r.only.lon) for _, r in some if r.only is not None]
    return Where(frozenset(fold_text(p.name) for p, _ in some), tuple(points))


def _joined(some: Iterable[Where]) -> Where:
    every = list(some)
    names = frozenset(name for where in every for name in where.names)
    return Where(names, tuple(dict.fromkeys(p for where in every for p in where.points)))


def _time(view: ClaimView) -> tuple[dt.date, dt.date] | None:
    time = view.claim.time
    if time is None or (time.first is None and time.last is None):
        return None
    first = time.first or time.last
    last = time.last or time.first
    assert first is not None  # noqa: S101 - one of them is there
    assert last is not None  # noqa: S101
    return first, last
