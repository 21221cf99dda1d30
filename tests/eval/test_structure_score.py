"""The scorer, on made-up labels and extractions: what counts as right, and what does not."""

import datetime as dt
from typing import Any

import pytest
from eval.structure_gold import Gold, GoldNote
from eval.structure_score import (
    SETS,
    SINGLES,
    Score,
    Tally,
    fingerprint,
    score,
    score_issuers,
    total,
)

from onrecord.model.citation import Citation
from onrecord.model.statement import (
    Block,
    BlockKind,
    Contact,
    ContactKind,
    Extraction,
    IssuerBasis,
    IssuerMention,
    IssuerRole,
    StatementKind,
)

PARAGRAPH = "The ferry left Baku at noon[1] and came back in the evening."
POINT = "The port office keeps a log.[2]"


def block(text: str, *points_to: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    return Block(kind, text, 0, len(text), points_to)


def issuer(name: str) -> IssuerMention:
    return IssuerMention(name.casefold(), name, IssuerRole.SOLE, IssuerBasis.SUPPLIED)


def note(marker: str, *blocks: str, urls: tuple[str, ...] = (), either: bool = False) -> GoldNote:
    return GoldNote(marker, tuple(frozenset({fingerprint(b)}) for b in blocks), urls, either)


def labels(**changes: Any) -> Gold:
    values: dict[str, Any] = {
        "source": "made-up",
        "path": "a.md",
        "issuers": (frozenset({"Ministry of Ferries of Fjordland", "Fjordland"}),),
        "kinds": frozenset({StatementKind.PRESS_RELEASE}),
        "published_on": dt.date(2024, 5, 6),
        "place": "Washington, D.C.",
        "notes": (
            note("1", PARAGRAPH, urls=("https://ferries.example/log",)),
            note("2", POINT),
        ),
        "points": 1,
        "contacts": (
            (ContactKind.PHONE, "(202) 555-0143"),
            (ContactKind.EMAIL, "press@ferries.example"),
        ),
        "serials": ("No. 12", "12"),
    }
    return Gold(**(values | changes))


def extraction(**changes: Any) -> Extraction:
    values: dict[str, Any] = {
        "text": "",
        "title": "On the ferry",
        "kind": StatementKind.PRESS_RELEASE,
        "language": "en",
        "published_on": dt.date(2024, 5, 6),
        "place": "WASHINGTON, D.C.",
        "serial": "NO 12",
        "issuers": (issuer("The Ministry of Ferries of Fjordland"),),
        "blocks": (
            block(PARAGRAPH, "1"),
            block(POINT, "2", kind=BlockKind.POINT),
            block("[1] See the log, as corrected.[2]", "2", kind=BlockKind.NOTE),
        ),
        "citations": (Citation("1", "http://www.ferries.example/log/", (0,)),),
        "contacts": (
            Contact(ContactKind.PHONE, "+1 202 555 0143"),
            Contact(ContactKind.EMAIL, "Press@Ferries.example"),
        ),
    }
    return Extraction(**(values | changes))


def tally(name: str, gold: Gold, found: Extraction) -> Tally:
    return score(gold, found).fields[name]


def test_what_matches_the_labels_is_right_in_every_field() -> None:
    result = score(labels(), extraction())
    assert set(result.fields) == {*SETS, *SINGLES}
    assert all(t.f1 == 1.0 for t in result.fields.values())
    assert result.misses == ()


def test_a_release_that_was_not_extracted_is_wrong_in_every_field() -> None:
    result = score(labels(), None)
    assert set(result.fields) == {*SETS, *SINGLES}
    assert all(t.right == 0 and t.wanted > 0 for t in result.fields.values())


def test_a_marker_on_the_wrong_block_costs_precision_and_recall() -> None:
    found = extraction(blocks=(block(PARAGRAPH, "1", "2"), block(POINT, kind=BlockKind.POINT)))
    assert tally("binding", labels(), found) == Tally(right=1, found=2, wanted=2)


def test_a_miss_names_the_block_where_the_extraction_has_it() -> None:
    found = extraction(blocks=(block(PARAGRAPH, "1"), block(POINT, kind=BlockKind.POINT)))
    assert f"binding: missed [2] {POINT!r}" in score(labels(), found).misses
    absent = score(labels(), extraction(blocks=(block(PARAGRAPH, "1"),)))
    assert f"binding: missed [2] {fingerprint(POINT)!r}" in absent.misses


def test_a_marker_in_a_note_is_no_binding() -> None:
    blocks = (block(PARAGRAPH, "1"), block(POINT, "2"), block(PARAGRAPH, "3", kind=BlockKind.NOTE))
    assert tally("binding", labels(), extraction(blocks=blocks)).f1 == 1.0


@pytest.mark.parametrize("marker", ["[1]", "(1)", "¹", "1/"])
def test_markers_are_compared_without_their_brackets(marker: str) -> None:
    gold = labels(notes=(note("1", PARAGRAPH),))
    assert tally("binding", gold, extraction(blocks=(block(PARAGRAPH, marker),))).f1 == 1.0


@pytest.mark.parametrize(
    ("carried", "expected"),
    [((), Tally(1, 1, 1)), (("9",), Tally(1, 1, 1)), (("8",), Tally(1, 2, 1))],
)
def test_an_either_note_is_neither_asked_for_nor_held_against(
    carried: tuple[str, ...], expected: Tally
) -> None:
    gold = labels(notes=(note("1", PARAGRAPH), note("9", POINT, either=True)))
    found = extraction(blocks=(block(PARAGRAPH, "1"), block(POINT, *carried)))
    assert tally("binding", gold, found) == expected


def test_either_of_two_fingerprints_of_a_block_is_right_once() -> None:
    both = frozenset({fingerprint("oFirst of all"), fingerprint("First of all")})
    gold = labels(notes=(GoldNote("1", (both,), ()),))
    found = extraction(blocks=(block("First of all", "1"),))
    assert tally("binding", gold, found) == Tally(1, 1, 1)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1. On the ferry", "On the ferry", True),
        ("(2)On the ferry", "On the ferry", True),
        ("a) On the ferry", "• On THE ferry", True),
        ("On the ferry, " + "x" * 40, "On the ferry: " + "x" * 60, True),
        ("On the ferry [1]", "On the ferry", False),
        ("2.5 percent of ferries", "5 percent of ferries", False),
        ("U.S. ferries", "S. ferries", False),
        ("", "…", True),
    ],
)
def test_fingerprints_leave_out_labels_and_all_but_letters(
    one: str, other: str, same: bool
) -> None:
    assert (fingerprint(one) == fingerprint(other)) is same


