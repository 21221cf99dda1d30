"""Dates in figures only, and who prints the month first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.text.dates.calendars import Calendar, calendar_note, to_date
from onrecord.text.dates.runs import FoundDate, Run, stands_alone
from onrecord.text.dates.vocabulary import Orders, Vocabulary, fold
from onrecord.text.dates.worded import era_after

_SEPARATOR = re.compile(r"(?:\. ?|-|‐|‑| ?/ ?)")
# Year, month and day have signs of their own in Chinese, Japanese and Korean.
_SIGNED = {("年", "月"): "日", ("년", "월"): "일"}
# A figure after one of these names something else than a day.
_NAMES_A_NUMBER = re.compile(
    r"(?:№|n[o°º]\.?|nr\.?|num\.?|version|ver\.?|\bv\.?|rev\.?|article|art\.?|section|sec\.?|"
    r"chapter|resolution|res\.?|§|tel\.?|phone|fax|ip)[\s:]*$"
)
_CENTURY_TURNS = 69  # POSIX strptime %y: 69-99 are 19xx


@dataclass(frozen=True, slots=True)
class Custom:
    """How the issuer prints dates: primary language subtag, country, and the tables."""

    language: str | None
    country: str | None
    orders: Orders

    def old_calendar(self) -> Calendar | None:
        by_place = self.orders.calendars.get(self.country or "")
        return by_place or self.orders.calendars.get(self.language or "")


@dataclass(frozen=True, slots=True)
class _Reading:
    year: int
    month: int
    day: int
    why: str
    ambiguous: bool = False


def figures(
    text: str, runs: Sequence[Run], at: int, known: Vocabulary, custom: Custom
) -> FoundDate | None:
    """Read a date from three runs of digits that begin with `runs[at]`."""
    a, b, c = runs[at : at + 3]
    if c.start - a.end > 8 or not 1 <= b.digits <= 2:
        return None
    signed = _signed(text, a, b, c)
    if signed is not None:
        return signed
    first, second = text[a.end : b.start], text[b.end : c.start]
    if first.strip() != second.strip() or not _SEPARATOR.fullmatch(first):
        return None
    if not _SEPARATOR.fullmatch(second) or not _alone(text, a.start, c.end):
        return None
    reading = _reading((a, b, c), first.strip(), custom)
    if reading is None or (c.digits == 2 and _names_a_number(text, a.start)):
        return None
    end, era = era_after(text, c.end, known)
    calendar = Calendar.GREGORIAN if reading.year >= 1700 else era
    if calendar in (None, Calendar.GREGORIAN) and reading.year < 1700:
        calendar = custom.old_calendar()
    date = to_date(calendar or Calendar.GREGORIAN, reading.year, reading.month, reading.day)
    if date is None:
        return None
    why = reading.why + calendar_note(calendar or Calendar.GREGORIAN)
    return FoundDate(a.start, end, date, why, reading.ambiguous)


def _signed(text: str, a: Run, b: Run, c: Run) -> FoundDate | None:
    gaps = text[a.end : b.start].strip(), text[b.end : c.start].strip()
    closing = _SIGNED.get(gaps)
    if closing is None or a.digits != 4 or c.digits > 2:
        return None
    date = to_date(Calendar.GREGORIAN, a.value, b.value, c.value)
    if date is None or not text.startswith(closing, c.end):
        return None
    return FoundDate(a.start, c.end + 1, date, "year, month and day signed")


def _alone(text: str, start: int, end: int) -> bool:
    """Tell whether a figure group is no part of a longer number, address, path or code."""
    if not stands_alone(text, start) or (
        start and text[start - 1] in "-‐‑(" and _is_code(text, start)
    ):
        return False
    after = text[end : end + 2]
    if after[:1] in ("/", "_", "%") or (after[:1].isalnum() and not _may_follow(after)):
        return False
    return not (after[:1] in (".", "-", ":", ",") and after[1:2].isdigit())


def _is_code(text: str, start: int) -> bool:
    return start > 1 and (text[start - 2].isalnum() or text[start - 2] == ")")


def _may_follow(after: str) -> bool:
    """A time begins with T; scripts other than Latin may set the word for "year" tight."""
    if after[0] in "Tt":
        return after[1:2].isdigit()
    return not after[0].isascii()


def _reading(parts: tuple[Run, Run, Run], separator: str, custom: Custom) -> _Reading | None:
    a, b, c = parts
    if a.digits == 4 and c.digits <= 2:
        return _Reading(a.value, b.value, c.value, "figures, year first")
    if a.digits > 2:
        return None
    if c.digits == 4:
        return _day_or_month_first(a.value, b.value, c.value, separator, custom)
    if (
        c.digits != 2
        or separator not in "./"
        or (separator == "." and not a.digits == b.digits == 2)
    ):
        return None
    if custom.country in custom.orders.year_first:
        return _Reading(_full(a.value), b.value, c.value, "figures, year first (country)")
    return _day_or_month_first(a.value, b.value, _full(c.value), separator, custom)


def _full(year: int) -> int:
    return year + (1900 if year >= _CENTURY_TURNS else 2000)


def _day_or_month_first(a: int, b: int, year: int, separator: str, custom: Custom) -> _Reading:
    if a > 12:
        return _Reading(year, b, a, "figures, day first (no such month)")
    if b > 12:
        return _Reading(year, a, b, "figures, month first (no such month)")
    if custom.country in custom.orders.month_first:
        return _Reading(year, a, b, "figures, month first (country)")
    if custom.country is not None:
        return _Reading(year, b, a, "figures, day first (country)")
    undecided = a != b and separator != "." and custom.language in (None, *custom.orders.either)
    return _Reading(year, b, a, "figures, day first (custom)", undecided)


def _names_a_number(text: str, start: int) -> bool:
    return _NAMES_A_NUMBER.search(fold(text[max(0, start - 14) : start])) is not None
