"""The one form of a text: NFC, plain spaces, nothing invisible, with a map to the original.

Blocks, spans and digests all rest on it, so it is idempotent, and changing it is a change of the
rules version. Knows no language: what a joiner means is told by the script beside it.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

# Characters that show nothing: C0 and C1 controls that are no white space, soft hyphen, bidi
# controls and isolates (Unicode Standard Annex 9), zero-width space, word joiner, invisible
# operators, byte order mark, interlinear marks, Mongolian vowel separator.
_CONTROLS = r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_INVISIBLE = (
    _CONTROLS + r"\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
)
_JOINERS = r"\u200c\u200d"
# Scripts in which a joiner changes the letters (The Unicode Standard, 23.2): Arabic, Syriac, N'Ko,
# the Indic and South-East Asian scripts; and emoji sequences. Elsewhere it is left-over markup.
_JOINED = re.compile(
    r"[\u0600-\u0605\u0610-\u061b\u061d-\u08ff\u0900-\u109f\u1780-\u180d\u180f-\u18af"
    r"\ua840-\ua8ff\ufb50-\ufdff\ufe0f\ufe70-\ufefc\u2190-\u2bff\U0001f000-\U0001faff]"
)
_LINE_ENDS = r"\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029"

_ODD = re.compile(rf"[{_INVISIBLE}{_JOINERS}\ud800-\udfff]+")
_LINE_END = re.compile(rf"[{_LINE_ENDS}]")
# What can differ from its normalised form apart from composition: runs of white space and odd
# characters, but not a lone plain space between others, which is most of them.
_RUN = re.compile(rf"[\s{_INVISIBLE}{_JOINERS}\ud800-\udfff]+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_JOINER = re.compile(rf"[{_JOINERS}]")
_CLUSTER = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]")


def normalise(text: str, *, keep_newlines: bool = False) -> str:
    """Return the text in NFC, white space folded to one space and trimmed, invisibles dropped.

    Joiners stay where the script needs them (Persian, Sinhala, emoji). A lone surrogate becomes
    U+FFFD. With `keep_newlines` a run of white space that holds a line end becomes one line feed.

    >>> normalise("  Bakı\\u00a0– 19\\u202foktyabr\\r\\n2020 ")
    'Bakı – 19 oktyabr 2020'
    >>> normalise("cease\\u00adfire\\u200b, cafe\\u0301")
    'ceasefire, café'
    >>> normalise("می\\u200cشود") == "می\\u200cشود"
    True
    >>> normalise("one \\r\\n\\r\\n two", keep_newlines=True)
    'one\\ntwo'
    """
    if not text.isascii() or not text.isprintable():
        text = _ODD.sub(_without_odd, text)
    if keep_newlines:
        lines = (" ".join(line.split()) for line in text.splitlines())
        text = "\n".join(line for line in lines if line)
    else:
        text = " ".join(text.split())
    return unicodedata.normalize("NFC", text)


def _without_odd(match: re.Match[str]) -> str:
    run = match[0]
    faulty = len(_SURROGATE.findall(run))
    if faulty:
        return "\ufffd" * faulty
    return _kept_joiner(run, match.string, match.start(), match.end())


def _kept_joiner(run: str, text: str, start: int, end: int) -> str:
    """Return the run's first joiner if the characters on both sides belong to a joining script."""
    joiner = _JOINER.search(run)
    if joiner is None or start == 0 or end == len(text):
        return ""
    return joiner[0] if _JOINED.match(text, start - 1) and _JOINED.match(text, end) else ""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A normalised text and where each of its code points came from.

    `starts[i]`, `ends[i]` bound the original code points that became `text[i]`. Both rise.
    """

    text: str
    starts: "array[int]"
    ends: "array[int]"

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original behind `text[start:end]`.

        >>> mapped = normalise_mapped("a \\u00a0 cafe\\u0301 b")
        >>> mapped.text[2:6], mapped.to_original(2, 6)
        ('café', (4, 9))
        """
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else self._original_end()
            return at, at
        return self.starts[start], self.ends[end - 1]

    def from_original(self, start: int, end: int) -> tuple[int, int]:
        """Return the smallest span of `text` that covers what `[start, end)` became.

        >>> normalise_mapped("a \\u00a0 cafe\\u0301 b").from_original(4, 9)
        (2, 6)
        """
        first = bisect_right(self.ends, start)
        last = bisect_left(self.starts, end)
        return first, max(first, last)

    def _original_end(self) -> int:
        return self.ends[-1] if self.ends else 0


