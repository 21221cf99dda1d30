"""Cues only spare searches: with and without them the same is found."""

import re

import pytest
from tests.extract.structure.fields import cases

from onrecord.extract.structure.cues import Cued, alternatives, cue_form, cued, cues
from onrecord.extract.structure.tables import table

PATTERNS = [
    pattern
    for row in table("kinds").values()
    for name in ("title", "never")
    if isinstance(row.get(name), list)
    for pattern in row[name]
]
TITLES = [case["title"] for case in cases("kinds.jsonl") + cases("joint_titles.jsonl")]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_match_holds_a_cue(pattern: str) -> None:
    plain = re.compile(pattern, re.IGNORECASE)
    quick = cued([pattern])
    for title in [*TITLES, *map(str.upper, TITLES)]:
        text = title.replace("İ", "i")
        assert bool(quick.search(text, cue_form(text))) == bool(plain.search(text)), title


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("press (?:call|brief)", ("press ",)),
        ("faqs?", ("faq",)),
        ("(?:a|b)?", ("",)),
        ("(?:alpha|beta){1,2}x", ("alpha", "beta")),
        ("(?:alpha|beta){0,2}", ("",)),
        ("colou?r code", ("r code",)),
        ("[abc]+de{2}", ("de",)),
        ("(?<!not )seen", ("seen",)),
        ("(?:one(?: two)?|three) four", (" four",)),
    ],
)
def test_letters_that_a_match_cannot_do_without(pattern: str, found: tuple[str, ...]) -> None:
    assert cues(pattern) == found


def test_alternatives_are_parted_outside_groups_and_classes() -> None:
    assert alternatives(r"a|b(?:c|d)|[|]\|e") == ["a", "b(?:c|d)", r"[|]\|e"]


def test_dotted_and_dotless_i_are_one() -> None:
    assert cue_form("AÇIKLAMA") == cue_form("açıklama") == cue_form("AÇİKLAMA")


def test_blanks_take_the_place_of_what_is_blanked() -> None:
    quick: Cued = cued(["joint notice"])
    text = "A joint notice"
    assert quick.blanked(text, cue_form(text)) == "A             "
