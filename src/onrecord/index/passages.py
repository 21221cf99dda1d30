"""The passages of a text that show best how it answers a query."""

import re
from collections import Counter
from collections.abc import Sequence

from onrecord.index.mark import Mark
from onrecord.model.search import Snippet

WIDTH = 220  # code points: about three lines of a terminal, as engines commonly show
_SPACE = re.compile(r"\s")
_LEAD = 3  # a third of the room left stands before the first mark


def passages(text: str, marks: Sequence[Mark], most: int) -> tuple[Snippet, ...]:
    """Return at most so many passages, in the order of the text, none overlapping.

    Passages with most of the query's parts, and of the rarer ones, are chosen. Without a mark
    it is how the text begins.
    """
    if most <= 0 or not text.strip():
        return ()
    if not marks:
        start = len(text) - len(text.lstrip())
        return (Snippet(text[slice(*_bounds(text, start, start, 0, len(text)))]),)
    chosen: list[tuple[int, int]] = []
    for first, last in _best_windows(marks):
        if len(chosen) == most:
            break
        window = _room(text, marks[first].start, marks[last].end, chosen)
        if window is not None:
            chosen.append(window)
    return tuple(_snippet(text, start, end, marks) for start, end in sorted(chosen))


def _best_windows(marks: Sequence[Mark]) -> list[tuple[int, int]]:
    """Return (first mark, last mark) of the windows that fit a passage, best first."""
    weight = {part: count**-0.5 for part, count in Counter(m.part for m in marks).items()}
    inside = dict.fromkeys(weight, 0)
    scored = []
    score = 0.0
    last = -1
    for first, mark in enumerate(marks):
        while last + 1 < len(marks) and (
            last < first or marks[last + 1].end - mark.start <= WIDTH - WIDTH // 10
        ):
            last += 1
            part = marks[last].part
            score += 0.0 if inside[part] else weight[part]
            inside[part] += 1
        # What sums and differences leave over must not decide between equals.
        scored.append((round(-score - (last - first) / 1000, 9), first, last))
        inside[mark.part] -= 1
        score -= 0.0 if inside[mark.part] else weight[mark.part]
    return [(first, last) for _, first, last in sorted(scored)]


def _room(text: str, start: int, end: int, taken: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the bounds of a passage around [start, end) that touches none of those taken."""
    low = max((stop for _, stop in taken if stop <= start), default=0)
    high = min((begin for begin, _ in taken if begin >= end), default=len(text))
    if any(begin < end and start < stop for begin, stop in taken):
        return None
    return _bounds(text, start, end, low, high)


def _bounds(text: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    """Widen [start, end) to a passage: whole words, within its paragraph where that has room."""
    spare = max(WIDTH - (end - start), 0)
    begin = max(start - spare // _LEAD, low)
    line = text.rfind("\n", begin, start)
    if line >= 0:
        begin = line + 1
    elif begin > low and not text[begin - 1].isspace():
        begin = _next_word(text, begin, start)
    stop = min(max(begin + WIDTH, end), high)
    line = text.find("\n", end, stop)
    if line > end:
        stop = line
    elif stop < high and not text[stop].isspace():
        stop = _last_word(text, end, stop)
    while begin < start and text[begin].isspace():
        begin += 1
    while stop > end and text[stop - 1].isspace():
        stop -= 1
    return begin, stop


def _next_word(text: str, begin: int, start: int) -> int:
    space = _SPACE.search(text, begin, start)
    return space.start() if space else begin


def _last_word(text: str, end: int, stop: int) -> int:
    """Return where the last space after `end` stands; `stop` without one."""
    after = text[end + 1 : stop]
    before = after.rstrip()
    if len(before) < len(after):
        return stop - 1
    word = before.split()[-1:]
    return stop - len(word[0]) - 1 if word and len(word[0]) < len(after) else stop


def _snippet(text: str, start: int, end: int, marks: Sequence[Mark]) -> Snippet:
    shown = [(m.start - start, m.end - start) for m in marks if start <= m.start and m.end <= end]
    return Snippet(text[start:end], tuple(shown))
