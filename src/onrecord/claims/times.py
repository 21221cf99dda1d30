"""Times in a sentence: absolute, relative, ranges and vague ones, read by tables of words.

An order of day, month and year is no matter of language: a month looks for its day and year on
both sides. Whatever is counted is counted from the statement's day, or from the claim before.
"""

import re
from dataclasses import dataclass, replace

from onrecord.claims import days
from onrecord.claims.days import Days
from onrecord.claims.reading import Sentence
from onrecord.claims.time_basis import Ground, Part
from onrecord.claims.time_parts import day_number, part_at, with_closer
from onrecord.model.claim import Anchor, Granularity, Relation
from onrecord.text.dates import find_dates

_DAYPARTS = ("daypart", "det")
_IN_FIGURES = re.compile(r"\d[./-]\d")  # what no date in figures can do without
_CLOCK_REACH = 5  # tokens between a day and its hour


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time at tokens `first` to `last`, both included."""

    first: int
    last: int
    days: Days
    relation: Relation
    anchor: Anchor


def find_times(sentence: Sentence, ground: Ground) -> list[FoundTime]:
    """Return the times of a sentence in order; none of them overlap."""
    if not _may_have(sentence):
        return []
    parts: list[Part] = []
    at = 0
    figures = _figured(sentence)
    count = len(sentence)
    while at < count:
        if not sentence.words[at].is_figure and _MARKS.isdisjoint(sentence.cats[at]):
            at += 1
            continue
        found = figures.get(at) or part_at(sentence, at, ground, parts[-1].last if parts else -1)
        if found is not None and found.days.first is not None:
            ground = replace(ground, before=found.days.first)
        if found is None:
            at += max(sentence.sizes[at], 1)
            continue
        parts.append(found)
        at = found.last + 1
    return [_clocked(sentence, _related(sentence, part)) for part in _ranged(sentence, parts)]


_MARKS = frozenset(
    ("month", "weekday", "relday", "timeunit", "vaguetime", "season", "quarter", "half")
)


def _may_have(sentence: Sentence) -> bool:
    return sentence.figures or not _MARKS.isdisjoint(sentence.kinds)


def _figured(sentence: Sentence) -> dict[int, Part]:
    """Dates in figures (18.10.2025, 2025-10-18), by the token they begin at."""
    if not sentence.figures:
        return {}
    if _IN_FIGURES.search(sentence.text, sentence.start, sentence.end) is None:
        return {}
    text = sentence.text[sentence.start : sentence.end]
    found: dict[int, Part] = {}
    for each in find_dates(text):
        if not each.why.startswith("figures"):
            continue
        start, end = sentence.start + each.start, sentence.start + each.end
        inside = [i for i, s in enumerate(sentence.starts) if start <= s < end]
        if inside:
            one = Days(each.date, each.date, Granularity.DAY)
            found[inside[0]] = Part(inside[0], inside[-1], one)
    return found


def _ranged(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """Join what lasts from one time to another, and take in a first day without a month."""
    made: list[Part] = []
    for part in parts:
        before = made[-1] if made else None
        if before is not None:
            before = _with_year_of(before, part)
        if before is not None and _joins(sentence, before, part):
            both = days.joined(before.days, part.days)
            made[-1] = Part(before.first, part.last, both, part.anchor, ranged=True)
        else:
            made.append(_with_first_day(sentence, part, before.last if before else -1))
    return made


def _with_year_of(one: Part, other: Part) -> Part:
    """Give a day or month without a year that of the one it lasts to: "January to March 2020"."""
    first, last, end = one.days.first, one.days.last, other.days.last
    guessed = one.anchor is Anchor.STATEMENT and other.anchor is Anchor.NONE
    if not guessed or first is None or last is None or end is None or first.year == end.year:
        return one
    if one.days.granularity not in (Granularity.DAY, Granularity.MONTH):
        return one
    year = end.year if first.month <= end.month else end.year - 1
    if one.days.granularity is Granularity.MONTH:
        return replace(one, days=days.month(year, first.month))
    return replace(one, days=days.day(year, first.month, first.day) or one.days)


def _joins(sentence: Sentence, one: Part, other: Part) -> bool:
    between = range(one.last + 1, other.first)
    if not between or len(between) > 2 or one.days.granularity is not other.days.granularity:
        return False
    if one.days.first is None or other.days.last is None:
        return False
    return sentence.has(between[0], "range") and one.days.first < other.days.last


def _with_first_day(sentence: Sentence, part: Part, taken: int) -> Part:
    """Read "3-7 November" and "19 and 20 October", whose first day has no month of its own."""
    one = part.days
    if one.granularity is not Granularity.DAY or one.first is None:
        return part
    for at in range(part.first, part.last + 1):
        if day_number(sentence, at) != one.first.day:
            continue
        number = day_number(sentence, at - 2)
        if sentence.has(at - 1, "range") and number is not None and taken < at - 2 < part.first:
            first = days.day(one.first.year, one.first.month, number)
            if first is not None and number < one.first.day:
                both = days.joined(first, one)
                return Part(min(at - 2, part.first), part.last, both, part.anchor)
        after = day_number(sentence, at + 2)
        if sentence.has(at + 1, "range") and after is not None and after > one.first.day:
            last = days.day(one.first.year, one.first.month, after)
            if last is not None:
                end = with_closer(sentence, max(part.last, at + 2))
                return Part(part.first, end, days.joined(one, last), part.anchor)
    return part


def _clocked(sentence: Sentence, time: FoundTime) -> FoundTime:
    """Take in the hour that stands beside a day: "at 15:00 on 21 October, local time"."""
    if time.days.granularity is not Granularity.DAY or time.days.first is None:
        return time
    first, clock = time.first, False
    at = first - 1
    while at >= 0 and first - at <= _CLOCK_REACH and _is_clock(sentence, at):
        if _is_hour(sentence, at):
            clock, first = True, at
        at -= 1
    last, at = time.last, time.last + 1
    while at < len(sentence) and at - last <= _CLOCK_REACH and _is_clock(sentence, at):
        if _is_hour(sentence, at):
            clock, last = True, at
        elif clock and sentence.has(at, "clock") and last == at - 1:
            last = at + max(sentence.sizes[at] - 1, 0)
        at += 1
    if not clock:
        return time
    made = Days(time.days.first, time.days.last, Granularity.MINUTE)
    return FoundTime(first, last, made, time.relation, time.anchor)


def _is_hour(sentence: Sentence, at: int) -> bool:
    return sentence.is_figure(at) and ":" in sentence.words[at].lower


def _is_clock(sentence: Sentence, at: int) -> bool:
    return (
        sentence.sizes[at] == 0
        or sentence.has(at, "clock")
        or sentence.has(at, "clockprep")
        or _is_hour(sentence, at)
        or sentence.words[at].lower == ","
    )


def _related(sentence: Sentence, part: Part) -> FoundTime:
    relation = _relation_after(sentence, part.last) or _relation_before(sentence, part.first)
    first, last = part.days.first, part.days.last
    made = part.days
    if relation in (Relation.BEFORE, Relation.UNTIL):
        made = Days(None, last, made.granularity)
    elif relation is Relation.SINCE and (
        part.ranged or (first != last and made.granularity is Granularity.DAY)
    ):
        relation = Relation.DURING  # "from 3 to 5 October"
    elif relation in (Relation.SINCE, Relation.AFTER):
        made = Days(first, None, made.granularity)
    return FoundTime(part.first, part.last, made, relation or Relation.ON, part.anchor)


def _relation_before(sentence: Sentence, first: int) -> Relation | None:
    at = first - 1
    for _ in range(4):
        while at >= 0 and sentence.sizes[at] == 0:
            at -= 1
        if sentence.has(at, "timeprep"):
            value = sentence.value(at, "timeprep")
            if value == "between" or (value == "until" and sentence.has(first, "half")):
                return Relation.DURING  # "through the first half"
            if value != "on":
                return Relation(value)
        elif not (any(sentence.has(at, name) for name in _DAYPARTS) or sentence.has(at, "clock")):
            return None
        at -= 1
    return None


def _relation_after(sentence: Sentence, last: int) -> Relation | None:
    for at in range(last + 1, min(last + 3, len(sentence))):
        if sentence.has(at, "timepost"):
            return Relation(sentence.value(at, "timepost"))
        if not (sentence.has(at, "daypart") or sentence.has(at, "closer")):
            return None
    return None
