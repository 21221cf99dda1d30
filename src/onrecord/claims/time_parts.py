"""One time at one token of a sentence: a date, a relative day, a counted span, a season, a year."""

import datetime as dt
from dataclasses import dataclass, replace

from onrecord.claims import days
from onrecord.claims.days import Days
from onrecord.claims.reading import Sentence
from onrecord.model.claim import Anchor, Granularity

LOOK = 3  # tokens between the parts of one date
_HEAD = 3  # tokens at which a sentence still begins
_SHIFTED = frozenset(("week", "weekend", "month", "year"))
_HYPHENS = frozenset("-–‐‑—'’")  # what ties an ending to a figure


@dataclass(frozen=True, slots=True)
class Ground:
    """What times are counted from."""

    published_on: dt.date | None
    before: dt.date | None  # the day of the claim before
    future: bool


@dataclass(frozen=True, slots=True)
class Part:
    first: int
    last: int
    days: Days
    anchor: Anchor = Anchor.NONE
    ranged: bool = False  # from one time to another


def part_at(sentence: Sentence, at: int, ground: Ground, taken: int) -> Part | None:
    cats = sentence.cats[at]
    if "month" in cats:
        return _month(sentence, at, ground, taken)
    if "relday" in cats:
        return _relative_day(sentence, at, ground)
    if "weekday" in cats:
        return _weekday(sentence, at, ground)
    if "timeunit" in cats:
        return _unit(sentence, at, ground, taken)
    if "vaguetime" in cats:
        return Part(at, at + sentence.sizes[at] - 1, days.UNKNOWN, Anchor.STATEMENT)
    if "season" in cats or "quarter" in cats or "half" in cats:
        return _season(sentence, at, ground)
    return _year(sentence, at) if sentence.is_figure(at) else None


def _number(sentence: Sentence, at: int) -> int | None:
    if not 0 <= at < len(sentence) or not sentence.is_figure(at):
        return None
    written = sentence.words[at].lower
    return int(written) if written.isdecimal() and len(written) <= 4 else None


def day_number(sentence: Sentence, at: int) -> int | None:
    number = _number(sentence, at)
    return number if number is not None and 1 <= number <= 31 else None


def _year_number(sentence: Sentence, at: int) -> int | None:
    number = _number(sentence, at)
    return number if number is not None and days.FIRST_YEAR <= number <= days.LAST_YEAR else None


def _filler(sentence: Sentence, at: int) -> bool:
    return sentence.has(at, "filler") or sentence.words[at].lower in (",", ".", "-", "/", "՝")


def _left(sentence: Sentence, at: int, taken: int, *, year: bool) -> int | None:
    read = _year_number if year else day_number
    for back in range(at - 1, max(at - 2 - LOOK, taken), -1):
        if read(sentence, back) is not None:
            return back
        if not _filler(sentence, back) or sentence.words[back].lower == ",":
            return None
    return None


def _right(sentence: Sentence, at: int, *, year: bool) -> int | None:
    read = _year_number if year else day_number
    for ahead in range(at, min(at + 1 + LOOK, len(sentence))):
        if read(sentence, ahead) is not None:
            return ahead
        if not _filler(sentence, ahead):
            return None
    return None


def _month(sentence: Sentence, at: int, ground: Ground, taken: int) -> Part | None:
    number = int(sentence.value(at, "month"))
    end = at + sentence.sizes[at]
    day_at = _left(sentence, at, taken, year=False)
    first = last = at
    last = end - 1
    if day_at is None:
        day_at = _right(sentence, end, year=False)
        if day_at is not None and _year_number(sentence, day_at) is None:
            last = day_at
    else:
        first = day_at
    shifted = _shifted_year(sentence, last + 1, ground)
    if shifted is not None:
        return _dated_in(sentence, number, day_at, first, shifted)
    year_at = _right(sentence, last + 1, year=True)
    if year_at is not None:
        last = year_at
    else:
        year_at = _left(sentence, first, taken, year=True)
        if year_at is not None:
            first = year_at
    last = with_closer(sentence, last)
    if day_at is None and year_at is None and not _stands_as_month(sentence, at):
        return None
    return _dated(sentence, ground, _Dated(number, day_at, year_at, first, last, at))


