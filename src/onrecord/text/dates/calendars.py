"""Day, month and year of three calendars as a Gregorian date."""

import datetime as dt
from enum import StrEnum
from functools import cache


class Calendar(StrEnum):
    GREGORIAN = "gregorian"
    SOLAR_HIJRI = "solar_hijri"  # Iran, Afghanistan
    HIJRI = "hijri"  # the Islamic lunar calendar, tabular: a day off the observed one at times


# A printed year outside these is a misread number rather than a year.
_YEARS = {
    Calendar.GREGORIAN: range(1700, 2200),
    Calendar.SOLAR_HIJRI: range(1200, 1500),
    Calendar.HIJRI: range(1200, 1500),
}
_WHY = {
    Calendar.GREGORIAN: "",
    Calendar.SOLAR_HIJRI: ", Solar Hijri calendar",
    Calendar.HIJRI: ", Hijri calendar (tabular)",
}


def to_date(calendar: Calendar, year: int, month: int, day: int) -> dt.date | None:
    """Return the Gregorian date, None if there is no such day or the year is not plausible.

    >>> to_date(Calendar.SOLAR_HIJRI, 1399, 7, 28)
    datetime.date(2020, 10, 19)
    >>> to_date(Calendar.GREGORIAN, 2021, 2, 29) is None
    True
    """
    if year not in _YEARS[calendar] or not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    if calendar is Calendar.GREGORIAN:
        try:
            return dt.date(year, month, day)
        except ValueError:
            return None
    return (_solar_hijri if calendar is Calendar.SOLAR_HIJRI else _hijri)(year, month, day)


def _solar_hijri(year: int, month: int, day: int) -> dt.date | None:
    """By the 33-year cycle, which agrees with the equinox from 1206 to 1498 (Borkowski 1996)."""
    if month > 6 and day > (30 if month < 12 or _is_leap(year) else 29):
        return None
    before = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    return _new_year(year) + dt.timedelta(days=before + day - 1)


def _is_leap(year: int) -> bool:
    return (25 * year + 11) % 33 < 8


@cache
def _new_year(year: int) -> dt.date:
    years = range(1399, year) if year >= 1399 else range(year, 1399)
    days = 365 * len(years) + sum(map(_is_leap, years))
    return dt.date(2020, 3, 20) + dt.timedelta(days=days if year >= 1399 else -days)


def _hijri(year: int, month: int, day: int) -> dt.date | None:
    """By the tabular calendar (civil epoch, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29).

    Every month may have a 30th, for months are observed and differ from the table by a day.
    """
    if day > 30:
        return None
    return dt.date.fromordinal(
        (11 * year + 3) // 30 + 354 * year + 30 * month - (month - 1) // 2 + day + 226_630
    )


def calendar_note(calendar: Calendar) -> str:
    """Return what a reason adds for a date that was not printed in the Gregorian calendar."""
    return _WHY[calendar]
