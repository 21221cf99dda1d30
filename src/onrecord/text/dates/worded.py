"""Dates whose month is a word. The gap between two figures must be understood entirely."""

import datetime as dt
import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from onrecord.text.dates.calendars import Calendar, calendar_note, to_date
from onrecord.text.dates.runs import FoundDate, Run, ends_range, goes_on, stands_alone
from onrecord.text.dates.vocabulary import Vocabulary, words

_LONGEST_GAP = 40  # code points between two figures of one date
_WORD = re.compile(r"[^\s.,\-‐‑–—/'’ʼ․،()\[\]:;\"«»“”„|•·*<>]+")
_SEPARATOR = re.compile(r"[ \t\u00a0.,'’\-‐‑]*")
_NOT_BEFORE_DATE = re.compile(r"[\d\n]")
_NUMBER_GOES_ON = re.compile(r"[,.]\d")

Month = tuple[Calendar, int]


def year_last(text: str, runs: Sequence[Run], at: int, known: Vocabulary) -> FoundDate | None:
    """Read "19 October 2020" or "October 19, 2020", where `runs[at]` is the year."""
    if at == 0 or not _is_day(runs[at - 1]) or _NUMBER_GOES_ON.match(text, runs[at].end):
        return None
    day, year = runs[at - 1], runs[at]
    gap = _gap_words(text, day.end, year.start)
    if gap is None:
        return None
    fillers = known.after_day | known.between
    month = _month_within(gap, fillers, known.between, known)
    if month is not None:
        if not stands_alone(text, day.start):
            return None
        return _found(text, day.start, year.end, (year.value, month, day.value), known)
    if not fillers.issuperset(gap):
        return None
    before = _month_before(text, day.start, known)
    if before is None:
        return None
    start, month = before
    return _found(text, start, year.end, (year.value, month, day.value), known)


def year_first(text: str, runs: Sequence[Run], at: int, known: Vocabulary) -> FoundDate | None:
    """Read "2020 October 19" or "2020-ci il 19 oktyabr", where `runs[at]` is the year."""
    if at + 1 == len(runs) or not _is_day(runs[at + 1]) or not stands_alone(text, runs[at].start):
        return None
    year, day = runs[at], runs[at + 1]
    gap = _gap_words(text, year.end, day.start)
    if gap is None:
        return None
    closers = known.between | known.eras.keys()
    if month := _month_within(gap, closers, known.between, known):
        if goes_on(text, day.end):
            return None
        return _found(text, year.start, day.end, (year.value, month, day.value), known)
    if not gap or not closers.issuperset(gap):
        return None
    after = _month_after(text, day.end, known)
    if after is None:
        return None
    end, month = after
    return _found(text, year.start, end, (year.value, month, day.value), known)


def _is_day(run: Run) -> bool:
    return run.digits <= 2 and 1 <= run.value <= 31


def _gap_words(text: str, start: int, end: int) -> list[str] | None:
    if end - start > _LONGEST_GAP:
        return None
    gap = text[start:end]
    return None if "\n" in gap or "," in gap.strip()[1:-1] else words(gap)


def _month_within(
    gap: Sequence[str], before: AbstractSet[str], after: frozenset[str], known: Vocabulary
) -> Month | None:
    """Return the month of a gap that holds nothing but it and the fillers allowed around it."""
    for start in range(len(gap)):
        for end in (start + 2, start + 1):
            month = known.months.get(" ".join(gap[start:end]))
            if month is not None:
                return month if after.issuperset(gap[end:]) else None
        if gap[start] not in before:
            return None
    return None


def _month_before(text: str, end: int, known: Vocabulary) -> tuple[int, Month] | None:
    """Return where the month that stands right before `end` begins, and the month."""
    offset = max(0, end - _LONGEST_GAP)
    for cut in _NOT_BEFORE_DATE.finditer(text, offset, end):
        offset = cut.end()
    spans = list(_WORD.finditer(text, offset, end))[-3:]
    edge = end
    while spans and _SEPARATOR.fullmatch(text, spans[-1].end(), edge):
        last = spans.pop()
        if spans and (month := _named(f"{spans[-1][0]} {last[0]}", known)):
            return spans[-1].start(), month
        if month := _named(last[0], known):
            return last.start(), month
        if not known.between.issuperset(words(last[0])):
            return None
        edge = last.start()
    return None


def _month_after(text: str, start: int, known: Vocabulary) -> tuple[int, Month] | None:
    """Return where the month that follows `start` ends, and the month."""
    cut = _NOT_BEFORE_DATE.search(text, start, start + _LONGEST_GAP)
    spans = list(_WORD.finditer(text, start, cut.start() if cut else start + _LONGEST_GAP))[:4]
    fillers = known.after_day | known.between
    edge = start
    for place, span in enumerate(spans):
        if not _SEPARATOR.fullmatch(text, edge, span.start()):
            return None
        if place + 1 < len(spans) and (month := _named(f"{span[0]} {spans[place + 1][0]}", known)):
            return spans[place + 1].end(), month
        if month := _named(span[0], known):
            return span.end(), month
        if not fillers.issuperset(words(span[0])):
            return None
        edge = span.end()
    return None


def _named(form: str, known: Vocabulary) -> Month | None:
    return known.months.get(" ".join(words(form)))


def _found(
    text: str, start: int, end: int, parts: tuple[int, Month, int], known: Vocabulary
) -> FoundDate | None:
    year, (calendar, month), day = parts
    date: dt.date | None = to_date(calendar, year, month, day)
    if date is None or not _begins(text, start) or ends_range(text, start, known):
        return None
    end = _with_era(text, end, known)
    return FoundDate(start, end, date, "month in words" + calendar_note(calendar))


def _begins(text: str, start: int) -> bool:
    return start == 0 or not text[start - 1].isalnum()


def _with_era(text: str, end: int, known: Vocabulary) -> int:
    return era_after(text, end, known)[0]


def era_after(text: str, end: int, known: Vocabulary) -> tuple[int, Calendar | None]:
    """Return where the words that close a year end ("-ci il", "г.", "هـ"), and their calendar.

    They are part of the date as printed; the first of them says the calendar.
    """
    calendar: Calendar | None = None
    edge = end
    spans = list(_WORD.finditer(text, end, end + _LONGEST_GAP // 2))[:2]
    if (
        len(spans) == 2
        and (both := known.eras.get(" ".join(words(spans[0][0] + " " + spans[1][0]))))
        and _SEPARATOR.fullmatch(text, end, spans[0].start())
    ):
        return spans[1].end(), both
    for span in spans:
        if not _SEPARATOR.fullmatch(text, edge, span.start()) or "," in text[edge : span.start()]:
            break
        era = known.eras.get(" ".join(words(span[0])))
        if era is None:
            break
        calendar = calendar or era
        edge = span.end()
    return edge, calendar
