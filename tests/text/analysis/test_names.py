"""Names meet across spellings and scripts, and other names stay apart."""

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.analysis.given import analyse
from onrecord.text.analysis.names import (
    full_key,
    is_name_like,
    name_keys,
    near_keys,
    other_keys,
    respelt,
)

CASES = Path(__file__).parents[2] / "cases"


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines()]


def meet(one: str, other: str) -> bool:
    return not set(name_keys(one)).isdisjoint(name_keys(other))


@pytest.mark.parametrize("case", rows("names_meet.jsonl"), ids=lambda case: case["names"][0])
def test_spellings_of_a_name_meet(case: dict[str, Any]) -> None:
    first, *others = case["names"]
    assert [name for name in others if not meet(first, name)] == []


@pytest.mark.parametrize("case", rows("names_apart.jsonl"), ids=lambda case: case["names"][0])
def test_other_names_stay_apart(case: dict[str, Any]) -> None:
    assert [pair for pair in combinations(case["names"], 2) if meet(*pair)] == []


@pytest.mark.parametrize("case", rows("names_inflected.jsonl"), ids=lambda case: case["name"])
def test_case_endings_of_the_text_s_language_come_off(case: dict[str, Any]) -> None:
    keys = set(name_keys(case["name"]))
    missed = [f for f in case["forms"] if keys.isdisjoint(name_keys(f, case["language"]))]
    assert missed == []


def test_names_are_told_from_other_words_where_case_tells_them() -> None:
    assert analyse("the talks in Baku", "en").names == "bak =bak"
    assert is_name_like("Ərdoğan")
    assert not is_name_like("巴库")


def test_a_part_of_a_longer_name_is_no_whole() -> None:
    assert "=algr" in analyse("the town of Alegre is", "pt").names.split()
    assert "=algr" not in analyse("the town of Porto Alegre is", "pt").names.split()


@given(st.text(max_size=20), st.sampled_from(["", "en", "az", "ru", "hy", "ar", "he", "xx"]))
def test_any_token_has_few_keys_of_small_letters(token: str, language: str) -> None:
    keys = name_keys(token, language)
    assert len(keys) <= 12
    assert all(key.isascii() and key.islower() and key.isalpha() for key in keys)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hakobyan", "Акопян"),
        ("Հակոբյան", "Hagopian"),
        ("Հարությունյան", "Арутюнян"),
        ("Hovhannisyan", "Оганесян"),
        ("Mehdiyev", "Мехтиев"),
        ("Sargsyan", "Саркисян"),
        ("Karapetyan", "Garabedian"),
        ("Mkrtchyan", "Мкртчян"),
    ],
)
def test_given_names_of_unlike_spelling_meet_in_a_query(one: str, other: str) -> None:
    for asked, met in ((one, other), (other, one)):
        keys = name_keys(asked)
        assert {*keys, *other_keys(keys)} & set(name_keys(met))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hakobyan", "Арутюнян"), ("Mehdiyev", "Махмудов"), ("Mehdiyev", "Мамедов")],
)
def test_other_given_names_do_not(one: str, other: str) -> None:
    keys = name_keys(one)
    assert not {*keys, *other_keys(keys)} & set(name_keys(other))


def test_german_spellings_of_names() -> None:
    assert "tschechow" in respelt("Chekhov", "de")
    assert "schukow" in respelt("Zhukov", "de")
    assert len(list(respelt("Chchchchchchchchchchchch", "de"))) <= 48


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Guterres", "Гутерриш"),  # s, sh
        ("Vucic", "Вучич"),  # ch without its mark
        ("Saakashvili", "Սահակաշվիլի"),  # h, written or not
        ("Sánchez", "Санчес"),  # z, s
        ("Chamenei", "Хаменеи"),
        ("Siemens", "سيمنز"),
    ],
)
def test_spellings_one_sound_apart_are_near(one: str, other: str) -> None:
    for asked, met in ((one, other), (other, one)):
        keys = name_keys(asked)
        assert {*keys, *(near for key in keys for near in near_keys(key))} & set(name_keys(met))


@pytest.mark.parametrize(("one", "other"), [("Guterres", "Guterman"), ("Siemens", "Simonyan")])
def test_spellings_further_apart_are_not(one: str, other: str) -> None:
    keys = set(name_keys(other))
    assert keys.isdisjoint(near for key in name_keys(one) for near in near_keys(key))


def test_keys_with_vowels_tell_short_names_apart() -> None:
    assert full_key("Poutine", "fr") == full_key("Путин", "ru") != full_key("Patan", "en")
    assert full_key("بوتين", "ar") == full_key("Baku", "en") == full_key("Azerbaijan", "en") == ""


def test_prepositions_of_prose_join_no_names() -> None:
    assert "=algr" in analyse("visited Alegre on Tuesday", "en").names.split()
