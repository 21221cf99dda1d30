"""What runs along the pages goes, what only looks so stays."""

import pytest

from onrecord.extract.laying import Words
from onrecord.extract.pdf.lines import Line
from onrecord.extract.pdf.running import without_running

HEIGHT = 842.0


def line(text: str, base: float) -> Line:
    return Line(page=0, left=72, right=300, base=base, size=11, words=Words(text))


@pytest.mark.parametrize("number", ["3", "- 3 -", "Page 3 of 7", "стр. 3 из 7", "3/7", "[12]"])
def test_a_page_number_goes(number: str) -> None:
    kept, heads = without_running([[line("Text", 400), line(number, 30)]], [HEIGHT])
    assert [row.text for row in kept[0]] == ["Text"]
    assert heads == []


@pytest.mark.parametrize(
    ("text", "base"), [("19 October 2025", 30), ("3", 400), ("Tel. +999 47 210 11 00", 30)]
)
def test_other_lines_stay(text: str, base: float) -> None:
    kept, _ = without_running([[line("Text", 500), line(text, base)]], [HEIGHT])
    assert [row.text for row in kept[0]] == ["Text", text]


def test_a_head_on_most_pages_goes_and_is_told() -> None:
    pages = [[line("Title page", 600)]]
    pages += [[line(f"Bulletin {n}", 800), line(f"Text {n}", 400)] for n in (1, 2, 3)]
    kept, heads = without_running(pages, [HEIGHT] * 4)
    assert [[row.text for row in rows] for rows in kept[1:]] == [["Text 1"], ["Text 2"], ["Text 3"]]
    assert heads[0] == "Bulletin 1"
