"""Stems per language."""

import json
from pathlib import Path

import pytest

from onrecord.text.analysis.folding import fold
from onrecord.text.analysis.stems import (
    keeps_first_letter,
    primary,
    stem,
    stem_languages,
    stems,
)

CASES = Path(__file__).parents[2] / "cases"


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ("ceasefire", "Ceasefires")),
        ("ru", ("перемирие", "перемирия", "ПЕРЕМИРИЮ")),
        ("tr", ("karar", "kararları", "KARARLARI")),
        ("fr", ("frontière", "FRONTIÈRES")),
        ("hy", ("հրադադար", "հրադադարի")),
    ],
)
def test_forms_of_a_word_share_a_stem(language: str, forms: tuple[str, ...]) -> None:
    assert len({stem(form, language) for form in forms}) == 1


@pytest.mark.parametrize(
    ("language", "written", "typed"),
    [("fr", "frontières", "frontieres"), ("tr", "kurtarıldı", "kurtarildi"), ("ru", "всё", "все")],
)
def test_words_typed_without_diacritics_share_a_stem(
    language: str, written: str, typed: str
) -> None:
    assert set(stems(written, language)) & set(stems(typed, language))


def test_languages_without_rules_have_no_stems() -> None:
    assert stem("перемирия", "uk") == stem("x", "") == ""
    assert stems("перамір'е", "be") == []


def cases(language: str) -> list[tuple[str, str, bool]]:
    rows = map(json.loads, (CASES / f"stems_{language}.jsonl").read_text("utf-8").splitlines())
    return [(row["one"], row["other"], row["same"]) for row in rows]


@pytest.mark.parametrize(("one", "other", "same"), cases("az"))
def test_azerbaijani_endings(one: str, other: str, same: bool) -> None:
    assert bool(set(stems(one, "az")) & set(stems(other, "az"))) == same


@pytest.mark.parametrize(("one", "other", "same"), cases("ka"))
def test_georgian_endings(one: str, other: str, same: bool) -> None:
    assert bool(set(stems(one, "ka")) & set(stems(other, "ka"))) == same


def test_a_language_knows_its_script_alone() -> None:
    assert "ru" in stem_languages("мир")
    assert "ru" not in stem_languages("mir")
    assert stem_languages("2020") == stem_languages("") == ()
    assert primary("EN_us") == "en"


WORDS = {
    "az": "atəşkəsin İslam ışıqlar nazirliyində Şuşada",
    "ka": "თბილისში საქართველოს ელჩების",
    "en": "skies dying lying running agencies relational sensibilities Ukrainian's",
    "ru": "перемирия ёлками объявленный Ереване",
    "tr": "İstanbul'da ışıkları kararları Çanakkale",
    "fr": "États œuvres frontières àprement",
    "de": "Äußerungen Übungen österreichische",
    "hy": "հրադադարի Երևանում ուղևորներ",
}


@pytest.mark.parametrize("language", WORDS)
def test_stems_keep_the_first_letter_where_it_is_said_so(language: str) -> None:
    assert keeps_first_letter(language)
    for word in WORDS[language].split():
        for term in stems(word, language):
            assert term.removeprefix(f"{language}:")[0] == fold(word)[0]
