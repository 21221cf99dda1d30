"""Lines of pages to blocks: which lines are one paragraph, what is a heading, item or footnote.

A page says what belongs together by space, size and indent alone. Knows no PDF.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from onrecord.extract.laying import Words, lay
from onrecord.extract.layout import LaidBlock
from onrecord.extract.list_labels import BULLET, NUMBERED, in_sequence
from onrecord.extract.pdf.lines import Line
from onrecord.model.statement import BlockKind

# In font sizes, but for shares. Set on 39 police releases made with Word and on made-up files.
SAME_SIZE = 0.08  # sizes that differ by no more of the larger are one
LARGER = 1.15  # than the body: a heading
LARGER_LINE = 1.08  # than the body: a heading where it is a line or two, and no sentence
SMALLER = 0.93  # than the body: the notes at a page's foot
EXTRA_SPACE = 1.3  # of the usual distance of lines: a paragraph ends
WIDEST_LEADING = 2.6  # lines further apart are never one paragraph
INDENT = 0.9
SLACK = 1.0  # a line that leaves more room than its follower's first word needs has ended
COLUMN = 1.0  # lines that begin no further apart stand in one column
LEAST_LINES = 8  # that begin alike show where a column ends, but for the share that is wider:
WIDEST_SHARE = 0.1  # titles and tables over both columns
SHORT = 0.85  # of the width: a bold line no longer than this is a heading
_ENTRY = re.compile(r"\s*(?:\[\d{1,3}\]|\(\d{1,2}\)\s|https?://)")
_NOTE = re.compile(r"\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}[.)]?\s|[¹²³⁴-⁹*†‡])")
_SENTENCE_END = re.compile(r"[.!?:;։۔؟。][\"'”»’)\]]*\s*\Z")


@dataclass(slots=True)
class _Group:
    """Lines that are one block."""

    lines: list[Line] = field(default_factory=list)
    label: str | None = None
    cut: int = 0  # characters of the first line that are the label
    in_footer: bool = False

    @property
    def last(self) -> Line:
        return self.lines[-1]


@dataclass(slots=True)
class _Usual:
    """What is usual in a file; `columns` are the left and right edges of lines, for each start."""

    body: float  # font size of most characters
    leading: float
    left: float
    right: float
    columns: list[tuple[float, float]]

    def margin(self, line: Line) -> float:
        """Return how far the lines that begin near where this one does reach to the right."""
        near = [
            right for left, right in self.columns if abs(left - line.left) <= COLUMN * self.body
        ]
        return max(near, default=self.right)


def blocks(pages: Sequence[list[Line]]) -> list[LaidBlock]:
    """Return the blocks of the pages in reading order, notes at the pages' feet behind the text."""
    pages = [_in_order(lines) for lines in pages]
    everything = [line for lines in pages for line in lines]
    if not everything:
        return []
    usual = _usual(everything)
    body = usual.body
    numbered = _numbered(everything)
    text: list[_Group] = []
    notes: list[_Group] = []
    for lines in pages:
        above, foot = _split(lines, body)
        if above:
            _join(text, list(_groups(above, usual, numbered)), body)
        notes += _groups(foot, usual, in_footer=True)
    sizes = sorted({_rounded(g.last.size) for g in text if _is_title(g, body)}, reverse=True)
    laid = (_laid(group, usual, sizes) for group in (*text, *notes))
    return [block for block in laid if block is not None]


def _in_order(lines: list[Line]) -> list[Line]:
    """Return lines from top to bottom, but as written where some stand side by side: columns."""
    beside = 0
    rows: dict[int, list[Line]] = {}
    for line in lines:
        row = rows.setdefault(round(line.base / max(line.size, 1)), [])
        beside += any(line.left >= other.right or other.left >= line.right for other in row)
        row.append(line)
    return lines if beside >= 3 else sorted(lines, key=lambda line: (-line.base, line.left))


