"""Contacts of made-up releases: each row of contacts.jsonl is the lines and what they give."""

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.extract.layout import Link
from onrecord.extract.structure.contacts import contacts
from onrecord.extract.structure.draft import Draft
from onrecord.model.statement import BlockKind

CASES = [
    json.loads(line)
    for line in Path(__file__).with_name("contacts.jsonl").read_text("utf-8").splitlines()
]


def drafts_of(case: dict[str, Any]) -> list[Draft]:
    drafts = [Draft(line) for line in case["lines"]]
    for index, marker in case.get("notes", {}).items():
        drafts[int(index)].kind, drafts[int(index)].note = BlockKind.NOTE, marker
    for index, links in case.get("links", {}).items():
        text = drafts[int(index)].text
        drafts[int(index)].links = tuple(
            Link(text.index(words), text.index(words) + len(words), href) for words, href in links
        )
    for index in case.get("tables", ()):
        drafts[index].kind = BlockKind.TABLE
    return drafts


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case"]))
def test_contacts_are_what_a_reader_finds(case: dict[str, Any]) -> None:
    drafts = drafts_of(case)
    found = contacts(drafts)
    assert [[r.kind.value, r.value] for r in found] == case["contacts"]
    if "kinds" in case:
        assert [d.kind.value for d in drafts] == case["kinds"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case"]))
def test_a_contact_points_to_its_words(case: dict[str, Any]) -> None:
    for reach in contacts(drafts_of(case)):
        words = reach.draft.text[reach.start : reach.end]
        linked = any(link.start == reach.start for link in reach.draft.links)
        # A disguised address is written out, a link's is in its target.
        disguised = "at" in words or words.replace(" ", "") == reach.value
        assert words == reach.value or disguised or linked
