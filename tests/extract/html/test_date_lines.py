"""Dates printed on a page, by where they stand."""

import pytest

from onrecord.extract.html.date_lines import Custom, Place, printed_dates

TITLE = "Note on the ferry line to Batumi"


def _places(*lines: str, title: str = TITLE) -> list[tuple[str, Place]]:
    found = printed_dates("\n".join(lines), title=title, custom=Custom("en"))
    return [(date.words, date.place) for date in found]


def test_the_line_by_the_title_comes_first() -> None:
    lines = ["Home", TITLE, "19 October 2020", *["other words"] * 30, "3 May 2024"]
    assert _places(*lines) == [
        ("19 October 2020", Place.NEAR_TITLE),
        ("3 May 2024", Place.ALONE),
    ]


@pytest.mark.parametrize(
    ("label", "place"),
    [
        ("Published on ", Place.LABELLED),
        ("Dərc olunub: ", Place.LABELLED),
        ("Опубликовано ", Place.LABELLED),
        ("Last updated: ", Place.CHANGED),
        ("Son güncelleme: ", Place.CHANGED),
    ],
)
def test_labels_tell_publication_from_change(label: str, place: Place) -> None:
    assert _places(TITLE, f"{label}19.10.2020") == [("19.10.2020", place)]


def test_a_label_may_stand_on_the_line_before() -> None:
    assert _places(TITLE, "Date of publication:", "19.10.2020") == [("19.10.2020", Place.LABELLED)]


def test_the_day_of_the_visit_is_nobodys_date() -> None:
    assert _places(TITLE, "Today is Friday, 24 October 2025") == []
    assert _places(TITLE, "Bu gün: 4 noyabr 2025, çərşənbə axşamı") == []


def test_a_sentence_is_no_date_line() -> None:
    sentence = "The line was opened on 1 May 2019 by the city council."
    assert _places(TITLE, sentence) == [("1 May 2019", Place.IN_TEXT)]


def test_a_dateline_opens_a_paragraph() -> None:
    paragraph = "Oslo, 19 October 2020 – The Ministry of Foreign Affairs " + "has noted this " * 9
    assert _places(paragraph) == [("19 October 2020", Place.DATELINE)]


def test_a_date_cut_into_elements_is_joined() -> None:
    assert _places(TITLE, "19", "October", "2020") == [("19 October 2020", Place.NEAR_TITLE)]


def test_months_of_an_archive_are_no_dates() -> None:
    assert _places(*[f"May {year}" for year in range(1990, 2024)], TITLE, "2 May 2024") == [
        ("2 May 2024", Place.NEAR_TITLE)
    ]


def test_far_lines_are_left_unread_when_only_near_ones_matter() -> None:
    text = "\n".join([TITLE, "2 May 2024", *["words"] * 40, "3 May 2024"])
    found = printed_dates(text, title=TITLE, custom=Custom("en"), near_only=True)
    assert [date.words for date in found] == ["2 May 2024"]
