"""Counted and shifted units of time: "two days ago", "last week", "by the end of the year"."""

import datetime as dt
from dataclasses import replace

from onrecord.claims import days
from onrecord.claims.days import Days
from onrecord.claims.reading import Sentence
from onrecord.claims.time_basis import Ground, Part, number_at, part_of
from onrecord.model.claim import Anchor

_SHIFTED = frozenset(("week", "weekend", "month", "year"))


def unit_of_time(sentence: Sentence, at: int, ground: Ground, taken: int) -> Part | None:
    if ground.published_on is None or sentence.words[at].lower.endswith(("'s", "’s")):
        return None  # "this year's programme" is not said to happen all year
    unit = sentence.value(at, "timeunit")
    count, first = _count_before(sentence, at)
    counts = first < at
    for side in (first - 1, at + 1):
        if side <= taken:
            continue
        if sentence.has(side, "span") and (counts or _is_whole(sentence, side, unit)):
            direction = int(sentence.value(side, "span"))
            one = days.span_of(ground.published_on, unit, count if counts else 1, direction)
            return Part(min(first, side), max(at, side), one, Anchor.STATEMENT)
        if sentence.has(side, "shift") and not counts and unit in _SHIFTED:
            by = int(sentence.value(side, "shift"))
            one = days.shifted_unit(ground.published_on, unit, by)
            begin, part = part_of(sentence, side)
            if side < at and part is not None and unit in ("month", "year"):
                one = days.part_of(one, part)
                return Part(begin, at, one, Anchor.STATEMENT)
            if side < at and by == 0:
                one = _cut(sentence, side - 1, one, ground.published_on)
            return Part(min(first, side), max(at, side), one, Anchor.STATEMENT)
    if not counts:
        return _end_of_this(sentence, at, ground.published_on)
    return _counted(sentence, at, ground, (unit, count, first))


def _end_of_this(sentence: Sentence, at: int, today: dt.date) -> Part | None:
    """Read "by the end of the year", which is this one, and "over the weekend", the last."""
    unit = sentence.value(at, "timeunit")
    if unit == "weekend" and sentence.has(at - 1, "det"):
        return Part(at, at, days.shifted_unit(today, unit, -1), Anchor.STATEMENT)
    begin, part = part_of(sentence, at - 1 if sentence.has(at - 1, "det") else at)
    if part is None or unit not in ("month", "year"):
        return None
    return Part(begin, at, days.part_of(days.shifted_unit(today, unit, 0), part), Anchor.STATEMENT)


def _is_whole(sentence: Sentence, side: int, unit: str) -> bool:
    """Whether a span of one unit ends today: "over the past year", not "last year"."""
    return unit not in _SHIFTED or sentence.words[side].lower == "past"


def _cut(sentence: Sentence, at: int, one: Days, anchor: dt.date) -> Days:
    """Read "earlier this year" and "later this month": up to the day, and from it."""
    if sentence.has(at, "ago"):
        return replace(one, last=anchor)
    return replace(one, first=anchor) if sentence.has(at, "later") else one


def _counted(
    sentence: Sentence, at: int, ground: Ground, counted: tuple[str, float | None, int]
) -> Part | None:
    """Read "two days ago", "through three weeks", "in five years"."""
    unit, count, first = counted
    anchor = ground.published_on
    if count is None or anchor is None:
        return None
    before = first - 1
    while before > 0 and sentence.sizes[before] == 0:
        before -= 1
    for category, direction in (("ago", -1), ("later", 1)):
        if sentence.has(at + 1, category) or sentence.has(before, category):
            far = days.counted(anchor, unit, direction * count)
            if far is None:
                return None
            after = sentence.has(at + 1, category)
            first, last = (first, at + 1) if after else (before, at)
            return Part(first, last, Days(far, far, days.granularity_of(unit)), Anchor.STATEMENT)
    if sentence.has(first - 1, "within") and ground.future:
        return Part(first, at, days.span_of(anchor, unit, count, 1), Anchor.STATEMENT)
    return None


def _count_before(sentence: Sentence, at: int) -> tuple[float | None, int]:
    """Return the number that stands before a unit of time, and the token it begins at."""
    back = at - 1
    while back >= 0 and (sentence.sizes[back] == 0 or sentence.has(back, "filler")):
        back -= 1
    if sentence.has(back, "num"):
        return float(sentence.value(back, "num")), back
    if sentence.has(back, "vaguenum"):
        return None, back
    number = number_at(sentence, back)
    return (float(number), back) if number is not None else (None, at)
