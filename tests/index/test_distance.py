"""Edits between words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.distance import within_distance

words = st.text("abc", max_size=6)


@pytest.mark.parametrize(
    ("word", "other", "edits"),
    [
        ("tehran", "tehran", 0),
        ("tehran", "teheran", 1),
        ("tehran", "tehrna", 1),
        ("tehran", "theran", 1),
        ("gyumri", "gumri", 1),
        ("baku", "bakou", 1),
        ("baku", "boku", 1),
        ("перемирие", "перемирья", 2),
        ("abcd", "badc", 2),
        ("ceasefire", "fire", 5),
    ],
)
def test_within(word: str, other: str, edits: int) -> None:
    assert within_distance(word, other, edits)
    assert edits == 0 or not within_distance(word, other, edits - 1)


@given(words, words, st.integers(0, 3))
def test_both_ways_are_the_same(word: str, other: str, most: int) -> None:
    assert within_distance(word, other, most) == within_distance(other, word, most)


@given(words, words)
def test_enough_edits_always_suffice(word: str, other: str) -> None:
    assert within_distance(word, other, max(len(word), len(other)))
    assert within_distance(word, other, 0) == (word == other)
