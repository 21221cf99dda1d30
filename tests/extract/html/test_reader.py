"""Whole pages through the HTML reader: what comes out, and what is refused."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_a_page_of_scripts_alone_holds_no_statement() -> None:
    with pytest.raises(NoStatementError):
        layout('<div id="root"></div><script src="/app.js"></script>')


def test_a_wrong_charset_is_passed_over_with_a_warning() -> None:
    found = layout("<p>Bakı şəhəri</p>", charset="iso-8859-9")
    assert found.blocks[0].text == "Bakı şəhəri"
    assert found.warnings == ("declared as iso-8859-9, read as utf-8",)


def test_a_saved_page_has_the_address_it_was_saved_from() -> None:
    page = (
        f"<html><!-- Page saved with SingleFile url: {URL} saved date: Mon --><head>"
        f"<style>@font-face{{src:url(data:font/woff2;base64,{'A' * 50_000})}}</style></head><body>"
        f'<div style="background:url(data:image/png;base64,{"B" * 50_000})">'
        f'<img src="data:image/png;base64,{"C" * 50_000}">'
        f'<p>{PROSE} <a href="note.pdf">Note</a></p>'
        f'<p><a href="data:text/plain,{"D" * 50_000}">{PROSE} More.</a></p></div></body></html>'
    )
    found = layout(page, url=None)
    assert found.hints.canonical_url == URL
    assert [block.text for block in found.blocks] == [f"{PROSE} Note", f"{PROSE} More."]
    assert [a.url for a in found.attachments] == ["https://mfa.fjordland.example/en/press/note.pdf"]


def test_the_first_date_is_the_pages_and_says_where_it_stood() -> None:
    page = f"<h1>On the ferry</h1><p>19 October 2020</p><p>{PROSE}</p>"
    assert [(d.value, d.why) for d in layout(page, url=None).hints.dates] == [
        ("19 October 2020", "line by the title")
    ]


def test_text_running_from_right_to_left_is_read_the_same() -> None:
    text = "تعلن وزارة الخارجية أن العبور على الحدود معلّق مؤقتاً حتى إشعار آخر. " * 2
    page = f'<html lang="ar" dir="rtl"><nav><a href="/">الوزارة</a></nav><p>بيان صحفي</p><p>{text}'
    assert texts(page) == ["بيان صحفي", text.strip()]


def test_confidence_falls_with_the_share_of_the_page_that_is_taken() -> None:
    sure = layout(f"<article><p>{PROSE}</article>")
    unsure = layout(f"<article><p>{PROSE * 4}</article><div><p>{'Short line. ' * 4}</p></div>" * 1)
    assert sure.confidence == 1.0
    assert unsure.confidence < 1.0


def test_a_page_whose_text_is_missed_is_asked_of_trafilatura(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("onrecord.extract.html.reader.trim", lambda blocks, titles: [])
    found = layout(f"<article><p>{PROSE * 4}</p><p>{PROSE * 3}</p></article>")
    assert found.reader == "html/1+trafilatura"
    assert found.blocks[0].text == (PROSE * 4).strip()


def test_nesting_without_end_is_read() -> None:
    found = layout("<div>" * 100_000 + f"<p>{PROSE}</p>")
    assert [block.text for block in found.blocks] == [PROSE]
    assert found.warnings == ("div nested 100000 deep, taken as line ends",)


def test_a_page_of_200_megabytes_is_refused() -> None:
    with pytest.raises(ExtractionError, match="more than"):
        layout(b"<p>" + bytes(200 * 1024 * 1024))


@given(st.text(alphabet="<>/ab='\" divptrulsn#&;\n", max_size=80))
def test_no_markup_breaks_the_reader(markup: str) -> None:
    try:
        found = layout(markup)
    except ExtractionError:
        return
    assert all(block.text.strip() for block in found.blocks)
