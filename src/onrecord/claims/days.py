"""Arithmetic of days: what a named or counted time covers, both ends included."""

import calendar
import datetime as dt
from dataclasses import dataclass

from onrecord.model.claim import Granularity


@dataclass(frozen=True, slots=True)
class Days:
    """From the first day to the last; None is open, or not known."""

    first: dt.date | None
    last: dt.date | None
    granularity: Granularity


UNKNOWN = Days(None, None, Granularity.VAGUE)
_UNITS = {
    "minute": Granularity.MINUTE,
    "hour": Granularity.HOUR,
    "day": Granularity.DAY,
    "week": Granularity.WEEK,
    "weekend": Granularity.WEEK,
    "month": Granularity.MONTH,
    "year": Granularity.YEAR,
    "decade": Granularity.YEAR,
    "quarter": Granularity.SEASON,
}
_YEARS = {"year": 1, "decade": 10}
_HOURS_A_DAY = 24
_SATURDAY = 5
DECADE = 10
_FAR = 60  # days; further ahead or behind needs a word that says so
FIRST_YEAR, LAST_YEAR = 1800, 2199


def day(year: int, month: int, number: int) -> Days | None:
    """Return one day, None where the calendar has none."""
    try:
        found = dt.date(year, month, number)
    except ValueError:
        return None
    return Days(found, found, Granularity.DAY)


def month(year: int, number: int, part: int | None = None) -> Days:
    """Return a month, or its beginning, middle or end (part 0, 1, 2)."""
    last = calendar.monthrange(year, number)[1]
    first_day, last_day = {None: (1, last), 0: (1, 10), 1: (11, 20), 2: (21, last)}[part]
    return Days(
        dt.date(year, number, first_day), dt.date(year, number, last_day), Granularity.MONTH
    )


def months(year: int, first: int, count: int, granularity: Granularity) -> Days:
    """Return so many months from the first of one of them."""
    end_year, end_month = divmod(year * 12 + first - 1 + count - 1, 12)
    return Days(dt.date(year, first, 1), month(end_year, end_month + 1).last, granularity)


def year(number: int, part: int | None = None) -> Days:
    """Return a year, or its first, second or last four months (part 0, 1, 2)."""
    if part is not None:
        return months(number, 1 + 4 * part, 4, Granularity.YEAR)
    return Days(dt.date(number, 1, 1), dt.date(number, 12, 31), Granularity.YEAR)


def decade(number: int, part: int | None = None) -> Days:
    """Return a decade, or its first four, middle three or last three years.

    >>> decade(1990, 0).last, decade(1990).last
    (datetime.date(1993, 12, 31), datetime.date(1999, 12, 31))
    """
    begin, end = {None: (0, 9), 0: (0, 3), 1: (4, 6), 2: (7, 9)}[part]
    return Days(dt.date(number + begin, 1, 1), dt.date(number + end, 12, 31), Granularity.YEAR)


def part_of(whole: Days, part: int) -> Days:
    """Return the beginning, middle or end of a month or a year."""
    if whole.first is None:
        return whole
    if whole.granularity is Granularity.MONTH:
        return month(whole.first.year, whole.first.month, part)
    return year(whole.first.year, part)


def joined(one: Days, other: Days) -> Days:
    """Return what lasts from one time to another."""
    if one.first and other.last and one.first > other.last:
        return one
    return Days(one.first, other.last, one.granularity)


def shifted_unit(anchor: dt.date, unit: str, by: int) -> Days:
    """Return this, the last or the next week, month or year.

    >>> shifted_unit(dt.date(2025, 1, 15), "month", -1).first
    datetime.date(2024, 12, 1)
    """
    if unit == "week":
        monday = anchor - dt.timedelta(days=anchor.weekday()) + dt.timedelta(weeks=by)
        return Days(monday, monday + dt.timedelta(days=6), Granularity.WEEK)
    if unit == "weekend":
        saturday = anchor + dt.timedelta(days=_SATURDAY - anchor.weekday(), weeks=by)
        return Days(saturday, saturday + dt.timedelta(days=1), Granularity.WEEK)
    if unit == "month":
        at_year, at_month = divmod(anchor.year * 12 + anchor.month - 1 + by, 12)
        return month(at_year, at_month + 1)
    if unit in _YEARS:
        return year(_in_range(anchor.year + by * _YEARS[unit]))
    one = anchor + dt.timedelta(days=by)
    return Days(one, one, Granularity.DAY)


