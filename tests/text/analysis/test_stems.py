"""Stems per language."""

import json
from pathlib import Path

import pytest

from onrecord.text.analysis.folding import fold
from onrecord.text.analysis.stems import (
    beginning_of_stem,
    primary,
    stem,
    stem_languages,
    stems,
    stems_in_text,
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
    assert stem("перемирия", "be") == stem("x", "") == ""
    assert stems("перамір'е", "be") == []


def cases() -> list[tuple[str, str, str, bool]]:
    rows = [
        (path.stem.removeprefix("stems_"), json.loads(line))
        for path in sorted(CASES.glob("stems_*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    return [(language, row["one"], row["other"], row["same"]) for language, row in rows]


@pytest.mark.parametrize(("language", "one", "other", "same"), cases())
def test_endings_of_our_own_tables(language: str, one: str, other: str, same: bool) -> None:
    """A query's word meets a text's where they are forms of one, and not where they are not."""
    assert bool(set(stems(one, language)) & set(stems_in_text(other, language))) == same


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "relations", "relative"),
        ("en", "author", "authority"),
        ("en", "import", "important"),
        ("fr", "traité", "traitement"),
        ("fr", "francais", "franc"),
        ("es", "puerto", "puerta"),
    ],
)
def test_words_told_apart_by_name(language: str, one: str, other: str) -> None:
    assert not set(stems(one, language)) & set(stems(other, language))


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
    "de": "Äußerungen Übungen österreichische puesto abenteuer",
    "sr": "injerencias dijete",
    "cs": "race",
    "es": "cuya",
    "fi": "acción",
    "el": "λαϊκή",
    "hy": "հրադադարի Երևանում ուղևորներ",
}


@pytest.mark.parametrize("language", WORDS)
def test_words_begin_as_their_stem_says(language: str) -> None:
    for word in WORDS[language].split():
        for term in stems(word, language):
            beginning = beginning_of_stem(term.removeprefix(f"{language}:"), language)
            assert beginning
            assert fold(word).startswith(beginning)
