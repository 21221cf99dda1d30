"""Versions of a statement and the times they were seen."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


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


def intervals_of(sightings: list[Sighting]) -> list[Interval]:
    """Return the runs of equal version over the sightings in time order.

    >>> at = lambda h: dt.datetime(2020, 1, 1, h, tzinfo=dt.UTC)
    >>> runs = intervals_of([Sighting(number=n, at=at(h)) for n, h in [(1, 1), (2, 2), (1, 3)]])
    >>> [run.number for run in runs]
    [1, 2, 1]
    """
    runs: list[Interval] = []
    for sighting in sorted(sightings, key=lambda s: (s.at, s.number)):
        if runs and runs[-1].number == sighting.number:
            first = runs[-1].first_seen_at
            runs[-1] = Interval(
                number=sighting.number, first_seen_at=first, last_seen_at=sighting.at
            )
        else:
            runs.append(
                Interval(
                    number=sighting.number, first_seen_at=sighting.at, last_seen_at=sighting.at
                )
            )
    return runs
