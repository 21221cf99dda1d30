"""Where a quotation stands in a text."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.quoting import Quoted, pieces_of

CASES = Path(__file__).parents[1] / "cases" / "quotations.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["quote"][:30])
def test_cases(row: dict[str, str]) -> None:
    place = Quoted(pieces_of(row["quote"])).find(row["text"])
    if row["is"] == "absent":
        assert place is None
        return
    assert place is not None
    assert place.exact is (row["is"] == "exact")
    assert row["text"][place.start : place.end] == row.get("shows", row["text"])


@given(
    st.lists(st.sampled_from(["ferry", "port", "the", "Бакы", "停火", ".", "\n", "…", "A."])),
    st.lists(st.sampled_from(["ferry", "port", "the", "бакы", "停火", "xyz"]), min_size=1),
)
def test_what_is_shown_is_always_in_the_text(said: list[str], asked: list[str]) -> None:
    text, quotation = " ".join(said), " ".join(asked)
    place = Quoted(pieces_of(quotation)).find(text)
    if place is not None:
        assert 0 <= place.start < place.end <= len(text)
        assert place.exact is (place.similarity == 1)


def test_a_long_quotation() -> None:
    words = [f"word{n}" for n in range(400)]
    changed = [word if n % 10 else "other" for n, word in enumerate(words)]
    place = Quoted(pieces_of(" ".join(words))).find(" ".join(["before"] * 90 + changed))
    assert place is not None
    assert not place.exact
    assert 0.85 < place.similarity < 0.95
