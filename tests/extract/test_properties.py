"""Metadata fields: what a person wrote there and what a program did."""

import pytest

from onrecord.extract.properties import body_said, title_said


@pytest.mark.parametrize(
    "text", ["", "Press release.pdf", "Microsoft Word - a", "Document1", "untitled", "(anonymous)"]
)
def test_titles_of_programs(text: str) -> None:
    assert not title_said(text)


def test_titles_of_people_and_bodies() -> None:
    assert title_said("Documents handed over in Oslo")
    assert body_said("Police Media Division - E News")
    assert not body_said("dir.media")
