"""Which claims of two issuers speak of one event, and which only seem to: cases as data."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from tests.claims.saying import REGISTRY, extraction

from onrecord.claims.grouping import events, one_event, told
from onrecord.claims.making import make_claims
from onrecord.model.claim_view import Candidate, ClaimView, Resolved

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "pairs.jsonl").read_text("utf-8").splitlines()
]
POINTS = {"Orsk Bridge": (45.0, 30.0), "Orsk Fort": (45.1, 30.1), "Tellin": (46.5, 33.0)}


def views(text: str, issuer: str) -> list[ClaimView]:
    made = []
    for claim in make_claims(extraction(text), REGISTRY):
        resolved = tuple(_resolved(place.name) for place in claim.places)
        made.append(
            ClaimView(
                id=f"{issuer}.1.{claim.at}",
                statement=issuer,
                version=1,
                issuers=((issuer, issuer),),
                countries=(),
                title="",
                kind="statement",
                language="en",
                published_on=dt.date(2025, 10, 22),
                url=None,
                text=text[claim.start : claim.end],
                claim=claim,
                resolved=resolved,
            )
        )
    return made


def _resolved(name: str) -> Resolved:
    if name not in POINTS:
        return Resolved()
    lat, lon = POINTS[name]
    return Resolved((Candidate(1, name, "XX", lat, lon, 0),))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['one'][:40]} / {case['why']}")
def test_pairs(case: dict[str, Any]) -> None:
    some = [*views(case["one"], "one"), *views(case["other"], "other")]
    found = events(told(some))
    joined = any(event.voices > 1 for event in found)
    assert joined is case["same"]


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
