"""The chosen part as blocks: kinds, links, anchors, superscripts, labels."""

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.html.parsing import URL, blocks_of

from onrecord.extract.html.blocks import without_unknown
from onrecord.extract.layout import Link
from onrecord.model.statement import BlockKind


def test_each_element_has_its_kind() -> None:
    html = "<h2>Head</h2><p>One <i>two</i></p><ul><li>point</ul><blockquote><p>said</blockquote>"
    assert [(b.kind, b.text) for b in blocks_of(html)] == [
        (BlockKind.HEADING, "Head"),
        (BlockKind.PARAGRAPH, "One two"),
        (BlockKind.POINT, "point"),
        (BlockKind.QUOTE, "said"),
    ]


def test_line_breaks_end_blocks_but_not_headings() -> None:
    assert [b.text for b in blocks_of("one<br>two<br><br>three")] == ["one", "two", "three"]
    assert [b.text for b in blocks_of("<h1>one<br>two</h1>")] == ["one two"]


@pytest.mark.parametrize(
    ("item", "label"),
    [
        ("<ol><li>x</ol>", "1."),
        ("<ol start=4><li>x</ol>", "4."),
        ("<ol type=a><li>x</ol>", "a."),
        ("<ol type=I><li value=4>x</ol>", "IV."),
        ("<ul><li>x</ul>", "•"),
        ("<ol start=x><li>x</ol>", "1."),
    ],
)
def test_labels_are_what_a_browser_shows(item: str, label: str) -> None:
    assert blocks_of(item)[0].label == label


def test_items_count_on_from_a_value_of_their_own_and_lists_apart() -> None:
    html = "<ol><li>a<li value=5>b<ol><li>c</ol><li>d</ol><ol><li>e</ol>"
    assert [b.label for b in blocks_of(html)] == ["1.", "5.", "1.", "6.", "1."]


def test_links_are_absolute_and_count_in_the_text() -> None:
    [block] = blocks_of('<p>  See <a href="../a?b=1">the  note</a>, <a href="#n1">1</a>.</p>')
    assert block.text == "See the note, 1."
    assert block.links == (
        Link(4, 12, "https://mfa.fjordland.example/en/a?b=1"),
        Link(14, 15, "#n1"),
    )
    assert [block.text[k.start : k.end] for k in block.links] == ["the note", "1"]


def test_a_link_to_the_own_page_is_one_within_it() -> None:
    url = "https://mfa.fjordland.example/en/press/61#n2"
    assert blocks_of(f'<p>x <a href="{url}">2</a>')[0].links[0].href == "#n2"


@pytest.mark.parametrize(
    "href",
    [
        "/en/61",
        "/",
        "/en/",
        "/a.b/c,d?x=1&y=/z",
        "/a/../b",
        "/a//b",
        "//b.example/c",
        "/a?",
        "/a;b",
    ],
)
@pytest.mark.parametrize("base", [URL, "https://a.example:8080/d/?q=1#k", "http://a.example"])
def test_a_link_from_the_sites_root_joins_as_the_standard_says(base: str, href: str) -> None:
    link = blocks_of(f'<p>words <a href="{href}">more</a>', base)[0].links[0]
    assert link.href == urljoin(base, href)


@pytest.mark.parametrize("href", ["javascript:void(0)", "", "#", "data:text/html,x", "http://[::1"])
def test_what_leads_nowhere_is_no_link(href: str) -> None:
    assert blocks_of(f'<p>words <a href="{href}">more</a>')[0].links == ()


def test_relative_links_of_a_page_without_address_are_dropped_at_the_end() -> None:
    [block] = blocks_of('<p><a href="/en">x</a> <a href="https://a.example/">y</a>', base=None)
    assert len(block.links) == 2
    assert [k.href for k in without_unknown(block).links] == ["https://a.example/"]


def test_superscripts_and_anchors_are_kept() -> None:
    [block] = blocks_of('<p id="p1">Noted<sup><a name="r1" href="#n1">1</a></sup> so</p>')
    assert block.raised == ((5, 6),)
    assert block.anchors == ("p1", "r1")


def test_a_bold_line_is_a_heading_and_a_bold_sentence_is_not() -> None:
    lines = "<b>NOTICE TO CITIZENS</b><br><b>Ferries are not running.</b><br><b>Note:</b> one<br>"
    assert [(b.kind, b.level) for b in blocks_of(lines)] == [
        (BlockKind.HEADING, 6),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.PARAGRAPH, 0),
    ]


def test_a_data_table_is_one_block_with_its_links() -> None:
    html = (
        '<table><tr><th>Ship<th>Dead<tr><td><a href="https://a.example/k">Kestrel</a><td>5</table>'
    )
    [block] = blocks_of(html)
    assert block.text == "Ship | Dead\nKestrel | 5"
    assert [block.text[k.start : k.end] for k in block.links] == ["Kestrel"]


def test_preformatted_paragraphs_stay_apart_from_their_lines() -> None:
    [block] = blocks_of("<pre>One line\nand one more</pre>")
    assert block.text == "One line and one more"
    typed = "<pre>Embassy\nOslo\n\n• One\n• Two\n\n[1] https://mfa.example/1</pre>"
    assert [(b.kind.value, b.text) for b in blocks_of(typed)] == [
        ("paragraph", "Embassy"),
        ("paragraph", "Oslo"),
        ("point", "One"),
        ("point", "Two"),
        ("paragraph", "[1] https://mfa.example/1"),
    ]


@given(st.text(alphabet="ab \n\u00a0\u200bé<>&", max_size=40), st.text(alphabet="xy ", max_size=9))
def test_spans_lie_within_the_text(before: str, words: str) -> None:
    escaped = before.replace("&", "&amp;").replace("<", "&lt;")
    html = f'<p>{escaped}<a href="https://a.example/">{words}</a><sup>{words}</sup> z</p>'
    for block in blocks_of(html):
        spans = [(k.start, k.end) for k in block.links] + list(block.raised)
        assert all(0 <= start < end <= len(block.text) for start, end in spans)
        assert all(not block.text[start:end].isspace() for start, end in spans)
