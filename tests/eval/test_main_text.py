"""The measures of main text, dates and pages, on made-up ones."""

import datetime as dt

import pytest
from eval.pages import Page, is_held_back

from eval import dates, main_text

SENTENCE = "The ministry has received the note of the embassy and will answer it in due course. "


def _page(name: str = "a", *, text: str = SENTENCE * 3, date: str | None = "2020-10-19") -> Page:
    payload = (
        f'<meta name="pubdate" content="2020-10-19"><nav><a href="/">Menu</a></nav><p>{text}</p>'
    ).encode()
    return Page(
        name=name, url="https://mfa.example/", payload=payload, text=text, date=date,
        present=("the note",), absent=("Menu",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("found", "wanted", "expected"),
    [
        ("a b", "A, b!", (1.0, 1.0, 1.0)),
        ("a a b", "a b b", (2 / 3, 2 / 3, 2 / 3)),
        ("", "a", (0.0, 0.0, 0.0)),
        ("a", "", (0.0, 0.0, 0.0)),
        ("", "", (1.0, 1.0, 1.0)),
    ],
)
def test_words_are_compared_as_bags(
    found: str, wanted: str, expected: tuple[float, float, float]
) -> None:
    assert main_text.word_f1(found, wanted) == pytest.approx(expected)


def test_a_perfect_page_scores_full() -> None:
    scores = main_text.measure({"onrecord": main_text.ours}, [_page("a"), _page("b")])
    score = scores["onrecord"]
    assert (score.f1, score.present, score.absent) == ([1.0, 1.0], [1.0, 1.0], [0.0, 0.0])


def test_a_page_that_cannot_be_read_counts_as_nothing_found() -> None:
    page = Page(name="x", url="https://a.example/", payload=b"%PDF-", text="words")
    assert main_text.ours(page) == ""


def test_halves_are_told_by_name_and_both_have_pages() -> None:
    halves = [is_held_back(f"{number:04}") for number in range(100)]
    assert 30 < sum(halves) < 70
    assert _page("0001").held_back is is_held_back("0001")


def test_dates_count_as_right_wrong_or_missing() -> None:
    pages = [_page("a"), _page("b", date="2020-10-20"), _page("c")]
    answers = {"a": "2020-10-19", "b": "2020-10-19", "c": None}
    counts, _ = dates.measure(lambda page: answers[page.name], pages)
    assert (counts["right"], counts["wrong"], counts["missing"]) == (1, 1, 1)
    assert counts["tuned"] + counts["held"] == 3


def test_our_date_is_the_first_of_the_page() -> None:
    assert dates.ours(_page()) == dt.date(2020, 10, 19).isoformat()
