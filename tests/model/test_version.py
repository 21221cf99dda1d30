"""When a wording stood, told from what was seen of it."""

import datetime as dt

import pytest

from onrecord.model.version import Interval, Sighting, extended, intervals_of


def at(minute: int) -> dt.datetime:
    return dt.datetime(2025, 10, 19, 8, minute, tzinfo=dt.UTC)


def seen(*pairs: tuple[int, int]) -> list[Sighting]:
    return [Sighting(number=number, at=at(minute)) for minute, number in pairs]


def told(runs: list[Interval]) -> list[tuple[int, int, int]]:
    return [(run.number, run.first_seen_at.minute, run.last_seen_at.minute) for run in runs]


@pytest.mark.parametrize(
    ("sightings", "runs"),
    [
        ([(1, 1), (2, 1), (3, 2), (4, 1)], [(1, 1, 2), (2, 3, 3), (1, 4, 4)]),
        # Twice in one feed, in two wordings: both stood, and nothing goes to and fro after that.
        ([(1, 1), (1, 2)], [(1, 1, 1), (2, 1, 1)]),
        ([(1, 1), (1, 2), (2, 1), (2, 2)], [(1, 1, 1), (2, 1, 2)]),
        ([(1, 1), (1, 2), (2, 1)], [(1, 1, 1), (2, 1, 1), (1, 2, 2)]),
        ([(1, 2), (2, 1), (2, 2)], [(2, 1, 2), (1, 2, 2)]),
    ],
)
def test_runs_of_equal_wordings(
    sightings: list[tuple[int, int]], runs: list[tuple[int, int, int]]
) -> None:
    assert told(intervals_of(seen(*sightings))) == runs
    for cut in range(len(sightings)):
        if cut and sightings[cut - 1][0] < sightings[cut][0]:
            before = intervals_of(seen(*sightings[:cut]))
            assert told(extended(before, seen(*sightings[cut:]))) == runs