def counted(anchor: dt.date, unit: str, count: float) -> dt.date | None:
    """Return the day so many units after the anchor, before it for a negative count."""
    whole = int(count)
    try:
        if unit in ("minute", "hour"):
            return anchor + dt.timedelta(days=int(whole / _HOURS_A_DAY))
        if unit in ("day", "week"):
            return anchor + dt.timedelta(days=whole * (7 if unit == "week" else 1))
        by = whole * (12 * _YEARS[unit] if unit in _YEARS else 1)
        at_year, at_month = divmod(anchor.year * 12 + anchor.month - 1 + by, 12)
        last = calendar.monthrange(at_year, at_month + 1)[1]
        return dt.date(at_year, at_month + 1, min(anchor.day, last))
    except (ValueError, OverflowError):
        return None


def _quarters(anchor: dt.date, count: int, direction: int) -> Days:
    """Return so many whole quarters before or after the one of a day."""
    this = anchor.month - 1 - (anchor.month - 1) % 3
    begin = this - 3 * count if direction < 0 else this + 3
    year_by, first = divmod(begin, 12)
    return months(anchor.year + year_by, first + 1, 3 * count, Granularity.SEASON)


def span_of(anchor: dt.date, unit: str, count: float | None, direction: int) -> Days:
    """Return the last or the next so many units; a few where the count is vague."""
    if unit == "quarter":
        return _quarters(anchor, int(count or 3), direction)
    granularity = _UNITS[unit]
    far = counted(anchor, unit, direction * (count if count is not None else 3))
    if far is None:
        return UNKNOWN
    first, last = (far, anchor) if direction < 0 else (anchor, far)
    return Days(first, last, granularity if count is not None else Granularity.VAGUE)


def granularity_of(unit: str) -> Granularity:
    return _UNITS[unit]


def weekday(anchor: dt.date, number: int, *, shift: int | None, future: bool) -> Days:
    """Return the weekday meant: the last one up to the anchor, or the next one after it.

    >>> weekday(dt.date(2025, 10, 22), 0, shift=None, future=False).first  # a Monday
    datetime.date(2025, 10, 20)
    """
    back = (anchor.weekday() - number) % 7
    if shift == 1 or (future and shift is None):
        found = anchor + dt.timedelta(days=7 - back)
    elif shift == -1 and back == 0:
        found = anchor - dt.timedelta(days=7)
    elif shift == 0:
        found = anchor - dt.timedelta(days=anchor.weekday() - number)
    else:
        found = anchor - dt.timedelta(days=back)
    return Days(found, found, Granularity.DAY)


def nearest_year(anchor: dt.date, at_month: int, number: int = 1, *, future: bool) -> int:
    """Return the year of a day or month named without one.

    The nearest to the anchor; but what lies far ahead was in the year before, unless the words
    speak of what is to come, and then what lies far behind is in the year after.

    >>> nearest_year(dt.date(2025, 1, 3), 12, 30, future=False)
    2024
    """
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    ahead = {year: (year - anchor.year) * 365 + (at_month - anchor.month) * 30.4 for year in years}
    ahead = {year: far + number - anchor.day for year, far in ahead.items()}
    allowed = {y: f for y, f in ahead.items() if (f > -_FAR if future else f < _FAR)}
    return min(allowed, key=lambda year: abs(allowed[year]))


def _in_range(number: int) -> int:
    return min(max(number, FIRST_YEAR), LAST_YEAR)
