"""The words of dates in all languages, read once from the tables beside this file."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.text.dates.calendars import Calendar

_TABLES = Path(__file__).with_name("tables")
_MONTHS = {
    "months": Calendar.GREGORIAN,
    "solar_hijri": Calendar.SOLAR_HIJRI,
    "hijri": Calendar.HIJRI,
}
_ERAS = {
    "after_year": Calendar.GREGORIAN,
    "solar_year": Calendar.SOLAR_HIJRI,
    "hijri_year": Calendar.HIJRI,
}
# The dotted and dotless i fall together, as do the Persian and Arabic forms of yeh and kaf.
_FOLD = str.maketrans("ıیىک", "iييك")
_SEPARATORS = re.compile(r"[\s.,\-‐‑–/'’ʼ․،]+")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All forms folded. `months`: form -> (calendar, 1..12); `eras`: what closes a year."""

    months: Mapping[str, tuple[Calendar, int]]
    eras: Mapping[str, Calendar]
    after_day: frozenset[str]
    between: frozenset[str]
    beside: frozenset[str]  # weekdays and labels of a date line
    ranges: frozenset[str]


@dataclass(frozen=True, slots=True)
class Orders:
    month_first: frozenset[str]
    year_first: frozenset[str]
    either: frozenset[str]
    calendars: Mapping[str, Calendar]  # language or country -> the calendar of its old years


def fold(text: str) -> str:
    """Return a text in lower case for comparison with the tables; its length stays the same.

    >>> fold("EKİM"), fold("ARALIK"), fold("Октября")
    ('ekim', 'aralik', 'октября')
    """
    if text.isascii():
        return text.lower()
    return text.replace("İ", "i").lower().translate(_FOLD)


def words(text: str) -> list[str]:
    """Return the folded words of a short text, without the punctuation dates are printed with.

    >>> words(" de Octubre, ")
    ['de', 'octubre']
    """
    return [word for word in _SEPARATORS.split(fold(text)) if word]


@cache
def vocabulary() -> Vocabulary:
    """Return the words of all languages together: no form means two months."""
    tables = [
        tomllib.loads(path.read_text("utf-8"))
        for path in sorted(_TABLES.glob("*.toml"))
        if path.stem != "orders"
    ]
    return Vocabulary(
        months=dict(_month_forms(tables)),
        eras={
            " ".join(words(form)): calendar
            for table in tables
            for key, calendar in _ERAS.items()
            for form in table.get(key, ())
        },
        after_day=_folded(tables, "after_day"),
        between=_folded(tables, "between"),
        beside=_folded(tables, "weekdays") | _folded(tables, "labels"),
        ranges=_folded(tables, "ranges"),
    )


def _month_forms(tables: list[dict[str, Any]]) -> Iterable[tuple[str, tuple[Calendar, int]]]:
    for table in tables:
        for key, calendar in _MONTHS.items():
            for number, forms in enumerate(table.get(key, ()), start=1):
                for form in forms:
                    yield " ".join(words(form)), (calendar, number)


def _folded(tables: list[dict[str, Any]], key: str) -> frozenset[str]:
    return frozenset(word for table in tables for form in table[key] for word in words(form))


@cache
def orders() -> Orders:
    table = tomllib.loads((_TABLES / "orders.toml").read_text("utf-8"))
    return Orders(
        month_first=frozenset(table["month_first"]),
        year_first=frozenset(table["year_first"]),
        either=frozenset(table["either"]),
        calendars={
            place: Calendar(name)
            for name, where in table["calendars"].items()
            for place in where["languages"] + where["countries"]
        },
    )
