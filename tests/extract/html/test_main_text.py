"""Which part of the page is the text."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from onrecord.extract.html.growing import grow
from onrecord.extract.html.main_text import choose, mark_furniture, recount
from onrecord.extract.html.tree import Box

PROSE = "The Ministry of Foreign Affairs has received the note of the neighbouring embassy. "


def _chosen(html: str) -> Box:
    order = grow(LexborHTMLParser(html))
    mark_furniture(order)
    recount(order)
    return choose(order)


def test_the_smallest_part_with_nearly_all_prose_is_chosen() -> None:
    page = f"<div id=a><div id=b><p>{PROSE * 3}<p>{PROSE * 2}</div><div id=c>Menu</div></div>"
    assert _chosen(page).get("id") == "b"


def test_a_paragraph_is_never_the_whole_text() -> None:
    assert _chosen(f"<div id=a><p>{PROSE * 9}</p><p>Short.</p></div>").get("id") == "a"


def test_text_in_two_parts_keeps_both() -> None:
    page = f"<div id=a><div><p>{PROSE * 3}</div><div><p>{PROSE * 2}</div></div>"
    assert _chosen(page).get("id") == "a"


def test_layout_tables_are_entered_and_data_tables_are_not() -> None:
    page = f"<table><tr><td>Menu<td id=text><p>{PROSE * 3}<p>{PROSE}</table>"
    assert _chosen(page).get("id") == "text"
    data = f"<div id=a><table><tr><td>{PROSE}<td>{PROSE}<tr><td>{PROSE}<td>{PROSE}</table></div>"
    assert _chosen(data).get("id") == "a"


def test_main_is_believed_beside_a_longer_part() -> None:
    page = f"<div id=top><p>{PROSE * 5}</div><main><p>{PROSE * 2}<p>{PROSE * 3}</main>"
    assert _chosen(page).tag == "main"


def test_a_part_with_furnitures_name_and_most_of_the_prose_is_the_text() -> None:
    page = (
        f"<form class=modal-free><div class=sidebar id=s><p>{PROSE * 4}<p>{PROSE * 4}</div></form>"
    )
    assert _chosen(page).get("id") == "s"


def test_a_cookie_notice_longer_than_the_text_is_not() -> None:
    page = f"<div class=cookie-popup><p>{PROSE * 9}</div><div id=t><p>{PROSE * 2}<p>{PROSE}</div>"
    assert _chosen(page).get("id") == "t"


def test_head_lines_with_doubtful_names_stay() -> None:
    page = f"<article><p class=kicker>PRESS RELEASE</p><p class=kicker>Sport</p><p>{PROSE * 3}"
    part = _chosen(page)
    lines = [element.text() for element in part.boxes() if not element.furniture]
    assert lines == ["PRESS RELEASE", (PROSE * 3).strip()]


SHORT = "The service was stopped in October."


@pytest.mark.parametrize(
    "row",
    [
        f"<div><p>{PROSE}</div><div><p>{SHORT}</div>",
        f"<div class=r><p>{PROSE}</div><div class=r><p>{SHORT}</div>",
        f"<div><div><p>{PROSE}</div></div><div><div><p>{SHORT}</div></div>",
        f"<section>{PROSE}</section><section>{SHORT}</section>",
        f"<div><p>{PROSE * 9}</div><div><p>{PROSE}</div><div><p>{SHORT}</div>",
    ],
)
def test_paragraphs_that_each_stand_in_a_part_of_their_own_are_one_text(row: str) -> None:
    assert SHORT in _chosen(f"<div>Menu</div><div id=a><h1>Ferry</h1>{row}</div>").text()


@pytest.mark.parametrize(
    "beside",
    [
        f"<div id=b>{SHORT}</div>",
        f"<div class=b>{SHORT}</div>",
        f"<div><a href=/>{SHORT}</a></div>",
        f"<div><h3>Ferries</h3><p>{SHORT}</div>",
    ],
)
def test_what_stands_beside_a_paragraph_and_is_set_otherwise_is_left(beside: str) -> None:
    assert SHORT not in _chosen(f"<div><p>{PROSE}</div>{beside}").text()