def _body_size(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[_rounded(line.size)] += len(line.text)
    return sizes.most_common(1)[0][0]


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _usual(lines: Sequence[Line]) -> _Usual:
    body = _body_size(lines)
    gaps = [
        a.base - b.base
        for a, b in pairwise(lines)
        if a.page == b.page and 0.5 * a.size < a.base - b.base < WIDEST_LEADING * a.size
    ]
    counted = Counter(map(_rounded, gaps))
    return _Usual(
        body=body,
        leading=max(counted, key=lambda gap: (counted[gap], -gap)) if counted else 1.2 * body,
        left=min(line.left for line in lines),
        right=max(line.right for line in lines),
        columns=_columns(lines, body),
    )


def _columns(lines: Sequence[Line], body: float) -> list[tuple[float, float]]:
    """Return the edges of the lines that begin where many do, widest first a share left out."""
    starts = Counter(round(line.left / body) for line in lines)
    edges: list[tuple[float, float]] = []
    for start, count in starts.items():
        if count < LEAST_LINES:
            continue
        rights = sorted(line.right for line in lines if round(line.left / body) == start)
        edges.append((start * body, rights[int(len(rights) * (1 - WIDEST_SHARE) - 1e-9)]))
    return edges


def _split(lines: list[Line], body: float) -> tuple[list[Line], list[Line]]:
    """Return a page's text and the notes at its foot: smaller, the first begun by a mark."""
    start = len(lines)
    while start and lines[start - 1].size < SMALLER * body:
        start -= 1
    foot = lines[start:]
    while foot and not _begins_note(foot[0]):
        start, foot = start + 1, foot[1:]
    return (lines[:start], foot) if start else (lines, [])


def _begins_note(line: Line) -> bool:
    raised = bool(line.words.raised) and line.words.raised[0][0] == 0
    return raised or bool(_NOTE.match(line.text))


def _numbered(lines: Sequence[Line]) -> frozenset[int]:
    """Return the ids of the lines whose number is a list's label, counted through all pages."""
    found = in_sequence([line.text for line in lines])
    return frozenset(id(lines[i]) for i in found)


def _groups(
    lines: list[Line],
    usual: _Usual,
    numbered: frozenset[int] = frozenset(),
    *,
    in_footer: bool = False,
) -> Iterator[_Group]:
    group: _Group | None = None
    for line in lines:
        bare = line.text.lstrip()
        mark = NUMBERED.match(bare) if id(line) in numbered else BULLET.match(bare)
        if in_footer:
            mark = None
        starts = mark is not None or (in_footer and _begins_note(line))
        if group and not starts and _goes_on(group, line, usual):
            group.lines.append(line)
            continue
        if group:
            yield group
        cut = len(line.text) - len(bare) + mark.end() if mark else 0
        group = _Group([line], mark[1] if mark else None, cut, in_footer)
    if group:
        yield group


def _goes_on(group: _Group, line: Line, usual: _Usual) -> bool:
    before = group.last
    if not _alike(before, line) or _ENTRY.match(line.text):
        return False
    gap = before.base - line.base
    largest = max(usual.leading * before.size / usual.body, usual.leading)
    if not 0 < gap <= EXTRA_SPACE * largest:
        return False
    if before.size > LARGER * usual.body:
        return True  # a title in two lines is set as its words fall
    indented = group.label is None and line.left - before.left > INDENT * line.size
    if indented and _ended(before, usual):
        return False
    return before.hyphen or not _has_room(before, line, usual)


def _alike(a: Line, b: Line) -> bool:
    return abs(a.size - b.size) <= SAME_SIZE * max(a.size, b.size) and (
        a.bold == b.bold or not _SENTENCE_END.search(a.text)
    )


def _has_room(before: Line, line: Line, usual: _Usual) -> bool:
    """Return whether the next line's first word would have fitted on the line before."""
    words = line.text.split(maxsplit=1)
    width = (line.right - line.left) / max(1, len(line.text)) * (len(words[0]) if words else 0)
    return usual.margin(before) - before.right > width + SLACK * before.size


def _ended(line: Line, usual: _Usual) -> bool:
    return bool(_SENTENCE_END.search(line.text)) or usual.margin(line) - line.right > 3 * line.size


def _join(text: list[_Group], groups: list[_Group], body: float) -> None:
    """Append a page's groups; its first goes on with the page before where that did not end."""
    if text and groups and groups[0].label is None:
        last, first = text[-1], groups[0].lines[0]
        if (
            last.last.hyphen
            or (_alike(last.last, first) and not _SENTENCE_END.search(last.last.text))
        ) and (last.last.size <= LARGER * body and not _ENTRY.match(first.text)):
            last.lines += groups[0].lines
            groups = groups[1:]
    text += groups


def _is_title(group: _Group, body: float) -> bool:
    last = group.last
    is_line = len(group.lines) <= 2 and not _SENTENCE_END.search(last.text)
    return group.label is None and last.size >= (LARGER_LINE if is_line else LARGER) * body


def _laid(group: _Group, usual: _Usual, sizes: list[float]) -> LaidBlock | None:
    words = _words(group)
    if group.in_footer:
        return lay(words, in_footer=True)
    if group.label is not None:
        level = 1 + max(0, round((group.lines[0].left - usual.left) / (3 * usual.body)) - 1)
        return lay(words, BlockKind.POINT, level=level, label=group.label)
    if _is_title(group, usual.body):
        level = min(6, 1 + sizes.index(_rounded(group.last.size)))
        return lay(words, BlockKind.HEADING, level=level)
    if _is_bold_heading(group, usual):
        return lay(words, BlockKind.HEADING, level=min(6, len(sizes) + 1))
    return lay(words)


def _is_bold_heading(group: _Group, usual: _Usual) -> bool:
    """A short line in bold, which ends no sentence, in a text that is not bold itself."""
    line = group.last
    short = line.right - line.left <= SHORT * (usual.right - usual.left)
    return (
        all(line.bold for line in group.lines)
        and len(group.lines) <= 2
        and short
        and any(map(str.isalpha, line.text))
        and not line.text.rstrip().endswith((".", ",", ";"))
    )


def _words(group: _Group) -> Words:
    """Join lines; a word the line's end cut is put together without the hyphen it got."""
    words = _without_label(group.lines[0].words, group.cut)
    for before, line in pairwise(group.lines):
        words.text = words.text.rstrip()
        after = Words(line.text, line.words.links, line.words.raised)
        following = after.text.lstrip()[:1]
        cut = words.text[-1:] in "-\u00ad" and words.text[-2:-1].isalpha() and following.islower()
        if cut and (before.hyphen or words.text[-1] == "\u00ad"):
            words.text = words.text[:-1]
        words.add(after, before="" if cut else " ")
    return words


def _without_label(words: Words, cut: int) -> Words:
    return Words(
        text=words.text[cut:],
        links=[(max(0, s - cut), e - cut, href) for s, e, href in words.links if e > cut],
        raised=[(max(0, s - cut), e - cut) for s, e in words.raised if e > cut],
    )
