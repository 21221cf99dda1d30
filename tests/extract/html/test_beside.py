"""Lines that belong to the text and stand outside its container."""

from selectolax.lexbor import LexborHTMLParser

from onrecord.extract.html.beside import with_lines_beside
from onrecord.extract.html.blocks import lay
from onrecord.extract.html.growing import grow
from onrecord.extract.html.main_text import choose, mark_furniture, recount
from onrecord.extract.layout import LaidBlock

TEXT = "The Ministry of Foreign Affairs has received the note of the neighbouring embassy. " * 4


def _blocks(above: str = "", below: str = "", text: str = TEXT) -> list[LaidBlock]:
    page = f"<div class=page>{above}<div class=body><p>{text}</p><p>{TEXT}!</p></div>{below}</div>"
    order = grow(LexborHTMLParser(page))
    mark_furniture(order)
    recount(order)
    part = choose(order)
    assert part.get("class") == "body"
    return with_lines_beside(part, lay(part, base=None), base=None)


def test_form_and_date_above_the_text_are_taken() -> None:
    found = _blocks("<div>PRESS RELEASE No. 61</div><div>19 October 2020</div><div>Weather</div>")
    assert [b.text for b in found[:2]] == ["PRESS RELEASE No. 61", "19 October 2020"]
    assert len(found) == 4


def test_the_day_of_the_visit_and_a_link_to_a_section_are_not() -> None:
    above = "<div>Today is Monday, 3 November 2025</div><div><a href='/p'>Press releases</a></div>"
    assert len(_blocks(above)) == 2


def test_notes_that_markers_jump_to_are_taken_as_foot() -> None:
    text = TEXT + '<sup><a href="#n1">1</a></sup>'
    below = '<section><p id="n1">1. Note of 3 May.</p><p>Other things</p></section>'
    found = _blocks(below=below, text=text)
    assert [(b.text, b.in_footer, b.anchors) for b in found[2:]] == [
        ("1. Note of 3 May.", True, ("n1",))
    ]


def test_a_table_of_contents_brings_no_notes() -> None:
    text = TEXT + '<a href="#more">More about the harbour</a>'
    assert len(_blocks(below='<div id="more"><p>Something else</p></div>', text=text)) == 2


def test_a_part_named_as_notes_is_taken_whatever_element_it_is() -> None:
    found = _blocks(below="<footer class=footnotes><p>[1] Note of 3 May.</p></footer>")
    assert [(b.text, b.in_footer) for b in found[2:]] == [("[1] Note of 3 May.", True)]


def test_contacts_below_are_taken_and_other_lines_are_not() -> None:
    below = "<div>Press service: +999 47 210 11 00</div><div>We use the finest paper.</div>"
    assert [b.text for b in _blocks(below=below)[2:]] == ["Press service: +999 47 210 11 00"]
