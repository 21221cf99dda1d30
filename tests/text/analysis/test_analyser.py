"""Texts as words and stems."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.analysis import (
    analyse_with_offsets,
    chunk_pattern,
    chunks,
    cut,
    fold_text,
    names_of,
    query_stems,
    stems_of,
)
from onrecord.text.analysis.given import analyse
from onrecord.text.analysis.stems import primary

CASES = Path(__file__).parents[2] / "cases" / "folding.jsonl"
FOLDING: list[dict[str, str]] = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
texts = st.text() | st.text(alphabet="aIİıΣ-'’“–\x1c _.,ёмир停火\u200c\u0301", max_size=40)


@given(texts, st.sampled_from(["en", "tr", "az-Cyrl", None]))
def test_words_are_the_same_however_a_text_is_read(text: str, language: str | None) -> None:
    words = analyse(text, language).words.split()
    assert words == fold_text(text).split()
    assert words == [word for _, _, word in analyse_with_offsets(text)]
    assert words == [word for _, chunk in chunks(text) for word in chunk.words]


@given(texts)
def test_a_text_is_cut_as_the_pattern_cuts_it(text: str) -> None:
    assert cut(text) == chunk_pattern().findall(text)


@given(texts, st.sampled_from(["en", "ru", "ar", "tr", "he", "es"]))
def test_names_are_those_of_each_chunk(text: str, language: str) -> None:
    expected = [key for _, chunk in chunks(text) for key in names_of(chunk, language)]
    found = analyse(text, language).names.split()
    assert found[: len(expected)] == [key for key in expected if key != "~"] or "~" in expected


@given(texts, st.sampled_from(["en", "fr", "tr", "el", "az-Cyrl", None]))
def test_stems_are_those_of_each_chunk(text: str, language: str | None) -> None:
    code = primary(language)
    expected = [term for _, chunk in chunks(text) for term in stems_of(chunk, code)]
    assert analyse(text, language).stems.split() == expected


def test_half_of_a_surrogate_pair_is_no_fault() -> None:
    assert analyse("a \ud800 Note", "en").words.split() == ["a", "note"]


@given(texts, st.sampled_from(["en", "ru", "az", None]))
def test_every_word_is_found_again_by_its_stems(text: str, language: str | None) -> None:
    terms = set(analyse(text, language).stems.split())
    languages = frozenset({language} if language else set())
    for _, chunk in chunks(text):
        for raw, word in zip(chunk.raw_words, chunk.words, strict=True):
            assert terms & {word, *query_stems(raw, languages)}


@given(texts)
def test_offsets_are_of_the_text(text: str) -> None:
    before = 0
    for start, end, word in analyse_with_offsets(text):
        assert 0 <= start < end <= len(text)
        assert start >= before - 1  # pairs of characters overlap
        assert word
        before = end


def test_words_without_a_stem_stand_folded_among_the_stems() -> None:
    assert analyse("Перамога 2020 гэта", "be").stems.split() == ["перамога", "2020", "гэта"]
    assert analyse("Talks на 2020", "en").stems.split() == ["en:talk", "на", "2020"]


@pytest.mark.parametrize("case", FOLDING, ids=lambda case: case["why"])
def test_words_are_folded_as_the_cases_say(case: dict[str, str]) -> None:
    assert fold_text(case["text"]) == case["words"]
