"""Postal addresses in a sentence that asks to write: "Comments should be sent to ..., DC 20220".

Knows nothing of phones. An address ends with its postal code; where an event takes place nobody
is asked to write, and no address is found.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from onrecord.extract.structure.persons import name_of
from onrecord.extract.structure.tables import table
from onrecord.model.statement import ContactKind

LONGEST = 240  # code points from the word that asks to the postal code
_SENTENCE_END = re.compile(r"[^\W\d_]{4}[.!?]\s*[A-Z]")
_NUMBERED = re.compile(r"\d|\b(?:P\.? ?O\.? Box|Room|Suite)\b")


class Posted(NamedTuple):
    """A person or an address at `[start, end)` of a text."""

    start: int
    end: int
    kind: ContactKind


def find_postal(text: str) -> Iterator[Posted]:
    """Yield to whom and where a text asks to write.

    >>> text = "Comments should be sent to Ann Roe, Room 10, 1 Harbour Road, Wexford, VA 20220."
    >>> [text[p.start : p.end] for p in find_postal(text)]
    ['Ann Roe', 'Room 10, 1 Harbour Road, Wexford, VA 20220']
    >>> list(find_postal("WHERE: 1 Harbour Road, Wexford, VA 20220"))
    []
    """
    if (code := _code().search(text)) is None:
        return
    for asks in _asks().finditer(text):
        begin = asks.end()
        while code is not None and code.start() < begin:
            code = _code().search(text, code.end())
        if code is None:
            return
        stretch = text[begin : code.end()]
        if len(stretch) > LONGEST or _SENTENCE_END.search(stretch):
            continue
        name = name_of(stretch)
        if name is not None and stretch.startswith(",", stretch.index(name) + len(name)):
            at = begin + stretch.index(name)
            yield Posted(at, at + len(name), ContactKind.PERSON)
        yield Posted(begin + _first_line(stretch), code.end(), ContactKind.ADDRESS)


def _first_line(stretch: str) -> int:
    """Return where the address begins behind names and offices: at its first part with a number."""
    at = 0
    for part in stretch.split(","):
        if _NUMBERED.search(part):
            break
        at += len(part) + 1
    else:
        return 0
    return at + len(stretch[at:]) - len(stretch[at:].lstrip())


@cache
def _asks() -> re.Pattern[str]:
    return re.compile(table("contacts")["postal"]["asks"], re.IGNORECASE)


@cache
def _code() -> re.Pattern[str]:
    return re.compile(table("contacts")["postal"]["codes"])
