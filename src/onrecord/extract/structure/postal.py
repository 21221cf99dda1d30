"""Postal addresses in a sentence that asks to write: "Comments should be sent to ..., DC 20220".

Knows nothing of phones. An address ends with its postal code or its street; where an event takes
place nobody is asked to write, and no address is found.
"""

import itertools
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from onrecord.extract.structure.persons import name_of
from onrecord.extract.structure.tables import table
from onrecord.model.statement import ContactKind

LONGEST = 300  # code points from the word that asks to the postal code
LONGEST_BEFORE = 120  # code points of an address before the word that says it is one
# An address goes on neither into the next sentence nor past the hour of an event.
_SENTENCE_END = re.compile(r"[^\W\d_]{4}[.!?]\s*[A-Z]|\d:\d\d|\d [ap]\.?m\b")
_NUMBERED = re.compile(r"\d|\b(?:P\.? ?O\.? ?Box|Room|Suite)\b")


# For the quick look.
_AS_ZERO = bytes.maketrans(b"123456789", b"0" * 9)
_ZEROS = b"00000"
_STREET_WORDS = ("Street", "Avenue", "Road", "Ave.")


class Posted(NamedTuple):
    """A person or an address at `[start, end)` of a text."""

    start: int
    end: int
    kind: ContactKind


def find_postal(text: str, *, asked: bool = False) -> Iterator[Posted]:
    """Yield to whom and where a text asks to write; `asked` when the block before it did.

    >>> text = "Comments should be sent to Ann Roe, Room 10, 1 Harbour Road, Wexford, VA 20220."
    >>> [text[p.start : p.end] for p in find_postal(text)]
    ['Ann Roe', 'Room 10, 1 Harbour Road, Wexford, VA 20220']
    >>> text = "Reports may be delivered to the Bank at 33 Harbour Street, 4th floor."
    >>> [text[p.start : p.end] for p in find_postal(text)]
    ['33 Harbour Street, 4th floor']
    >>> list(find_postal("WHERE: 1 Harbour Road, Wexford, VA 20220"))
    []
    """
    begins = [match.end() for match in _asks().finditer(text)]
    begins = [0, *begins] if asked else begins
    for begin, following in itertools.pairwise([*begins, len(text) + 1]):
        end = _end(text, begin)
        if end is None or end > following:
            continue
        stretch = text[begin:end]
        name = name_of(stretch)
        if name is not None and stretch.startswith(",", stretch.index(name) + len(name)):
            start = begin + stretch.index(name)
            yield Posted(start, start + len(name), ContactKind.PERSON)
        yield Posted(begin + _first_line(stretch), end, ContactKind.ADDRESS)
    yield from _before(text)


def may_be_posted(text: str) -> bool:
    """Return whether a text can hold a postal address that is asked for; quickly.

    >>> may_be_posted("to be sent to 1 Harbour Road, Wexford, VA 20220"), may_be_posted("in 2020")
    (True, False)
    """
    if any(word in text for word in _STREET_WORDS):
        return True
    if not text.isascii() and any(word in text for word in _words_behind()):
        return True
    return _ZEROS in text.encode("utf-8", "surrogatepass").translate(_AS_ZERO)


def asks_to_write(text: str) -> bool:
    """Return whether a block ends where an address is to follow in the next.

    >>> asks_to_write("Comments should be sent to:"), asks_to_write("It was sent to the Council.")
    (True, False)
    """
    if not text.endswith(":"):
        return False
    return any(match.end() == len(text) for match in _asks().finditer(text))


def _end(text: str, begin: int) -> int | None:
    """Return where the address ends that begins within reach, None where there is none."""
    stretch = text[begin : begin + LONGEST]
    for pattern in (_code(), _street()):
        match = pattern.search(stretch)
        if match is None or _SENTENCE_END.search(stretch, 0, match.end()):
            continue
        if pattern is _street() or _NUMBERED.search(stretch, 0, match.start()):
            return begin + match.end()  # a code with no number before it is no address's
    return None


def _first_line(stretch: str) -> int:
    """Return where the address begins behind names and offices: at its first part with a number."""
    at = 0
    for part in stretch.split(","):
        if _NUMBERED.search(part):
            break
        at += len(part) + 1
    else:
        return 0
    if street := _street().search(stretch, at):
        room = _NUMBERED.search(stretch, at)
        if room is not None and room.start() == street.start():
            return street.start()  # "to the Bank at 33 Harbour Street"
    return at + len(stretch[at:]) - len(stretch[at:].lstrip())


def _before(text: str) -> Iterator[Posted]:
    """Yield what a word behind an address says to be one, as in Sinhala and Turkish."""
    for match in _says().finditer(text):
        start, end = match.span("address")
        code = _code().search(text, start, end)
        if code is not None and "," not in text[start : code.start()]:
            start = code.start()  # "Letters are sent to AZ1009, Baku, ... 4 ünvanına"
        yield Posted(start, end, ContactKind.ADDRESS)


@cache
def _asks() -> re.Pattern[str]:
    return re.compile(table("contacts")["postal"]["asks"], re.IGNORECASE)


@cache
def _code() -> re.Pattern[str]:
    return re.compile(table("contacts")["postal"]["codes"])


@cache
def _street() -> re.Pattern[str]:
    return re.compile(table("contacts")["postal"]["streets"])


@cache
def _words_behind() -> tuple[str, ...]:
    return tuple(table("contacts")["postal"]["says_behind"])


@cache
def _says() -> re.Pattern[str]:
    """An address with a comma and a number before the word that says so, in one sentence."""
    words = "|".join(_words_behind())
    return re.compile(
        rf"(?:\A|[.!?։:;]\s+)(?P<address>[^.!?։:;@]{{3,{LONGEST_BEFORE}}},[^!?։:;@]{{0,60}}?\d+)"
        rf"[.,]?\s*(?:{words})"
    )