def test_a_notes_url_counts_under_its_own_marker_only() -> None:
    moved = extraction(citations=(Citation("2", "https://ferries.example/log", (1,)),))
    assert tally("note_urls", labels(), moved) == Tally(0, 1, 1)


def test_links_in_the_text_are_no_notes_urls() -> None:
    links = (*extraction().citations, Citation(None, "https://elsewhere.example/", (0,)))
    assert tally("note_urls", labels(), extraction(citations=links)) == Tally(1, 1, 1)


@pytest.mark.parametrize(
    ("names", "right"),
    [
        (("Fjordland", "Sealand"), 1),
        (("the Republic of Sealand", "Fjordland"), 1),
        (("Fjordland",), 0),
        (("Fjordland", "Sealand", "Baku"), 0),
        (("Fjordland", "Ministry of Ferries of Fjordland"), 0),
        ((), 0),
    ],
)
def test_issuers_are_right_as_a_whole_or_not(names: tuple[str, ...], right: int) -> None:
    gold = labels(
        issuers=(
            frozenset({"Ministry of Ferries of Fjordland", "Fjordland"}),
            frozenset({"Republic of Sealand", "Sealand"}),
        )
    )
    found = extraction(issuers=tuple(issuer(name) for name in names))
    assert score_issuers(gold, found).fields == {"issuers": Tally(right, 1, 1)}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("202.555.0143", Tally(1, 1, 1)),
        ("(202) 555-0143 ext. 271", Tally(1, 1, 1)),
        ("555-0143", Tally(1, 1, 1)),
        ("0143", Tally(0, 1, 1)),
        ("(202) 555-0144", Tally(0, 1, 1)),
    ],
)
def test_phones_are_compared_by_digits(value: str, expected: Tally) -> None:
    gold = labels(contacts=((ContactKind.PHONE, "(202) 555-0143"),))
    found = extraction(contacts=(Contact(ContactKind.PHONE, value),))
    assert tally("contacts", gold, found) == expected


def test_one_number_found_twice_is_one_contact() -> None:
    gold = labels(contacts=((ContactKind.PHONE, "011 235 4495"),))
    twice = tuple(Contact(ContactKind.PHONE, v) for v in ("011 235 4495", "+94 11 235 4495"))
    assert tally("contacts", gold, extraction(contacts=twice)) == Tally(1, 1, 1)


def test_persons_are_compared_with_or_without_title() -> None:
    gold = labels(contacts=((ContactKind.PERSON, "Aygun Taghiyeva"),))
    right = extraction(contacts=(Contact(ContactKind.PERSON, "Ms. Aygun Taghiyeva"),))
    wrong = extraction(contacts=(Contact(ContactKind.PERSON, "Public Affairs"),))
    assert tally("contacts", gold, right) == Tally(1, 1, 1)
    assert tally("contacts", gold, wrong) == Tally(0, 1, 1)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("date", {"published_on": dt.date(2024, 6, 5)}),
        ("date", {"published_on": None}),
        ("kind", {"kind": StatementKind.STATEMENT}),
        ("place", {"place": None}),
        ("place", {"place": "Washington"}),
        ("serial", {"serial": "13"}),
        ("points", {"blocks": ()}),
    ],
)
def test_a_wrong_single_value_is_one_miss(field: str, changes: dict[str, Any]) -> None:
    result = score(labels(), extraction(**changes))
    assert result.fields[field] == Tally(0, 1, 1)
    assert [m for m in result.misses if m.startswith(f"{field}: wanted")]


def test_absent_values_must_be_absent() -> None:
    gold = labels(place=None, serials=(None,))
    result = score(gold, extraction())
    assert result.fields["place"].right == 0
    assert result.fields["serial"].right == 0


def test_points_that_were_not_labelled_are_not_scored() -> None:
    assert "points" not in score(labels(points=None), extraction()).fields
    assert "points" not in score(labels(points=None), None).fields


def test_totals_are_summed_over_releases() -> None:
    scores = [Score({"binding": Tally(1, 2, 1)}), Score({"binding": Tally(0, 0, 3)})]
    sums = total(scores)
    assert sums == {"binding": Tally(1, 2, 4)}
    assert (sums["binding"].precision, sums["binding"].recall) == (0.5, 0.25)
    assert sums["binding"].f1 == pytest.approx(1 / 3)


def test_nothing_wanted_and_nothing_found_is_right() -> None:
    assert Tally().f1 == Tally().precision == Tally().recall == 1.0
