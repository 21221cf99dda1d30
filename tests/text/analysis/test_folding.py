"""Spellings that a reader takes for one word meet; those of other words don't."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.text.analysis.folding import fold, lower

SAME = [
    ("İSTANBUL", "istanbul", "Istanbul", "ıstanbul", "ISTANBUL"),
    ("Qarabağ", "QARABAĞ", "qarabag"),
    ("Azərbaycan", "AZƏRBAYCAN", "azerbaycan"),
    ("Всё", "все", "ВСЁ"),
    ("Երևան", "ԵՐԵՎԱՆ", "Երեւան"),
    ("أحمد", "احمد", "إحمد"),
    ("مدرسة", "مـدرسة", "مَدْرَسَة"),
    ("كتابي", "کتابی"),
    ("État", "ETAT", "e\u0301tat"),
    ("ＡＢＣ", "abc"),
    ("ΛΌΓΟΣ", "λόγος", "λογοσ"),
    ("٢٠٢٠", "۲۰۲۰", "2020"),
]
OTHER = [("мой", "мои"), ("ə", "a"), ("კი", "კო"), ("が", "か"), ("की", "का")]


@pytest.mark.parametrize("spellings", SAME, ids=lambda s: s[0])
def test_spellings_of_one_word_meet(spellings: tuple[str, ...]) -> None:
    assert len({fold(word) for word in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_the_exact_folding_keeps_letters_and_marks() -> None:
    assert fold("ISPARTA", "tr", exact=True) != fold("İSPARTA", "tr", exact=True)
    assert fold("Всё", exact=True) != fold("все", exact=True)
    assert lower("IŞIK", "tr") == "ışık"


@given(st.text(max_size=8))
@example("\u1100\u00ad\u1161")  # a syllable whose letters a soft hyphen parts
@example("ا\u0640\u0654")
def test_folding_twice_is_folding_once(word: str) -> None:
    folded = fold("".join(word.split()))
    assert fold(folded) == folded
    assert " " not in folded or any(character.isspace() for character in word)
