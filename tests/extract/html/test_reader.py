"""Whole pages through the HTML reader: what comes out, and what is refused."""

import datetime as dt

import pytest

from onrecord.errors import ExtractionError, NoStatementError
from onrecord.extract.html.reader import read
from onrecord.extract.layout import Context, Layout

URL = "https://mfa.fjordland.example/en/press/61"


def layout(html: str | bytes, *, url: str | None = URL, charset: str | None = None) -> Layout:
    payload = html.encode() if isinstance(html, str) else html
    at = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
    return read(
        payload, Context(uri="file:s:p.html", path="p.html", at=at, url=url, charset=charset)
    )


def texts(html: str | bytes, **options: str | None) -> list[str]:
    return [block.text for block in layout(html, **options).blocks]


PROSE = "The Ministry of Foreign Affairs has received the note of the neighbouring embassy today."


def test_the_text_comes_without_menu_and_foot() -> None:
    page = f"""<html><body><nav><a href="/">Home</a> <a href="/press">Press</a></nav>
      <article><h1>On the ferry</h1><p>{PROSE}</p><p>It will answer in due course.</p></article>
      <footer>© 2025 Ministry</footer></body></html>"""
    assert texts(page) == [PROSE, "It will answer in due course."]


@pytest.mark.parametrize("payload", [b"", b" \n\t", b"\x00\x00\x00\x00"])
def test_an_empty_file_is_an_error(payload: bytes) -> None:
    with pytest.raises(ExtractionError, match="empty"):
        layout(payload)


@pytest.mark.parametrize(
    "page", ["<html></html>", "<script>var x = 'a';</script>", "<nav><a href='/'>Home</a></nav>"]
)
def test_a_page_without_text_holds_no_statement(page: str) -> None:
    with pytest.raises(NoStatementError):
        layout(page)


def test_junk_named_html_is_refused() -> None:
    with pytest.raises(ExtractionError, match="binary"):
        layout(bytes(range(256)) * 40)


def test_nesting_without_end_is_read() -> None:
    assert texts("<div>" * 100_000 + f"<p>{PROSE}</p>") == [PROSE]
