"""Texts inside other formats: a piece of mark-up is kept whole, a page's main text is found."""

from onrecord.extract.inner import inner_html, inner_text
from onrecord.extract.layout import Context, Link
from onrecord.model.statement import BlockKind

PROSE = "The Ministry of Foreign Affairs has received the note of the neighbouring embassy today."


def test_a_piece_of_mark_up_comes_whole(context: Context) -> None:
    laid = inner_html("<p>Oslo</p><ol><li>One</li><li>Two</li></ol>Short end", context)
    assert [(b.kind, b.label, b.text) for b in laid.blocks] == [
        (BlockKind.PARAGRAPH, None, "Oslo"),
        (BlockKind.POINT, "1.", "One"),
        (BlockKind.POINT, "2.", "Two"),
        (BlockKind.PARAGRAPH, None, "Short end"),
    ]


def test_links_are_made_absolute_and_files_are_attachments(context: Context) -> None:
    laid = inner_html("<p>The <a href='/a.pdf'>list</a></p>", context, url="https://mfa.example/1")
    assert laid.blocks[0].links == (Link(4, 8, "https://mfa.example/a.pdf"),)
    assert [a.name for a in laid.attachments] == ["list"]


def test_a_whole_page_loses_its_menu(context: Context) -> None:
    page = f"<html><body><nav><a href=/>Home</a></nav><main><p>{PROSE}</p></main></body></html>"
    assert [block.text for block in inner_html(page, context).blocks] == [PROSE]


def test_a_declared_charset_of_the_outer_file_is_not_that_of_the_text(context: Context) -> None:
    page = f"<html><head><meta charset=koi8-r></head><body><p>Баку. {PROSE}</p></body></html>"
    assert inner_html(page, context).blocks[0].text.startswith("Баку.")


def test_nothing_gives_no_blocks(context: Context) -> None:
    assert inner_html("", context).blocks == ()
    assert inner_html("<html><body><script>a()</script></body></html>", context).blocks == ()
    assert inner_html("<p>* * *</p>", context).blocks == ()
    assert inner_text(" \n ").blocks == ()


def test_deep_nesting_does_no_harm(context: Context) -> None:
    laid = inner_html("<div>" * 50_000 + "Oslo", context)
    assert [block.text for block in laid.blocks] == ["Oslo"]