def _shifted_year(sentence: Sentence, at: int, ground: Ground) -> tuple[int, int] | None:
    """Return the last token and the year of "of last year", "this year" at a token."""
    if ground.published_on is None or at >= len(sentence):
        return None
    at += sentence.words[at].lower == "of"
    if not (sentence.has(at, "shift") and sentence.has(at + 1, "timeunit")):
        return None
    if sentence.value(at + 1, "timeunit") != "year":
        return None
    return at + 1, ground.published_on.year + int(sentence.value(at, "shift"))


def _dated_in(
    sentence: Sentence, month: int, day_at: int | None, first: int, shifted: tuple[int, int]
) -> Part | None:
    last, year = shifted
    if day_at is None:
        begin, part = _part_of(sentence, first)
        return Part(begin, last, days.month(year, month, part), Anchor.STATEMENT)
    one = days.day(year, month, _number(sentence, day_at) or 1)
    return Part(first, last, one, Anchor.STATEMENT) if one else None


@dataclass(frozen=True, slots=True)
class _Dated:
    month: int
    day_at: int | None
    year_at: int | None
    first: int
    last: int
    at: int


def _dated(sentence: Sentence, ground: Ground, found: _Dated) -> Part | None:
    day_number = 1 if found.day_at is None else _number(sentence, found.day_at) or 1
    anchor = Anchor.NONE
    if found.year_at is not None:
        year = _number(sentence, found.year_at) or 0
    elif ground.published_on is not None:
        named = (found.month, day_number)
        year = days.nearest_year(ground.published_on, *named, future=ground.future)
        anchor = Anchor.STATEMENT
    else:
        return None
    if found.day_at is None:
        first, part = _part_of(sentence, found.first)
        return Part(first, found.last, days.month(year, found.month, part), anchor)
    one = days.day(year, found.month, day_number)
    return Part(found.first, found.last, one, anchor) if one else None


def _part_of(sentence: Sentence, first: int) -> tuple[int, int | None]:
    """Return where "early", "the end of" before a time begins, and which part it says."""
    at = first - 1
    while at > 0 and sentence.sizes[at] == 0:
        at -= 1
    if not sentence.has(at, "part"):
        return first, None
    value = sentence.value(at, "part")
    return (at, int(value)) if value.isdigit() else (first, None)


def with_closer(sentence: Sentence, last: int) -> int:
    """Take in what closes a date: "-ci ildə", "года", "թ.", "-ին"."""
    at = last + 1
    while at < len(sentence) and (
        sentence.has(at, "closer")
        or (sentence.words[at].lower in _HYPHENS and sentence.has(at + 1, "closer"))
    ):
        last = at
        at += 1
    return last


def _stands_as_month(sentence: Sentence, at: int) -> bool:
    """A month alone counts behind a word of time: "in May", "since October"."""
    return any(sentence.has(at - 1, category) for category in ("timeprep", "part", "shift", "sure"))


def _relative_day(sentence: Sentence, at: int, ground: Ground) -> Part | None:
    value = sentence.value(at, "relday")
    if at > _HEAD and sentence.words[at].lower.endswith(("'s", "’s")):
        return None  # "the effects of today's action"; "with today's action, we" is told
    from_claim = value.startswith("c")
    anchor = ground.before if from_claim else ground.published_on
    last = at + sentence.sizes[at] - 1
    if anchor is None:
        return None
    one = anchor + dt.timedelta(days=int(value.removeprefix("c")))
    if sentence.has(last + 1, "daypart"):
        last += 1
    kind = Anchor.CLAIM if from_claim else Anchor.STATEMENT
    return Part(at, last, Days(one, one, Granularity.DAY), kind)


def _weekday(sentence: Sentence, at: int, ground: Ground) -> Part | None:
    if ground.published_on is None:
        return None
    shift = int(sentence.value(at - 1, "shift")) if sentence.has(at - 1, "shift") else None
    ahead = _right_month(sentence, at)
    if ahead:
        return None  # the date that follows says the day
    number = int(sentence.value(at, "weekday"))
    one = days.weekday(ground.published_on, number, shift=shift, future=ground.future)
    last = at + 1 if sentence.has(at + 1, "daypart") else at
    return Part(at if shift is None else at - 1, last, one, Anchor.STATEMENT)


def _right_month(sentence: Sentence, at: int) -> bool:
    return any(
        sentence.has(ahead, "month") for ahead in range(at + 1, min(at + 1 + LOOK, len(sentence)))
    )


