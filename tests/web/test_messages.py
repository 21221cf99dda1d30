"""The catalogues: every message of the pages is translated, in every plural form."""

import datetime as dt

import pytest
from tools import write_messages

from onrecord.web.languages import LANGUAGES, SOURCE, choose, get_language

TRANSLATED = [code for code in LANGUAGES if code != SOURCE]


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_translation_is_missing(code: str) -> None:
    assert list(write_messages.missing(code)) == [], "run python tools/write_messages.py"


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_translation_is_left_over(code: str) -> None:
    known = {str(message.id) for message in write_messages.messages()}
    assert {str(message.id) for message in write_messages.read(code)} <= known | {""}


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_name_the_same_values(code: str) -> None:
    for message in write_messages.read(code):
        if not message.id or not message.python_format:
            continue
        ids = message.id if isinstance(message.id, tuple | list) else [message.id]
        said = message.string or ""
        forms = said if isinstance(said, tuple | list) else [said]
        allowed = set.union(*(_values(one) for one in ids))
        for form in forms:
            assert _values(form) <= allowed, form
        assert _values(forms[-1]) == allowed, message.id


def _values(message: str) -> set[str]:
    return {part.partition(")")[0] for part in message.split("%(")[1:]}


@pytest.mark.parametrize(
    ("code", "count", "words"),
    [
        ("en", 1, "1 statement"),
        ("en", 2, "2 statements"),
        ("ru", 1, "1 заявление"),
        ("ru", 3, "3 заявления"),
        ("ru", 11, "11 заявлений"),
        ("ru", 21, "21 заявление"),
        ("az", 5, "5 bəyanat"),
        ("fr", 0, "0 déclaration"),
        ("ar", 0, "لا بيانات"),
        ("ar", 2, "بيانان"),
        ("ar", 5, "5 بيانات"),
        ("ar", 11, "11 بيانًا"),
        ("ar", 100, "100 بيان"),
    ],
)
def test_plural_rules(code: str, count: int, words: str) -> None:
    messages = get_language(code).messages
    found = messages.ngettext("%(n)s statement", "%(n)s statements", count)
    assert found % {"n": count} == words


@pytest.mark.parametrize(
    ("asked", "kept", "accepted", "code"),
    [
        (None, None, "", "en"),
        ("az", "tr", "fr", "az"),
        (None, "tr", "fr", "tr"),
        (None, None, "de, fr-CA;q=0.9, en;q=0.1", "fr"),
        (None, None, "ar;q=0, hy;q=0.2", "hy"),
        ("nosuch", "<script>", "*;q=x", "en"),
    ],
)
def test_the_language_is_the_one_asked_for_first(
    asked: str | None, kept: str | None, accepted: str, code: str
) -> None:
    assert choose(asked, kept, accepted).code == code


def test_dates_are_written_as_the_language_has_them() -> None:

    day = dt.date(2025, 10, 18)
    assert get_language("en").day(day) == "18 October 2025"
    assert get_language("az").day(day) == "18 oktyabr 2025"
    assert get_language("ru").day(day).startswith("18 октября 2025")
    assert get_language("ru").number(12345).replace("\xa0", " ") == "12 345"
