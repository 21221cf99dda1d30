"""The tree of boxes and lines."""

from selectolax.lexbor import LexborHTMLParser
from tests.extract.html.parsing import body_of

from onrecord.extract.html.growing import grow
from onrecord.extract.html.tree import anchors_of, fell, lines_of


def test_lines_come_in_the_order_of_the_page() -> None:
    body = body_of("one<div>two<p>three</div>four")
    assert [line.text for line in lines_of(body)] == ["one", "two", "three", "four"]
    assert body.text() == "one two three four"


def test_a_box_knows_what_is_around_it() -> None:
    order = grow(LexborHTMLParser("<div><p>x</div>"))
    assert [box.tag for box in order[-1].ancestors()] == ["div", "body"]


def test_an_element_is_named_by_its_id_and_its_name_each_once() -> None:
    assert anchors_of({"id": "n1", "name": "n1", "class": "n2"}) == ["n1"]
    assert anchors_of({"id": None, "name": "n2"}) == ["n2"]


def test_a_felled_tree_holds_nothing() -> None:
    order = grow(LexborHTMLParser("<div><p>x</div>"))
    fell(order)
    assert not any(box.children for box in order)
