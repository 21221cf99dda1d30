"""What a word of a query is looked for as."""

import pytest

from onrecord.index.words import Sought, default_distance, sought
from onrecord.model.query import Fuzzy, Phrase, Term

ALL = frozenset({"en", "ru", "tr", "az", "hy"})


def test_a_word_is_sought_stemmed_under_each_language_of_its_script() -> None:
    found = sought(Term("talks", 0), ALL)
    assert found.words == found.alone == ("talks",)
    assert set(found.stems) == {"talks", "en:talk", "tr:talks", "az:talks"}


def test_an_exact_word_is_not_stemmed() -> None:
    assert sought(Term("talks", 0, exact=True), ALL) == Sought(("talks",), ("talks",))


def test_a_phrase_keeps_its_stop_words() -> None:
    assert sought(Phrase("the end of the talks", 0), ALL).words == (
        "the",
        "end",
        "of",
        "the",
        "talks",
    )


def test_a_compound_is_sought_as_one_word_too() -> None:
    found = sought(Term("cease-fires", 0), ALL)
    assert found.words == ("cease", "fires")
    assert {"ceasefires", "en:ceasefir"} <= set(found.stems)


def test_words_of_a_url_are_no_compound() -> None:
    assert sought(Term("a.b/c", 0), ALL).alone == ()


def test_a_lone_character_of_a_spaceless_script_is_sought_within_pairs() -> None:
    assert sought(Term("停", 0), ALL).lone == "停"
    assert sought(Term("停火", 0), ALL).lone == ""
    assert sought(Term("停火协", 0), ALL).words == ("停火", "火协")


def test_full_width_letters_are_stemmed_as_those_they_stand_for() -> None:
    assert "en:port" in sought(Term("ＰＯＲＴＳ", 0), ALL).stems


def test_what_folds_to_nothing_is_sought_as_nothing() -> None:
    assert sought(Term("ـ", 0), ALL) == Sought(())


@pytest.mark.parametrize(
    ("word", "asked", "distance"),
    [("un", None, 0), ("baku", None, 1), ("yerevan", None, 2), ("yerevan", 1, 1), ("un", 2, 2)],
)
def test_fuzziness_grows_with_the_word(word: str, asked: int | None, distance: int) -> None:
    assert default_distance(Fuzzy(word, 0, distance=asked)) == distance


def test_stems_of_a_whole_name_lack_no_consonant() -> None:
    languages = frozenset({"ru"})
    assert "ru:мур" in sought(Term("Мурам", 0, name=True), languages).stems
    assert "ru:мур" not in sought(Term("Мурам", 0, name=True, whole=True), languages).stems
    assert "ru:гяндж" in sought(Term("Гянджа", 0, name=True, whole=True), languages).stems
