"""Dates printed on a page: which lines have one, and how near to the title they stand.

Works on the page's lines (text nodes in order, furniture included, since a date often stands in a
byline). Knows nothing of meta elements.
"""

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files

from onrecord.extract.html.phrases import says
from onrecord.extract.layout import Hint
from onrecord.text.dates import FoundDate, find_dates
from onrecord.text.normalise import normalise

# Text nodes from the title to where a byline ends, and from where one begins before it.
_AFTER_TITLE = 14
_BEFORE_TITLE = 6
_LIKE_TITLE = 20  # code points: a line that begins as the title does, and is that much longer
_LONGEST_DATE_LINE = 90  # code points: a byline, not a sentence
_LONGEST_LINE = 400
_MOST_WORDS_BEFORE = 7  # of a label: "First published by the ministry on"
_MOST_WORDS_BESIDE = 3  # beside a date, in what ends like a sentence and still is a date line
_LONGEST_DATELINE = 80  # code points of a paragraph that may be place and date
_DATELINE = re.compile(r"[\W]{0,3}(?:[^\W\d_][\w.'’ -]{0,30}[,–—/: -]{1,3})?\(?$")
_AFTER_DATELINE = re.compile(r"\)?\s*(?:[.–—:|)/-]|\([A-Z])")
_LONGEST_TEXT = 200_000  # code points: a date further down is not the page's
_MOST_LINES = 60  # that are read for dates on one page
_SHORT = 24  # code points: a date may be cut into day, month and year, each in its element
# What every date has: a year in four digits of any script, or groups of figures.
_HINT = re.compile(r"[0-9\u0660-\u0669\u06f0-\u06f9]{4}|[0-9][./-][0-9]{1,2}[./-][0-9]")
_YEAR = r"(?:19\d\d|20\d\d|1[34]\d\d|[\u0660-\u0669\u06f0-\u06f9]{4})"
_HAS_YEAR = re.compile(_YEAR)
_MAY_DATE = re.compile(
    rf"\d[^\n]{{0,40}}?{_YEAR}|{_YEAR}[^\n]{{1,25}}?\d|\d{{1,2}}[./-]\d{{1,2}}[./-]\d\d"
)
_MAY_BE_PART = re.compile(r"\d{1,2}(?:st|nd|rd|th)?[.,]?|[^\W\d_]{3,12}[.,]?(?: \d{1,2},?)?")


class Place(IntEnum):
    """How a printed date stands on its page, the most telling first."""

    LABELLED = 0  # "Published on ...", near the title
    NEAR_TITLE = 1
    DATELINE = 2  # a paragraph begins with place and date
    LABELLED_FAR = 3
    ALONE = 4  # a line of nothing but a date, anywhere
    CHANGED = 5  # "Last updated ..."
    IN_TEXT = 6


WHY = {
    Place.LABELLED: "label by the title",
    Place.NEAR_TITLE: "line by the title",
    Place.DATELINE: "dateline",
    Place.LABELLED_FAR: "label on the page",
    Place.ALONE: "line of its own",
    Place.IN_TEXT: "words on the page",
    Place.CHANGED: "line on a change",
}


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed, where it stands, and how many lines it is from the title."""

    found: FoundDate
    words: str
    place: Place
    distance: int

    @property
    def hint(self) -> Hint:
        return Hint(self.words, WHY[self.place])

    @property
    def date(self) -> dt.date:
        return self.found.date


@dataclass(frozen=True, slots=True)
class Custom:
    """How the page's people print dates; see text.dates."""

    language: str | None = None
    country: str | None = None


def printed_dates(
    text: str, *, title: str, custom: Custom, near_only: bool = False
) -> list[PrintedDate]:
    """Return the dates printed on a page, the likeliest day of publication first.

    `text` has a line end between text nodes; `title` is the page's heading. With `near_only`
    lines far from the title are not read, which is most of the work.

    >>> text = "Home\\nOn the ferry\\nPosted on 19 October 2020\\nSince 1 May 2019 there was none."
    >>> [(d.words, d.place.name) for d in printed_dates(text, title="On the ferry",
    ...                                                 custom=Custom("en"))]
    [('19 October 2020', 'LABELLED'), ('1 May 2019', 'IN_TEXT')]
    """
    if near_only and (not title or title[:_LIKE_TITLE] not in text):
        return []
    lines = [line for line in map(str.strip, text[:_LONGEST_TEXT].split("\n")) if line]
    titles = _title_lines(lines, title)
    read = list(_read(lines, custom, _wanted(lines, titles) if near_only else None))
    at = _title_with_date(titles, [number for number, _, _ in read])
    dates = [_placed(lines, number, line, found, at) for number, line, found in read]
    return sorted(dates, key=lambda d: (d.place, d.distance))


