"""One time at one token of a sentence: a date, a relative day, a counted span, a season, a year."""

import datetime as dt
from dataclasses import dataclass

from onrecord.claims import days
from onrecord.claims.counted_times import unit_of_time
from onrecord.claims.days import Days
from onrecord.claims.reading import Sentence
from onrecord.claims.time_basis import Ground, Part, number_at, part_of
from onrecord.model.claim import Anchor, Granularity

LOOK = 3  # tokens between the parts of one date
_CENTURY, _LAST_CENTURY = 100, 1900
_AHEAD = frozenset(("by", "through"))
_HEAD = 3  # tokens at which a sentence still begins
_HYPHENS = frozenset("-–‐‑—'’")  # what ties an ending to a figure


def part_at(sentence: Sentence, at: int, ground: Ground, taken: int) -> Part | None:
    cats = sentence.cats[at]
    if "month" in cats:
        return _month(sentence, at, ground, taken)
    if "relday" in cats:
        return _relative_day(sentence, at, ground)
    if "weekday" in cats:
        return _weekday(sentence, at, ground)
    if "timeunit" in cats:
        return unit_of_time(sentence, at, ground, taken)
    if "vaguetime" in cats:
        return Part(at, at + sentence.sizes[at] - 1, days.UNKNOWN, Anchor.STATEMENT)
    if "season" in cats or "quarter" in cats or "half" in cats:
        return _season(sentence, at, ground)
    return _year(sentence, at) if sentence.is_figure(at) else None


def day_number(sentence: Sentence, at: int) -> int | None:
    number = number_at(sentence, at)
    return number if number is not None and 1 <= number <= 31 else None


def _year_number(sentence: Sentence, at: int) -> int | None:
    number = number_at(sentence, at)
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
        begin, part = part_of(sentence, first)
        return Part(begin, last, days.month(year, month, part), Anchor.STATEMENT)
    one = days.day(year, month, number_at(sentence, day_at) or 1)
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
    day_number = 1 if found.day_at is None else number_at(sentence, found.day_at) or 1
    anchor = Anchor.NONE
    if found.year_at is not None:
        year = number_at(sentence, found.year_at) or 0
    elif ground.published_on is not None:
        named = (found.month, day_number)
        future = ground.future or _looks_ahead(sentence, found.first)
        year = days.nearest_year(ground.published_on, *named, future=future)
        anchor = Anchor.STATEMENT
    else:
        return None
    if found.day_at is None:
        first, part = part_of(sentence, found.first)
        return Part(first, found.last, days.month(year, found.month, part), anchor)
    one = days.day(year, found.month, day_number)
    return Part(found.first, found.last, one, anchor) if one else None


def _looks_ahead(sentence: Sentence, first: int) -> bool:
    """Whether a word before a date says that it is to come: "by 5 May", "through October"."""
    return first > 0 and sentence.words[first - 1].lower in _AHEAD


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
    year = number_at(sentence, year_at) or 0
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
    number = _year_number(sentence, at) or _short_decade(sentence, at)
    if number is None or sentence.has(at + 1, "unit"):
        return None
    closed = with_closer(sentence, at)
    if _month_follows(sentence, closed + 1):
        return None  # "2025-ci il 19 oktyabr": the month takes its year
    first, part = part_of(sentence, at)
    decade = _decade_end(sentence, at)
    if decade > at and number % days.DECADE == 0:
        return Part(first, decade, days.decade(number, part))
    told = closed > at or part is not None or sentence.has(at - 1, "timeprep")
    if not told and not _goes_on_from_year(sentence, at):
        return None
    return Part(first, closed, days.year(number, part))


def _short_decade(sentence: Sentence, at: int) -> int | None:
    """Return the first year of "the early 90's"."""
    number = number_at(sentence, at)
    if number is None or number >= _CENTURY or number % days.DECADE or number < 2 * days.DECADE:
        return None
    return _LAST_CENTURY + number if _decade_end(sentence, at) > at else None


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
