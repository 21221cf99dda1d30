"""A page to boxes and lines, with their counts."""

from selectolax.lexbor import LexborHTMLParser
from tests.extract.html.parsing import body_of

from onrecord.extract.html.growing import MAX_DEPTH, MOST_IN_LINE, grow, strip
from onrecord.extract.html.tree import Line, lines_of

LINE = "words of a sentence that go on and on until they are many more than a heading would have"


def test_counts_fold_white_space_and_tell_links() -> None:
    body = body_of('<p>one \n two <a href="/x">three</a></p>')
    assert (body.length, body.linked, body.prose) == (len("one two three"), 5, 0)


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


def _lines(html: str) -> list[Line]:
    return [*lines_of(body_of(html))]


def test_a_line_ends_at_a_box_and_at_a_break_but_not_in_a_heading() -> None:
    lines = _lines("one<div>two</div>three<br>four<h2>five<br>six</h2>")
    assert [line.text for line in lines] == ["one", "two", "three", "four", "five six"]


def test_what_is_open_at_the_end_of_a_line_goes_on_in_the_next() -> None:
    first, second = _lines("<a href='/x'>one<br>two</a> three")
    assert (first.links, second.links) == ([(0, 3, "/x")], [(0, 3, "/x")])
    assert [line.bold for line in _lines("<b>one<p>two</b><p>three")] == [True, True, False]


def test_a_name_within_a_line_or_of_nothing_is_an_anchor_of_the_line_after() -> None:
    lines = _lines("<p><a name=n1></a>one</p><div id=n2></div><p>two <sup id=n3>3</sup></p>")
    assert [line.anchors for line in lines] == [("n1",), ("n2", "n3")]
    assert lines[1].raised == [(4, 5)]


def test_furniture_within_a_line_is_left_out_and_a_head_line_stays() -> None:
    html = "<p>one <span class=tooltip>more</span>two</p><p><span class=kicker>PRESS RELEASE</span>"
    assert [line.text for line in _lines(html)] == ["one two", "PRESS RELEASE"]


def test_boxes_within_an_element_of_a_line_are_boxes() -> None:
    (box,) = body_of("<a href='/x'><div>one</div></a>").boxes()
    assert (box.tag, box.length, box.linked) == ("div", 3, 3)


def test_a_typed_text_is_one_line_with_its_ends() -> None:
    (line,) = _lines("<pre>Oslo\n\nBoth sides met.</pre>")
    assert (line.typed, line.raw) == (True, "Oslo\n\nBoth sides met.")


def test_a_part_within_a_line_is_not_looked_through_without_end() -> None:
    nested = "<span class=tooltip>" * 3 * MOST_IN_LINE + "deep" + "</span>" * 3 * MOST_IN_LINE
    assert [line.text for line in _lines(f"<p>one {nested}</p>")] == ["one"]
