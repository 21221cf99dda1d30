"""The kind: by a title's words in every language, by header lines, by sections."""

from typing import Any

import pytest
from tests.extract.structure.fields import cases, drafts, part

from onrecord.extract.layout import Link
from onrecord.extract.structure.draft import Draft
from onrecord.extract.structure.kind import kind
from onrecord.model.statement import StatementKind

LATER = "The minister will travel to Nerit on Monday to open the new line, the ministry said today."


def form(
    title: str, *lines: str, places: tuple[str, ...] = (), body: tuple[str, ...] = ()
) -> StatementKind:
    heading = Draft(title)
    return kind(part(), heading, [heading, *drafts(lines)], places, drafts(body))[0]


@pytest.mark.parametrize("case", cases("kinds.jsonl"), ids=lambda case: case["title"])
def test_by_title(case: dict[str, Any]) -> None:
    assert form(case["title"]) == case["kind"]


def test_the_first_in_order_of_title_header_and_section() -> None:
    assert form("Ferries", places=("site/press-releases/a.md",)) is StatementKind.PRESS_RELEASE
    assert form("Ferries", "STATEMENT", places=("press-releases/a",)) is StatementKind.STATEMENT
    assert form("Statement on ferries", "Remarks") is StatementKind.REMARKS


def test_a_header_line_names_a_form_only_as_a_label() -> None:
    assert form("Ferries", "Minister will meet with President Sol") is StatementKind.OTHER
    assert form("Ferries", "Meeting with President Sol") is StatementKind.READOUT
    assert form("Ferries", "What: remarks on ferries") is StatementKind.OTHER


def test_a_line_that_is_a_link_points_to_another_text() -> None:
    title = Draft("Ferries")
    pointer = Draft("Fact Sheet", links=(Link(0, 10, "https://port.example/facts"),))
    assert kind(part(), title, [title, pointer], [], [])[0] is StatementKind.OTHER


def test_what_is_announced_is_not_the_form() -> None:
    advisories = ("media-advisories/a.md",)
    assert form("Maro Holds a Press Conference", places=advisories, body=(LATER,)) == "advisory"
    assert form("Public Schedule – July 15", "10:00 Remarks at the port") == "schedule"
    assert form("Maro to Hold Press Conference", "Press Conference") == "advisory"


def test_the_reason_rests_on_the_words() -> None:
    title = Draft("Readout of a call")
    found, why = kind(part(), title, [title], [], [])
    assert found is StatementKind.READOUT
    assert why.where is title
    assert title.text[why.start : why.end] == "Readout"
