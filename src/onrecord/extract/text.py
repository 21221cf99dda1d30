"""Plain text to blocks: paragraphs, list items, quoted lines, and headers kept line by line.

Plain text says what belongs together only by its line ends, so the one question here is whether
a line end is the author's or the width of a page. Knows nothing of notes, dates or contacts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from onrecord.extract.charset import decode
from onrecord.extract.laying import lay_text
from onrecord.extract.layout import Context, LaidBlock, Layout
from onrecord.extract.list_labels import BULLET, NUMBERED, in_sequence
from onrecord.model.statement import BlockKind

READER = "text/1"

# Lines longer than this are not wrapped by a mailer or typewriter (RFC 5322 2.1.1 wants 78, the
# widest habit met is 100); when more than MOST_LONG of all lines are longer, none is.
WIDEST_WRAP = 100
NARROWEST_WRAP = 50
MOST_LONG = 0.02
# A writer leaves a line early only for a reason; a wrapping program leaves it when the next word
# does not fit. Ragged wrapping by hand gives up to this many characters away.
SLACK = 14

_QUOTED = re.compile(r"(?:>[ \t]?)+")
_RULE = re.compile(r"[\s\-_=*~#.·•—–]+")
_UNDERLINE = re.compile(r"(=|-|~)\1{2,}")
# Notes and addresses that stand under each other are each their own, whatever the width.
_ENTRY = re.compile(r"(\[)\d{1,3}\]|(h)ttps?://|(\()\d{1,2}\)\s")


@dataclass(slots=True)
class Segment:
    """Lines without a mark between them that sets them apart: a paragraph or a list item."""

    lines: list[str]
    kind: BlockKind = BlockKind.PARAGRAPH
    label: str | None = None
    level: int = 0


def read(payload: bytes, context: Context) -> Layout:
    """Return the layout of a plain text file.

    Raises ExtractionError when the bytes are empty or no text.
    """
    decoded = decode(payload, context.charset)
    return Layout(blocks=tuple(blocks(decoded.text)), reader=READER, warnings=decoded.warnings)


def blocks(text: str) -> Iterator[LaidBlock]:
    """Yield the blocks of a plain text, in order.

    >>> [b.text for b in blocks("Embassy of Fjordland\\nOslo\\n\\n1. First.\\n2. Second.")]
    ['Embassy of Fjordland', 'Oslo', 'First.', 'Second.']
    """
    lines = [line.expandtabs(4).rstrip() for line in text.splitlines()]
    width = wrap_width(lines)
    for segment in _segments(lines, width):
        kind, label = segment.kind, segment.label
        for words in _rejoined(segment, width):
            block = lay_text(words, kind, level=segment.level, label=label)
            if block is not None:
                yield block
            if kind is BlockKind.POINT:  # what follows an item unjoined is no item itself
                kind, label = BlockKind.PARAGRAPH, None


def wrap_width(lines: list[str]) -> int:
    """Return the width at which these lines were wrapped, 0 when their ends are the author's.

    >>> wrap_width(["The ministry has received the note of the embassy of the neighbouring",
    ...             "country and will answer it in due course."])
    69
    >>> wrap_width(["Oslo", "19 October 2020"])
    0
    """
    lengths = sorted(len(line) for line in lines if " " in line.strip())
    if not lengths:
        return 0
    widest = lengths[int(len(lengths) * (1 - MOST_LONG) - 1e-9)]
    return widest if NARROWEST_WRAP <= widest <= WIDEST_WRAP else 0


def _segments(lines: list[str], width: int) -> Iterator[Segment]:
    numbered = in_sequence(lines)
    current: Segment | None = None
    for i, line in enumerate(lines):
        if _UNDERLINE.fullmatch(line) and current and len(current.lines) == 1:
            current.kind, current.level = BlockKind.HEADING, 1 if line[0] == "=" else 2
            line = ""
        if _RULE.fullmatch(line) or not line:
            if current:
                yield current
            current = None
            continue
        begun = _begun(line, i in numbered)
        if current and begun is None and _goes_on(current, line, width):
            current.lines.append(line)
            continue
        if current and begun and begun.kind is current.kind is BlockKind.QUOTE:
            current.lines += begun.lines
            continue
        if current:
            yield current
        current = begun or Segment([line])
    if current:
        yield current


def _begun(line: str, numbered: bool) -> Segment | None:
    """Return the segment a line begins by its own mark, if it has one."""
    if quoted := _QUOTED.match(line):
        rest = line[quoted.end() :].rstrip()
        return Segment([rest], BlockKind.QUOTE, None, quoted[0].count(">"))
    bare = line.lstrip()
    level = 1 + (len(line) - len(bare)) // 4
    mark = BULLET.match(bare) or (NUMBERED.match(bare) if numbered else None)
    if mark is None:
        return None
    indent = len(line) - len(bare) + mark.end()
    return Segment([" " * indent + bare[mark.end() :]], BlockKind.POINT, mark[1], level)


def _goes_on(current: Segment, line: str, width: int) -> bool:
    before = current.lines[-1]
    if current.kind is BlockKind.QUOTE or (
        _entry(line) and _entry(line) == _entry(current.lines[0])
    ):
        return False
    indent, was = _indent(line), _indent(before)
    if current.kind is BlockKind.POINT:
        return indent > 0 or (width > 0 and _is_full(before, line, width))
    return not (width and was == 0 and 2 <= indent <= 8)  # an indented line begins a paragraph


def _entry(line: str) -> str | None:
    found = _ENTRY.match(line.lstrip())
    return found[found.lastindex or 0] if found else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _rejoined(segment: Segment, width: int) -> Iterator[str]:
    """Yield the paragraphs of a segment: its lines joined where only a page's width cut them."""
    lines = segment.lines
    if segment.kind is BlockKind.POINT and all(_indent(line) for line in lines):
        yield _joined(lines)  # hanging: all of it is the item
        return
    full = [_is_full(a, b, width) for a, b in pairwise(lines)]
    if not width or 2 * sum(full) <= len(full):  # a header, an address, a verse: line by line
        full = [False] * len(full)
    first = 0
    for i, goes_on in enumerate([*full, False]):
        if not goes_on:
            yield _joined(lines[first : i + 1])
            first = i + 1


def _is_full(line: str, following: str, width: int) -> bool:
    """Return whether the next line's first word would not have fitted on this line."""
    word = following.split(maxsplit=1)[0] if following.strip() else ""
    return 2 * len(line) > width and len(line) + 1 + len(word) > width - SLACK


def _joined(lines: list[str]) -> str:
    """Join wrapped lines; a word cut at its own hyphen is put together with it.

    >>> _joined(["a cease-", "fire and long-", "term peace"])
    'a cease-fire and long-term peace'
    """
    words = lines[0].strip()
    for line in lines[1:]:
        cut = len(words) > 1 and words[-1] in "-\u00ad" and words[-2].isalpha()
        words += ("" if cut and line.lstrip()[:1].islower() else " ") + line.strip()
    return words
