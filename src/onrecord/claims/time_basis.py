"""What times are counted from, what one time of a sentence is, and what is read for all kinds."""

import datetime as dt
from dataclasses import dataclass

from onrecord.claims.days import Days
from onrecord.claims.reading import Sentence
from onrecord.model.claim import Anchor


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


def number_at(sentence: Sentence, at: int) -> int | None:
    if not 0 <= at < len(sentence) or not sentence.is_figure(at):
        return None
    written = sentence.words[at].lower
    return int(written) if written.isdecimal() and len(written) <= 4 else None


def part_of(sentence: Sentence, first: int) -> tuple[int, int | None]:
    """Return where "early", "the end of" before a time begins, and which part it says."""
    at = first - 1
    while at > 0 and sentence.sizes[at] == 0:
        at -= 1
    if not sentence.has(at, "part"):
        return first, None
    value = sentence.value(at, "part")
    return (at, int(value)) if value.isdigit() else (first, None)
