"""The short lines above a statement."""

import pytest

from onrecord.extract.html.head_lines import is_head_line


@pytest.mark.parametrize(
    "line",
    [
        "Ilvane, 18.10.2025",
        "19 oktyabr 2025-ci il, 16:45",
        "٢٢ تشرين الأول ٢٠٢٥",
        "2025թ. հոկտեմբերի 23",
        "Monday, 19 October 2020",
        "Пресс-релиз № 61, 19 октября 2020 г.",
        "For immediate release",
    ],
)
def test_form_number_and_date(line: str) -> None:
    assert is_head_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Weather",
        "Room 12",
        "1 May 2019 to 3 May 2020",
        "by John Smith of the harbour authority, 19 October 2020",
        "The line was opened on 1 May 2019.",
        "PRESS RELEASE " + "x" * 90,
    ],
)
def test_other_lines(line: str) -> None:
    assert not is_head_line(line)
