"""Days as a query writes them: a year, a month, a day, or one side of either."""

import datetime as dt
import re

from onrecord.errors import QueryError

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def days_of(value: str, position: int) -> tuple[dt.date, dt.date]:
    """Return the first and last day of a year, month or day.

    >>> days_of("2020-02", 0)
    (datetime.date(2020, 2, 1), datetime.date(2020, 2, 29))
    """
    match = _DATE.fullmatch(value) if value.isascii() else None
    if match is None:
        raise _bad_date(value, position)
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = dt.date(year or 0, month or 1, day or 1)
        last = first if day else _last_day(first, whole_year=month is None)
    except ValueError:
        raise _bad_date(value, position) from None
    return first, last


def compared(operator: str, value: str, position: int) -> tuple[dt.date | None, dt.date | None]:
    """Return the days that `date:>2020-10` and its like ask for, both ends included.

    >>> compared(">", "2020-10", 0)
    (datetime.date(2020, 11, 1), None)
    """
    first, last = days_of(value, position)
    match operator:
        case ">":
            return day_after(last, position), None
        case ">=":
            return first, None
        case "<":
            return None, day_before(first, position)
        case _:
            return None, last


def day_after(day: dt.date, position: int) -> dt.date:
    """Return the next day; no statement can be of a later one than the calendar's last."""
    if day == dt.date.max:
        raise QueryError(f"The range is empty: no day comes after {day}", position=position)
    return day + dt.timedelta(days=1)


def day_before(day: dt.date, position: int) -> dt.date:
    """Return the day before."""
    if day == dt.date.min:
        raise QueryError(f"The range is empty: no day comes before {day}", position=position)
    return day - dt.timedelta(days=1)


def _last_day(first: dt.date, *, whole_year: bool) -> dt.date:
    if whole_year:
        return dt.date(first.year, 12, 31)
    if first.month == 12:
        return dt.date(first.year, 12, 31)
    return dt.date(first.year, first.month + 1, 1) - dt.timedelta(days=1)


def _bad_date(value: str, position: int) -> QueryError:
    return QueryError(
        f"{value!r} is not a date; write date:2020, date:2020-10, date:2020-10-19, date:>2020 "
        "or date:[2020-10-01 TO 2020-10-31]",
        position=position,
    )
