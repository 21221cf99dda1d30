"""Which claims of two issuers speak of one event, and which only seem to: cases as data."""

import json
from typing import Any

import pytest
from eval.grouping import CASES as FILE
from eval.grouping import by_event, by_place, measured, views

from onrecord.claims.grouping import events, one_event, told

CASES = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['one'][:40]} / {case['why']}")
def test_pairs(case: dict[str, Any]) -> None:
    some = told([*views(case["one"], "one"), *views(case["other"], "other")])
    assert by_event(some) is case["same"]


def test_a_place_alone_joins_what_is_no_event() -> None:
    ours, place = measured(by_event), measured(by_place)
    assert ours.false_merges <= 0.02
    assert place.false_merges > 0.2
    assert ours.b_cubed()[2] > place.b_cubed()[2]


def test_there_are_as_many_near_misses_as_pairs() -> None:
    same = [case for case in CASES if case["same"]]
    assert len(same) >= 30
    assert len(CASES) - len(same) >= 30


def test_every_claim_of_an_event_agrees_with_every_other() -> None:
    days = ["18", "19", "20", "21", "22", "23"]
    some = [
        view
        for day in days
        for view in views(f"Forces attacked the town of Tellin on {day} October.", f"i{day}")
    ]
    found = events(told(some))
    assert len(found) > 1
    for event in found:
        assert (event.last - event.first).days <= 3
        for one in event.told:
            assert all(one_event(one, other) for other in event.told if other is not one)
