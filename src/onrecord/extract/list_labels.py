"""The labels of list items written as text: bullets and numbers. Knows no format.

A number at the head of a line is a label only in a row of its like: "19. oktobar 2020" is a date.
"""

import re
from collections.abc import Sequence

# group 1 is the label; the item's words begin at the match's end
BULLET = re.compile(r"(?=([•‣◦▪▫●○■□·∙–—*-]))(?:.[ \t\u00a0]+|[•‣▪●■])(?=\S)")
NUMBERED = re.compile(r"(\(?(?:\d{1,3}[.)]|[a-z]\)|[ivx]{1,4}\)))[ \t\u00a0]+(?=\S)(?!\w+ \d{4}\b)")
_DIGITS = re.compile(r"\d+")


def in_sequence(lines: Sequence[str]) -> frozenset[int]:
    """Return the indices of the lines whose number is a list's label: 1, or one of a row.

    >>> sorted(in_sequence(["19. oktobar", "1. One", "2. Two", "10. Ten"]))
    [1, 2]
    """
    kept: set[int] = set()
    before: tuple[int, int] | None = None  # the line and number of the mark before
    for i, line in enumerate(lines):
        if not line or (line[0].isalpha() and ")" not in line[:5]):
            continue  # most lines of most files
        mark = NUMBERED.match(line.lstrip())
        if mark is None:
            continue
        digits = _DIGITS.search(mark[1])
        number = int(digits[0]) if digits else 1
        if number == 1:
            kept.add(i)
        elif before and number == before[1] + 1:
            kept |= {before[0], i}
        before = i, number
    return frozenset(kept)
