"""The elements that hints are read from, found at once."""

from selectolax.lexbor import LexborHTMLParser

from onrecord.extract.html.landmarks import Landmarks, landmarks, title_like


def _of(html: str) -> Landmarks:
    return landmarks(LexborHTMLParser(html))


def test_each_kind_comes_in_the_order_of_the_page() -> None:
    found = _of(
        "<h1>One</h1><p class='my-crumbs'>first</p><time>May</time><h1>Two</h1>"
        "<p aria-label='Breadcrumb'>second</p><p class='x entry-date'>June</p><h2>Three</h2>"
    )
    assert [node.text() for node in found.headings] == ["One", "Two"]
    assert [node.text() for node in found.times] == ["May"]
    assert [node.text() for node in found.dated] == ["June"]
    assert found.crumbs is not None
    assert found.crumbs.text() == "first"


def test_an_element_that_is_found_in_several_ways_counts_once() -> None:
    found = _of("<time class='published dt-published' itemprop=datePublished pubdate>May</time>")
    assert (len(found.times), len(found.dated)) == (1, 1)


def test_names_that_only_look_like_it_are_none() -> None:
    found = _of("<p class='unpublished'>x</p><p itemprop=dateModified>y</p><h2>z</h2>")
    assert found == Landmarks(headings=(), times=(), dated=(), crumbs=None)


def test_what_stands_for_a_heading_is_sought_apart() -> None:
    parser = LexborHTMLParser("<p class=entry-title>Note</p><p itemprop=headline>On ferries</p>")
    assert [node.text() for node in title_like(parser)] == ["Note", "On ferries"]