def _wanted(lines: Sequence[str], titles: Sequence[int]) -> list[int]:
    """Return the lines near any of the title's, in order."""
    near = {n for at in titles for n in range(at - _BEFORE_TITLE, at + _AFTER_TITLE + 1)}
    return sorted(n for n in near if 0 <= n < len(lines))


def _read(
    lines: Sequence[str], custom: Custom, wanted: Sequence[int] | None
) -> Iterator[tuple[int, str, FoundDate]]:
    looked = 0
    for number in range(len(lines)) if wanted is None else wanted:
        line = lines[number]
        if not _HINT.search(line):
            continue
        if len(line) > _LONGEST_LINE:
            line = line[: _LONGEST_DATELINE + 10]
        if len(line) <= _SHORT and not _MAY_DATE.search(line) and _HAS_YEAR.search(line):
            line = _joined(lines, number)
        if not _MAY_DATE.search(line):
            continue
        looked += 1
        if looked > _MOST_LINES:
            return
        line = normalise(line)
        found = [] if says(line, "today") else _dates(line, custom)
        for date in found[:2]:
            yield number, line, date


def _dates(line: str, custom: Custom) -> list[FoundDate]:
    return find_dates(line, language=custom.language, country=custom.country, limit=2)


def _joined(lines: Sequence[str], number: int) -> str:
    """Return a line with the short ones around it that can be parts of its date."""
    first = number
    while first > max(0, number - 2) and _MAY_BE_PART.fullmatch(lines[first - 1]):
        first -= 1
    last = number
    if first == number:
        while last < min(len(lines) - 1, number + 2) and _MAY_BE_PART.fullmatch(lines[last + 1]):
            last += 1
    return " ".join(lines[first : last + 1])


def _title_lines(lines: Sequence[str], title: str) -> list[int]:
    if not title:
        return []
    start, longest = title[:_LIKE_TITLE], len(title) + _LIKE_TITLE
    return [i for i, line in enumerate(lines) if line.startswith(start) and len(line) <= longest]


def _title_with_date(titles: Sequence[int], dated: Sequence[int]) -> int | None:
    """Return the line of the title that a date stands by; a title is also met in breadcrumbs."""
    for at in titles:
        if any(at <= number <= at + _AFTER_TITLE for number in dated):
            return at
    return titles[-1] if titles else None


def _placed(
    lines: Sequence[str], number: int, line: str, found: FoundDate, title: int | None
) -> PrintedDate:
    distance = abs(number - title) if title is not None else number
    near = title is not None and -_BEFORE_TITLE <= number - title <= _AFTER_TITLE
    label = line[: found.start].rstrip(" :|-–—")
    if not label and number and len(lines[number - 1]) <= 40:
        label = lines[number - 1].rstrip(" :|-–—")
    label = label[-60:].lower()
    place = _place(label, line, found, near)
    words = line[found.start : found.end]
    return PrintedDate(found, words, place, distance)


def _place(label: str, line: str, found: FoundDate, near: bool) -> Place:
    if _labels("changed").search(label):
        return Place.CHANGED
    if len(line) > _LONGEST_DATELINE and _is_dateline(line, found):
        return Place.DATELINE
    if len(line) > _LONGEST_DATE_LINE:
        return Place.IN_TEXT
    leads = line.count(" ", 0, found.start) <= _MOST_WORDS_BEFORE
    if leads and _labels("published").search(label):
        return Place.LABELLED if near else Place.LABELLED_FAR
    rest = line[: found.start] + line[found.end :]
    if line[-1] in ".!?։。" and len(rest.split()) > _MOST_WORDS_BESIDE:
        return Place.IN_TEXT
    if near:
        return Place.NEAR_TITLE
    return Place.ALONE if len(rest) <= 12 else Place.IN_TEXT


def _is_dateline(line: str, found: FoundDate) -> bool:
    """Tell whether a paragraph begins with a place and a date set apart from its sentence.

    >>> line = "Oslo, 19 October 2020 – The Ministry of Foreign Affairs " + "x" * 40
    >>> _is_dateline(line, find_dates(line)[0])
    True
    >>> line = "On 19 October 2020 the Ministry of Foreign Affairs " + "x" * 40
    >>> _is_dateline(line, find_dates(line)[0])
    False
    """
    return bool(_DATELINE.fullmatch(line[: found.start]) and _AFTER_DATELINE.match(line, found.end))


@cache
def _labels(table: str) -> re.Pattern[str]:
    tables = tomllib.loads(files(__package__).joinpath("date_labels.toml").read_text("utf-8"))
    return re.compile(rf"(?:^|[\W_])(?:{'|'.join(tables[table])})\W*$")
