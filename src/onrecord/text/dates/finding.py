"""Absolute calendar dates in running text and in strings that are dates."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.text.dates.calendars import Calendar, to_date
from onrecord.text.dates.numeric import Custom, figures
from onrecord.text.dates.runs import FoundDate, Run, digit_runs
from onrecord.text.dates.vocabulary import Vocabulary, orders, vocabulary, words
from onrecord.text.dates.worded import year_first, year_last

_LONGEST_STRING = 120  # code points of a string that can be a date line
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:[T ]?\d{4,6}(?:Z|[+-]\d{4})?)?")
_CLOCK = re.compile(
    r"(?<!\d)t?\d{1,2}\s?[:.h]\s?\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:z\b|[+-]\d{2}:?\d{2})?"
)
_ZONE = re.compile(r"\(?\b[a-z]{2,5}\)?$")
_ZONED = re.compile(
    r"[Tt\s,]+(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z\b|UTC\b|GMT\b|[+-]\d\d:?\d\d)"
)
_OUTSIDE = re.compile(r"[\s.,:;|()\[\]\-–—/·•،'’]+")


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A date that a whole string stands for; `why` and `ambiguous` as in `FoundDate`."""

    date: dt.date
    why: str
    ambiguous: bool = False


def find_dates(
    text: str,
    *,
    language: str | None = None,
    country: str | None = None,
    time_zone: str | None = None,
    limit: int | None = None,
) -> list[FoundDate]:
    """Return the absolute dates printed in a normalised text, in order, at most `limit`.

    Words are understood in all languages at once. `language` (BCP 47) and `country` (ISO 3166-1)
    decide between day and month first, and the calendar of old years. Where a clock time with an
    offset follows and `time_zone` (IANA) is given, the date is the one in that zone; else it is
    as printed. Dates without a year, and days within a range, are left out.

    >>> [f.date.isoformat() for f in find_dates("Bakı, 19 oktyabr 2020-ci il. 10/20/2020")]
    ['2020-10-19', '2020-10-20']
    >>> find_dates("Version 2.10.20; S/RES/822 (1993); 19-20 October 2020; tel. 596-91-03")
    []
    """
    runs = digit_runs(text)
    if len(runs) < 2:  # no date has a single figure; most lines have none
        return []
    found = sorted(_dates(text, runs, _custom(language, country)), key=lambda date: date.start)
    if time_zone is not None:
        found = [_in_zone(text, date, time_zone) for date in found]
    return found[:limit]


def parse_date(
    text: str,
    *,
    language: str | None = None,
    country: str | None = None,
    time_zone: str | None = None,
) -> ParsedDate | None:
    """Return the date a whole string stands for, None if it says more than one date.

    A weekday, a clock time and words such as "published on" may stand beside it. Parameters as
    for `find_dates`.

    >>> parse_date("Monday, October 19th, 2020, 10:30").date
    datetime.date(2020, 10, 19)
    >>> parse_date("۲۸ مهر ۱۳۹۹").why
    'month in words, Solar Hijri calendar'
    >>> parse_date("Statement of 19 October 2020 on the ferry") is None
    True
    """
    text = text.strip()
    if len(text) > _LONGEST_STRING:
        return None
    if compact := _COMPACT.fullmatch(text):
        date = to_date(Calendar.GREGORIAN, *map(int, compact.groups()))
        return ParsedDate(date, "figures, ISO 8601 basic") if date else None
    found = find_dates(text, language=language, country=country, time_zone=time_zone)
    if len({f.date for f in found}) != 1 or not _says_no_more(text, found, vocabulary()):
        return None
    return ParsedDate(found[0].date, found[0].why, found[0].ambiguous)


def _custom(language: str | None, country: str | None) -> Custom:
    return Custom(
        language=language.partition("-")[0].lower() if language else None,
        country=country.upper() if country else None,
        orders=orders(),
    )


def _dates(text: str, runs: Sequence[Run], custom: Custom) -> Iterator[FoundDate]:
    known = vocabulary()
    taken: set[int] = set()
    for at in range(len(runs) - 2):
        if at not in taken and (date := figures(text, runs, at, known, custom)):
            taken.update((at, at + 1, at + 2))
            yield date
    years = [at for at, run in enumerate(runs) if run.digits == 4 and run.value >= 1200]
    # A year closes the date before it rather than opening the one after.
    for read, step in ((year_last, -1), (year_first, 1)):
        for at in years:
            if taken.isdisjoint((at, at + step)) and (date := read(text, runs, at, known)):
                taken.update((at, at + step))
                yield date


def _in_zone(text: str, date: FoundDate, time_zone: str) -> FoundDate:
    clock = _ZONED.match(text, date.end)
    if clock is None:
        return date
    from zoneinfo import ZoneInfo  # reads a file per zone; most texts have no clock time

    hour, minute, second, offset = clock.groups()
    try:
        at = dt.datetime.fromisoformat(
            f"{date.date}T{int(hour):02}:{minute}:{second or '00'}{_iso_offset(offset)}"
        )
    except ValueError:
        return date
    local = at.astimezone(ZoneInfo(time_zone)).date()
    why = date.why if local == date.date else f"{date.why}, in {time_zone}"
    return FoundDate(date.start, date.end, local, why, date.ambiguous)


def _iso_offset(offset: str) -> str:
    return "+00:00" if offset[0] not in "+-" else f"{offset[:3]}:{offset[-2:]}"


def _says_no_more(text: str, found: Sequence[FoundDate], known: Vocabulary) -> bool:
    """Tell whether beside the dates there are only weekdays, times and labels."""
    rest = text
    for date in reversed(found):
        rest = f"{rest[: date.start]} {rest[date.end :]}"
    rest = _ZONE.sub("", _CLOCK.sub(" ", rest.lower()).strip())
    left = {folded for word in _OUTSIDE.split(rest) for folded in words(word)}
    return left <= known.beside | known.between | known.eras.keys()
