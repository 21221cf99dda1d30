"""Versions of a statement and the times they were seen."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby


class ChangeKind(StrEnum):
    NEW = "new"
    WORDING = "wording"
    MOVED = "moved"
    REMOVED = "removed"
    REAPPEARED = "reappeared"


class Outcome(StrEnum):
    """What one check of a URI came to."""

    CAPTURED = "captured"  # bytes not seen before under this URI
    UNCHANGED = "unchanged"  # the same bytes again
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A time in which one wording stood, by capture time; a wording that returns has two."""

    number: int
    first_seen_at: dt.datetime
    last_seen_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One capture that shows one version."""

    number: int
    at: dt.datetime


def intervals_of(sightings: Sequence[Sighting]) -> list[Interval]:
    """Return the runs of equal version over the sightings in time order.

    >>> at = lambda h: dt.datetime(2020, 1, 1, h, tzinfo=dt.UTC)
    >>> runs = intervals_of([Sighting(number=n, at=at(h)) for n, h in [(1, 1), (2, 2), (1, 3)]])
    >>> [run.number for run in runs]
    [1, 2, 1]
    """
    return extended([], sightings)


def extended(before: Sequence[Interval], sightings: Sequence[Sighting]) -> list[Interval]:
    """Return the runs of equal version with later sightings put after them.

    Where several wordings were seen at one instant (an item that stands twice in a feed), the one
    that stood goes on, and of the others only those begin a run that never stood before.
    """
    runs = list(before)
    stood = {run.number for run in runs}
    ordered = sorted(sightings, key=lambda s: (s.at, s.number))
    for at, together in groupby(ordered, key=lambda s: s.at):
        numbers = list(dict.fromkeys(sighting.number for sighting in together))
        if runs and runs[-1].number in numbers:
            runs[-1] = replace(runs[-1], last_seen_at=at)
            numbers = [number for number in numbers if number not in stood]
        runs += [Interval(number=number, first_seen_at=at, last_seen_at=at) for number in numbers]
        stood.update(numbers)
    return runs
