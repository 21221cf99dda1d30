"""Markers inside the text: which blocks point to which notes.

A marker counts when its note is there ("[1]", "¹", "(1)", "*", a raised figure, a link to a note's
place), or when the text counts its markers on although the copy lost the notes. A bracketed year
or number without a note is no marker.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.extract.structure.draft import Draft
from onrecord.extract.structure.note_list import plain_marker
from onrecord.extract.structure.tables import any_of, table
from onrecord.model.statement import BlockKind

_BRACKET = re.compile(
    r"\[{1,2}\s*((?:\d{1,3}|[ivxl]{1,7}|[*†‡§]{1,3})(?:\s*[,;–-]\s*\d{1,3})*)\s*\]{1,2}"
)
_SUPERSCRIPT = re.compile(r"([⁰¹²³⁴-⁹]+(?:[,،˒][⁰¹²³⁴-⁹]+)*)")
_PAREN = re.compile(r"(?<=[\w.,;:!?\"”’»)%])\s?\(((?:\d{1,3}|[ivx]{1,4})(?:\s*,\s*\d{1,3})*)\)")
_STAR = re.compile(r"(?<=[\w.,;:!?)\"”’»%])\s?(\*{1,4}|[†‡§])(?![\w*])")
_SLASH = re.compile(r"(?<=[^\W\d_]|[.,)\"”%])\s?(\d{1,2}|[a-z]|\*)/(?![\w/])")
# A figure that the copy left of a superscript: "Reserves1", "billion.3", "law.”4".
_FIGURE = re.compile(r"\d+")
_GLUED_BEFORE = re.compile(r"(?:[^\W\d_]{3}[.,;:]?[\"”’)]*|\w\)|[ -]\))\Z")
_GLUED_AFTER = re.compile(r"(?![\w.,%/:-]*\d)(?!\w)")
LONGEST_BEFORE = 10  # code points before a figure that tell a marker
# The same with a space before it, at the end of a short line: "Gold Stock 3".
_ENDS_LINE = re.compile(
    r"(?m)^(?=.{4,60}$).*[^\W\d_]{3}\)? (?<!article )(?<!section )(?<!chapter )(?<!table )"
    r"(?<!figure )(?<!part )(?<!phase )(?<!level )(?<!tier )(?<!step )(?<!annex )(\d{1,2})$",
    re.IGNORECASE,
)
# Such a figure after a sentence's end counts also where its marker stands elsewhere too.
_GLUED_AFTER_END = re.compile(r"[.;,”](?<=[^\W\d_]{4}[.;,”])(\d{1,2})(?=\s|\Z)")
_NOTE_LINK = re.compile(
    r"#.*?(?:ftn|edn|fn|footnote|endnote|note)(?!.*ref)[-_:]*([\divx]+)(?:sym|anc)?\Z",
    re.IGNORECASE,
)
# A text without any of these signs holds no such marker.
_SIGNS = {_BRACKET: "[", _PAREN: "(", _STAR: "*†‡§", _SLASH: "/"}
LONGEST_MARKER = 5  # code points of a linked figure, brackets and all
_UNTIL = re.compile(r"\s*([–-])\s*")


def bind(drafts: Sequence[Draft]) -> None:
    """Set `points_to` of every draft that carries a marker, markers in order, each once."""
    notes = {d.note for d in drafts if d.note is not None}
    text = [d for d in drafts if d.note is None]
    counted_on = _counted_on(text) - notes if any("[" in d.text for d in text) else set()
    if not notes and not counted_on and not any(d.links or d.raised for d in text):
        return
    patterns = _patterns(drafts, notes)
    known = notes or counted_on
    for draft in text:
        if not known and not draft.links and not draft.raised:
            continue
        met = sorted(_met(draft, patterns, notes, counted_on))
        draft.points_to = list(dict.fromkeys(marker for _, marker in met))
    if notes:
        _bind_glued(drafts, notes)


def _patterns(drafts: Sequence[Draft], notes: set[str]) -> list[re.Pattern[str]]:
    """Return the ways of writing markers to look for, given the notes there are."""
    if not notes:
        return [_BRACKET]
    found = [_BRACKET, _SUPERSCRIPT]
    if any(not m.isalnum() for m in notes):
        found.append(_STAR)
    leads = [d.text[:4] for d in drafts if d.note is not None]
    if any("/" in lead for lead in leads):
        found.append(_SLASH)
    if not any(lead.startswith("[") for lead in leads):
        found.append(_PAREN)
        found.append(_see())
    return found


@cache
def _see() -> re.Pattern[str]:
    return any_of(table("notes")["see"], before=r"\b", after=r"\s*(?:no\.?|№)?\s*(\d{1,3})\b")


@cache
def _units() -> re.Pattern[str]:
    return any_of(table("notes")["units"], before=r"(?:^|[\W\d])", after=r"\Z")


def _met(
    draft: Draft, patterns: Sequence[re.Pattern[str]], notes: set[str], counted_on: set[str]
) -> Iterator[tuple[int, str]]:
    """Yield each marker met in a draft with its place."""
    text = draft.text
    for link in draft.links:
        if "#" not in link.href:
            continue
        if (place := _NOTE_LINK.search(link.href)) is not None:
            words = plain_marker(text[link.start : link.end])
            yield link.start, words if words in notes or len(words) in (1, 2, 3) else place[1]
        elif link.href[:1] == "#" and link.end - link.start <= LONGEST_MARKER:
            words = plain_marker(text[link.start : link.end])
            if words.isdigit() and words in notes:
                yield link.start, words
    for start, end in draft.raised:
        for marker in _several(text[start:end]):
            if marker in notes and start:
                yield start, marker
    for pattern in patterns:
        yield from _written(text, pattern, notes, counted_on)


def _written(
    text: str, pattern: re.Pattern[str], notes: set[str], counted_on: set[str]
) -> Iterator[tuple[int, str]]:
    """Yield each marker that is written as this pattern has it, with its place."""
    signs = _SIGNS.get(pattern)
    if signs and not any(sign in text for sign in signs):
        return
    for found in pattern.finditer(text):
        if pattern is _SUPERSCRIPT and _units().search(text, 0, found.start()):
            continue
        for marker in _several(found[1]):
            if marker in notes or (pattern is _BRACKET and marker in counted_on):
                yield found.start(1), marker


def _several(words: str) -> Iterator[str]:
    """Yield the markers written together: "1, 2", "1-3".

    >>> list(_several("1, 3-5")), list(_several("¹"))
    (['1', '3', '4', '5'], ['1'])
    """
    for piece in re.split(r"[,;،]", plain_marker(words)):
        ends = [e.strip() for e in _UNTIL.split(piece.strip())]
        if len(ends) == 3 and ends[0].isdigit() and ends[2].isdigit():
            first, last = int(ends[0]), int(ends[2])
            yield from map(str, range(first, min(last, first + 20) + 1))
        elif ends[0]:
            yield ends[0]


def _counted_on(drafts: Sequence[Draft]) -> set[str]:
    """Return markers whose notes are lost: [1], [2], ... counted on from one at least to two."""
    expected = 1
    for draft in drafts:
        if "[" not in draft.text:
            continue
        for found in _BRACKET.finditer(draft.text):
            if found.start() and found[1] == str(expected):
                expected += 1
    return {str(n) for n in range(1, expected)} if expected > 2 else set()


def _bind_glued(drafts: Sequence[Draft], notes: set[str]) -> None:
    """Bind notes nothing points to by the bare figures that stand where their markers stood."""
    for draft in drafts:
        if draft.note is None and draft.kind is not BlockKind.CONTACT:
            for found in _GLUED_AFTER_END.finditer(draft.text):
                if found[1] in notes and found[1] not in draft.points_to:
                    draft.points_to.append(found[1])
    bound = {m for d in drafts for m in d.points_to}
    lost = {m for m in notes - bound if m.isdigit()}
    if not lost:
        return
    for draft in drafts:
        if draft.note is not None or draft.kind is BlockKind.CONTACT:
            continue
        ends = (found[1] for found in _ENDS_LINE.finditer(draft.text))
        for marker in (*_glued(draft.text), *ends):
            if marker in lost and marker not in draft.points_to:
                draft.points_to.append(marker)


def _glued(text: str) -> Iterator[str]:
    """Yield the figures that hang on a word: each is looked at, which is quicker than a search.

    >>> list(_glued("Reserves1 of 12 million.3 in 2004, “law.”4"))
    ['1', '3', '4']
    """
    for figure in _FIGURE.finditer(text):
        start, end = figure.span()
        if end - start > 2 or not _GLUED_AFTER.match(text, end):
            continue
        if _GLUED_BEFORE.search(text, max(0, start - LONGEST_BEFORE), start):
            yield figure[0]
