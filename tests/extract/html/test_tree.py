"""The light tree and its counts."""

from selectolax.lexbor import LexborHTMLParser
from tests.extract.html.parsing import body_of

from onrecord.extract.html.tree import MAX_DEPTH, fell, grow, strip

LINE = "words of a sentence that go on and on until they are many more than a heading would have"


def test_counts_fold_white_space_and_tell_links() -> None:
    body = body_of('<p>one \n two <a href="/x">three</a></p>')
    assert (body.length, body.linked, body.prose) == (len("one two") + len("three"), 5, 0)


def test_long_runs_are_prose_and_rows_of_links_are_not() -> None:
    assert body_of(f"<p>{LINE}</p>").prose == len(LINE)
    assert body_of(f"<p><a href='/x'>{LINE}</a></p>").prose == 0


def test_text_around_block_elements_counts_by_itself() -> None:
    assert body_of(f"<div>{LINE}<p>x</p></div>").prose == len(LINE)


def test_small_furniture_never_grows() -> None:
    order = grow(LexborHTMLParser(f"<nav><a href='/'>Home</a></nav><p>{LINE}"))
    assert [element.tag for element in order] == ["body", "p"]


def test_scripts_styles_and_comments_are_no_text() -> None:
    html = "<script>var a</script><style>p{}</style><!-- c --><p>x<template>y</template>"
    parser = LexborHTMLParser(html)
    strip(parser)
    assert grow(parser)[0].text() == "x"
    assert body_of(html).text() == "x"


def test_a_page_left_within_noscript_is_read() -> None:
    assert LINE in body_of(f"<noscript><div><p>{LINE}<p>{LINE * 3}</div>").text()


def test_depth_is_bounded() -> None:
    order = grow(LexborHTMLParser("<div>" * 3 * MAX_DEPTH + "deep"))
    deepest = max(sum(1 for _ in element.ancestors()) for element in order)
    assert deepest <= MAX_DEPTH + 1
    assert order[0].text() == "deep"


def test_a_page_without_body_has_an_empty_one() -> None:
    assert grow(LexborHTMLParser(""))[0].length == 0


def test_a_felled_tree_holds_nothing() -> None:
    order = grow(LexborHTMLParser("<div><p>x</div>"))
    fell(order)
    assert not any(element.children for element in order)
