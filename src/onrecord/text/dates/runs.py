"""Runs of digits in a text and what stands around them: what all forms of dates begin with."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.text.dates.vocabulary import Vocabulary, fold, words

_RUN = re.compile(r"\d+")
_LOOK_BACK = 28  # code points: the longest month name, an ordinal and a joining word
_JOINED = re.compile(r"\s*[-‐‑–—/&]\s*$")
_LAST_WORD = re.compile(r"([^\W\d_]+)\s*$")
_GOES_ON = re.compile(r"\s*[-–—/]\s*\d{1,2}(?!\d)|:\d|[.,]\d")


class Run(NamedTuple):
    """A run of decimal digits of any script."""

    start: int
    end: int
    value: int  # -1 when it has more than four digits: no part of a date

    @property
    def digits(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date printed in a text at `[start, end)`, in code points.

    `why` says how it was read. `ambiguous` means that day and month could be exchanged and only
    a custom decided.
    """

    start: int
    end: int
    date: dt.date
    why: str
    ambiguous: bool = False


def digit_runs(text: str) -> list[Run]:
    return [
        Run(m.start(), m.end(), int(m[0]) if m.end() - m.start() <= 4 else -1)
        for m in _RUN.finditer(text)
    ]


def stands_alone(text: str, start: int) -> bool:
    """Tell whether a figure begins a date: no letter, number or sign hangs on its left."""
    if start == 0:
        return True
    before = text[start - 1]
    if before.isalnum() or before in "/_+#№$€£₽₺₼@%=":
        return False
    if before in ".,:-‐‑–":
        return start < 2 or not text[start - 2].isalnum()
    return True


def goes_on(text: str, end: int) -> bool:
    """Tell whether a day's figure is the first of a range, a time or a decimal number."""
    return _GOES_ON.match(text, end) is not None


def ends_range(text: str, start: int, known: Vocabulary) -> bool:
    """Tell whether what begins at `start` is the second end of "19 - 20" or "19 October to 2"."""
    before = text[max(0, start - _LOOK_BACK) : start]
    joined = _JOINED.search(before)
    if joined is None:
        last = _LAST_WORD.search(before)
        if last is None or fold(last[1]) not in known.ranges:
            return False
        before = before[: last.start()]
    else:
        before = before[: joined.start()]
    left = words(before)
    while left and left[-1] in known.after_day and len(left) > 1:
        left.pop()
    if not left:
        return False
    return _is_day(left[-1], known) or left[-1] in known.months


def _is_day(word: str, known: Vocabulary) -> bool:
    figure = _RUN.match(word)
    if figure is None or figure.end() > 2:
        return False
    return word[figure.end() :] in known.after_day or figure.end() == len(word)
