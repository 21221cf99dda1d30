"""Patterns with wildcards as regular expressions."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.patterns import literal, parts_of, regex_of, regex_without_retries


@pytest.mark.parametrize(
    ("pattern", "matches", "misses"),
    [
        ("cease*", ["cease", "ceasefire"], ["decease"]),
        ("?ort", ["port", "fort"], ["ort", "sport"]),
        ("İSTAN*", ["istanbul"], ["stanbul"]),
        (r"what\?", ["what?"], ["whats"]),
        ("a.c*", ["a.c", "a.cd"], ["abc"]),
        ("Всё*", ["все", "всего"], ["весь"]),
    ],
)
def test_regex_matches_folded_words(pattern: str, matches: list[str], misses: list[str]) -> None:
    for made in (regex_of(pattern), regex_without_retries(pattern)):
        regex = re.compile(made)
        assert all(regex.fullmatch(word) for word in matches)
        assert not any(regex.fullmatch(word) for word in misses)


@given(st.text("ab*?", max_size=8), st.text("ab", max_size=8))
def test_without_retries_the_same_words_match(pattern: str, word: str) -> None:
    tried = re.fullmatch(regex_of(pattern), word)
    assert bool(re.fullmatch(regex_without_retries(pattern), word)) == bool(tried)


def test_a_pattern_of_many_stars_is_soon_done_with_a_long_word() -> None:
    regex = re.compile(regex_without_retries("*a" * 40 + "*b"))
    assert not regex.fullmatch("a" * 5_000)  # would not end in a lifetime


def test_a_backslash_at_the_end_is_itself() -> None:
    assert regex_of("a\\", str.lower) == "a\\\\"


@given(st.text())
def test_a_literal_matches_itself_alone(text: str) -> None:
    regex = re.compile(literal(text), re.DOTALL)
    assert regex.fullmatch(text)
    assert not regex.fullmatch(text + "x")


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [("cease-f*", ["cease", "f*"]), ("*", ["*"]), ("l'ambas*", ["l", "ambas*"]), ("--", [])],
)
def test_parts_of(pattern: str, parts: list[str]) -> None:
    assert parts_of(pattern) == parts