def normalise_mapped(text: str, *, keep_newlines: bool = False) -> Mapped:
    """Return `normalise(text)` with the map of its code points to the original's.

    >>> mapped = normalise_mapped("x\\u00ad y")
    >>> mapped.text, list(mapped.starts), list(mapped.ends)
    ('x y', [0, 1, 3], [1, 3, 4])
    """
    out: list[str] = []
    starts, ends = array("L"), array("L")
    at = 0
    for match in _RUN.finditer(text):
        start, end = match.span()
        if match[0] == " " and start > 0 and end < len(text):
            continue
        _copy(text, at, start, out, starts, ends)
        for piece, lower, upper in _replacement(match, keep_newlines):
            out.append(piece)
            starts.append(lower)
            ends.append(upper)
        at = end
    _copy(text, at, len(text), out, starts, ends)
    return _composed("".join(out), starts, ends)


def _copy(
    text: str, start: int, end: int, out: list[str], starts: "array[int]", ends: "array[int]"
) -> None:
    if start < end:
        out.append(text[start:end])
        starts.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))


def _replacement(match: re.Match[str], keep_newlines: bool) -> list[tuple[str, int, int]]:
    """Return what a run of white space and odd characters becomes: pieces with their spans."""
    start, end = match.span()
    run = match[0]
    if _SURROGATE.search(run):
        return _around_surrogates(match, keep_newlines)
    if not any(map(str.isspace, run)):
        kept = _kept_joiner(run, match.string, start, end)
        return [(kept, start, end)] if kept else []
    return _space(run, start, end, keep_newlines, len(match.string))


def _space(
    run: str, start: int, end: int, keep_newlines: bool, length: int
) -> list[tuple[str, int, int]]:
    if start == 0 or end == length:
        return []
    return [("\n" if keep_newlines and _LINE_END.search(run) else " ", start, end)]


def _around_surrogates(match: re.Match[str], keep_newlines: bool) -> list[tuple[str, int, int]]:
    """A surrogate becomes a visible character, so the white space on its sides is kept apart."""
    pieces: list[tuple[str, int, int]] = []
    at = match.start()
    for faulty in _SURROGATE.finditer(match.string, match.start(), match.end()):
        pieces += _gap(match.string, at, faulty.start(), keep_newlines)
        pieces.append(("\ufffd", faulty.start(), faulty.end()))
        at = faulty.end()
    return pieces + _gap(match.string, at, match.end(), keep_newlines)


def _gap(text: str, start: int, end: int, keep_newlines: bool) -> list[tuple[str, int, int]]:
    run = text[start:end]
    if not any(map(str.isspace, run)):
        return []
    return _space(run, start, end, keep_newlines, len(text))


def _composed(text: str, starts: "array[int]", ends: "array[int]") -> Mapped:
    """Compose to NFC cluster by cluster, so that a composed letter maps to all its parts."""
    if unicodedata.is_normalized("NFC", text):
        return Mapped(text, starts, ends)
    out: list[str] = []
    new_starts, new_ends = array("L"), array("L")
    for first, last in _clusters(text):
        piece = text[first:last]
        composed = unicodedata.normalize("NFC", piece)
        out.append(composed)
        if composed == piece:
            new_starts.extend(starts[first:last])
            new_ends.extend(ends[first:last])
        else:
            new_starts.extend([starts[first]] * len(composed))
            new_ends.extend([ends[last - 1]] * len(composed))
    return Mapped("".join(out), new_starts, new_ends)


def _clusters(text: str) -> list[tuple[int, int]]:
    """Return spans that normalise alone: a character with the marks or jamo that may join it."""
    spans: list[tuple[int, int]] = []
    for match in _CLUSTER.finditer(text):
        start, end = match.span()
        if spans and _may_join(match[0]):
            spans[-1] = spans[-1][0], end
        elif end - start > 1:  # a run of ASCII: only its last character can take a mark
            spans += [(start, end - 1), (end - 1, end)]
        else:
            spans.append((start, end))
    return spans


def _may_join(piece: str) -> bool:
    return not piece.isascii() and (
        unicodedata.category(piece)[0] == "M" or "\u1160" <= piece <= "\u11ff"
    )
