"""The bytes of a page: which encoding they are really in."""

import pytest

from onrecord.errors import ExtractionError
from onrecord.extract.html import charset
from onrecord.extract.html.charset import decode, markup_of

RUSSIAN = "<html><p>Сообщение для печати: паром вышел из порта по расписанию и вернулся.</p>"


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "windows-1251", "koi8-r"])
def test_a_right_declaration_is_followed(name: str) -> None:
    assert decode(RUSSIAN.encode(name), declared=name)[0] == RUSSIAN


def test_the_page_declares_where_the_sender_does_not() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">' + RUSSIAN
    assert decode(page.encode("windows-1251")) == (page, ())


@pytest.mark.parametrize(
    "wrong", ["iso-8859-1", "windows-1252", "utf-16", "no-such-charset", "hex"]
)
def test_a_wrong_declaration_does_not_spoil_utf8(wrong: str) -> None:
    assert decode(RUSSIAN.encode(), declared=wrong)[0] == RUSSIAN


def test_cyrillic_declared_as_latin_is_guessed() -> None:
    text, warnings = decode((RUSSIAN * 20).encode("windows-1251"), declared="iso-8859-1")
    assert "паром" in text
    assert warnings


def test_utf8_with_a_few_faults_is_utf8() -> None:
    assert "паром" in decode(RUSSIAN.encode() + b"\xff")[0]


@pytest.mark.parametrize(
    "payload", [b"%PDF-1.7 ...", b"PK\x03\x04....", b"\x89PNG\r\n", bytes(range(256)) * 9]
)
def test_other_files_are_refused(payload: bytes) -> None:
    with pytest.raises(ExtractionError, match="not HTML"):
        decode(payload)


def test_an_enormous_page_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charset, "MAX_BYTES", 100)
    with pytest.raises(ExtractionError, match="more than"):
        decode(b"<p>" + b"x" * 100)


def test_utf16_without_a_mark_is_seen() -> None:
    assert decode("<p>plain words in sixteen bits</p>".encode("utf-16-le"))[0].startswith(
        "<p>plain"
    )


@pytest.mark.parametrize(
    ("payload", "declared", "is_itself"),
    [
        ("<p>Bakı".encode(), None, True),
        ("\ufeff<p>Bakı".encode(), None, False),
        ("<p>Пресс-релиз".encode("windows-1251"), "windows-1251", False),
        ("<p>Bakı ".encode() * 20 + b"\xff", None, False),
    ],
)
def test_a_parser_is_given_the_bytes_where_they_are_the_text(
    payload: bytes, declared: str | None, is_itself: bool
) -> None:
    markup = markup_of(payload, declared=declared)
    assert (markup.source is payload) == is_itself
    assert is_itself or markup.source == markup.text
    assert (markup.text, markup.warnings) == decode(payload, declared=declared)
