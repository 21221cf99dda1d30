"""Times and quantities in all seven languages: expressions with their values, as data."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from tests.claims.saying import ON

from onrecord.claims.lexis import lexis
from onrecord.claims.quantities import find_quantities
from onrecord.claims.reading import Sentence, read_sentence
from onrecord.claims.time_basis import Ground
from onrecord.claims.times import FoundTime, find_times

FOLDER = Path(__file__).parent / "cases"


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]


TIMES, QUANTITIES = rows("times.jsonl"), rows("quantities.jsonl")


def read(case: dict[str, Any]) -> Sentence:
    known = lexis(case["language"])
    assert known is not None
    return read_sentence(case["text"], 0, len(case["text"]), known)


def times(sentence: Sentence) -> list[FoundTime]:
    return find_times(sentence, Ground(ON, ON, future="will" in sentence.kinds))


def test_there_are_as_many_cases_as_were_asked_for() -> None:
    assert len(TIMES) >= 300
    assert len(QUANTITIES) >= 150
    for cases in (TIMES, QUANTITIES):
        assert {case["language"] for case in cases} == {"en", "az", "ru", "hy", "tr", "fr", "ar"}


@pytest.mark.parametrize("case", TIMES, ids=lambda case: f"{case['language']} {case['text']}")
def test_times(case: dict[str, Any]) -> None:
    found = [(time.days.first, time.days.last) for time in times(read(case))]
    wanted = tuple(
        dt.date.fromisoformat(case[end]) if case[end] else None for end in ("from", "to")
    )
    assert found == [wanted]


@pytest.mark.parametrize("case", QUANTITIES, ids=lambda case: f"{case['language']} {case['text']}")
def test_quantities(case: dict[str, Any]) -> None:
    sentence = read(case)
    taken = {at for time in times(sentence) for at in range(time.first, time.last + 1)}
    found = find_quantities(sentence, taken, case["language"])
    assert [[q.value_min, q.value_max, q.op.value, q.unit] for q in found] == case["quantities"]