def _unit(sentence: Sentence, at: int, ground: Ground, taken: int) -> Part | None:
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
            one = days.span_of(ground.published_on, unit, count, direction)
            return Part(min(first, side), max(at, side), one, Anchor.STATEMENT)
        if sentence.has(side, "shift") and not counts and unit in _SHIFTED:
            by = int(sentence.value(side, "shift"))
            one = days.shifted_unit(ground.published_on, unit, by)
            begin, part = _part_of(sentence, side)
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
    begin, part = _part_of(sentence, at - 1 if sentence.has(at - 1, "det") else at)
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
    number = _number(sentence, back)
    return (float(number), back) if number is not None else (None, at)


def _half_of_this_year(sentence: Sentence, at: int, ground: Ground) -> Part | None:
    if ground.published_on is None:
        return None
    first = 1 if sentence.value(at, "half").startswith("1") else 7
    one = days.months(ground.published_on.year, first, 6, Granularity.SEASON)
    return Part(at, at + sentence.sizes[at] - 1, one, Anchor.STATEMENT)


def _season(sentence: Sentence, at: int, ground: Ground) -> Part | None:
    end = at + sentence.sizes[at]
    if sentence.has(at, "half") and sentence.value(at, "half").endswith("t"):
        return _half_of_this_year(sentence, at, ground)
    if sentence.has(at, "season") and sentence.is_capital(at) and sentence.known.order == "english":
        return None  # a name: "the Winter Olympic Games"
    year_at = _right(sentence, end, year=True)
    if year_at is None and end < len(sentence) and sentence.has(end, "prep"):
        year_at = _right(sentence, end + 1, year=True)
    if year_at is None:
        left = _left(sentence, at, -1, year=True)
        if left is None:
            return _this_season(sentence, at, ground)
        year_at = left
    year = _number(sentence, year_at) or 0
    kind = next(name for name in ("season", "quarter", "half") if sentence.has(at, name))
    value = int(sentence.value(at, kind))
    first, count = {
        "season": (value, 3),
        "quarter": (value * 3 - 2, 3),
        "half": (value * 6 - 5, 6),
    }[kind]
    one = days.months(year, first, count, Granularity.SEASON)
    return Part(min(at, year_at), with_closer(sentence, max(end - 1, year_at)), one)


def _this_season(sentence: Sentence, at: int, ground: Ground) -> Part | None:
    """Read "this summer", "last winter"."""
    anchor = ground.published_on
    if anchor is None or not sentence.has(at, "season") or not sentence.has(at - 1, "shift"):
        return None
    year = anchor.year + int(sentence.value(at - 1, "shift"))
    one = days.months(year, int(sentence.value(at, "season")), 3, Granularity.SEASON)
    return Part(at - 1, at, one, Anchor.STATEMENT)


def _month_follows(sentence: Sentence, at: int) -> bool:
    for ahead in range(at, min(at + LOOK, len(sentence))):
        if sentence.has(ahead, "month"):
            return True
        if not _filler(sentence, ahead) and day_number(sentence, ahead) is None:
            return False
    return False


def _year(sentence: Sentence, at: int) -> Part | None:
    number = _year_number(sentence, at)
    if number is None or sentence.has(at + 1, "unit"):
        return None
    closed = with_closer(sentence, at)
    if _month_follows(sentence, closed + 1):
        return None  # "2025-ci il 19 oktyabr": the month takes its year
    first, part = _part_of(sentence, at)
    decade = _decade_end(sentence, at)
    if decade > at and number % days.DECADE == 0:
        return Part(first, decade, days.decade(number, part))
    told = closed > at or part is not None or sentence.has(at - 1, "timeprep")
    if not told and not _goes_on_from_year(sentence, at):
        return None
    return Part(first, closed, days.year(number, part))


def _decade_end(sentence: Sentence, at: int) -> int:
    """Return the token that makes a figure a decade ("1990s", "1990's"), `at` for none."""
    for ahead in range(at + 1, min(at + 3, len(sentence))):
        if sentence.starts[ahead] != sentence.ends[ahead - 1]:
            break
        if sentence.words[ahead].lower in ("s", "'s", "’s"):
            return ahead
    return at


def _goes_on_from_year(sentence: Sentence, at: int) -> bool:
    """Whether a year stands behind another: "in 2003 and 2004"."""
    return sentence.has(at - 1, "range") and _year_number(sentence, at - 2) is not None
