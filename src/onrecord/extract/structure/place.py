"""The dateline's place: "WASHINGTON -", "BAKU, 19 October 2020 -", or a header line of its own."""

import re
from collections.abc import Sequence

from onrecord.extract.structure.draft import Draft, Found
from onrecord.model.statement import BlockKind
from onrecord.text.dates import find_dates

NEAR_TOP = 3  # body blocks that can begin with a dateline
FARTHEST = 320  # code points into a block, where a copy ran a subtitle and the dateline together
_WORD = r"[^\W\d_][^\W\d_.’'-]*(?:[.’'-][^\W\d_.’'-]+)*\.?"
_DASH = r"\s*(?:\([^()]{2,30}\)\s*)?(?:[–—]{1,2}|-{1,2}(?=\s|$))"
# In capitals anywhere near the top: nothing else is in capitals and followed by a dash.
_CAPITALS = re.compile(
    r"(?:^|(?<=\s))((?:[A-ZÀ-ÞА-ЯЁԱ-Ֆ]{4,}[.'’]?\s?){1,3}(?:,\s?[A-Z][\w. ]{1,18}?)?)" + _DASH
)
_BEGINS = re.compile(rf"({_WORD}(?: {_WORD}){{0,2}}(?:, {_WORD}(?: {_WORD})?)?){_DASH}")
_LINE = re.compile(rf"{_WORD}(?: {_WORD}){{0,2}}, {_WORD}(?: {_WORD}){{0,2}}")
_ALONE = re.compile(rf"{_WORD}(?:[ -]{_WORD}){{0,2}}(?:, {_WORD}(?: {_WORD}){{0,2}})?")
_LABELS = re.compile(
    r"(?i)\b(?:spokes|secretary|minister|ambassador|representative|part|section|chapter|annex|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|treasury|department|deputy|"
    r"press|release|media|advisory|readout|statement|for immediate|contact|updated?|news|"
    r"remarks|date|published|заявлени|пресс|bəyanat|açıklama|mətbuat|communiqué|بيان|հայտարար)"
)


def place(
    header: Sequence[Draft], body: Sequence[Draft], taken: Draft | None
) -> tuple[str, Found] | None:
    """Return the place a statement is dated from, as printed, and why; None where it has none.

    `taken` is the header line that names the issuer: it is no place.
    """
    texts = [d for d in body if d.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)][: NEAR_TOP + 3]
    for draft in texts:
        found = _dateline(draft)
        if found is not None:
            return found
    for line in header[1:]:
        if line is not taken and (found := _own_line(line)) is not None:
            return found
    return None


def _dateline(draft: Draft) -> tuple[str, Found] | None:
    text = draft.text
    if (match := _CAPITALS.search(text[:FARTHEST])) and not _LABELS.search(match[1]):
        return _found(draft, match.start(1), match[1], "the dateline")
    dates = find_dates(text[:100], limit=1)
    if dates and text[dates[0].end : dates[0].end + 8].lstrip(" .,г)")[:1] in (
        "–",
        "—",
        "-",
        ":",
        "/",
    ):
        before = text[: dates[0].start].rstrip(" ,(:")
        if _ALONE.fullmatch(before) and _is_name(before):
            return _found(draft, 0, before, "the dateline, before its date")
    if (match := _BEGINS.match(text)) and _is_name(match[1]) and len(text) > match.end() + 40:
        return _found(draft, 0, match[1], "the dateline")
    return None


def _own_line(line: Draft) -> tuple[str, Found] | None:
    text = line.text.strip()
    dates = find_dates(text, limit=1)
    if dates and dates[0].end >= len(text) - 3:
        before = text[: dates[0].start].rstrip(" ,:–—-")
        if before and _ALONE.fullmatch(before) and _is_name(before):
            return _found(line, 0, before, "a line of the header, before its date")
    if _LINE.fullmatch(text) and _is_name(text):
        return _found(line, 0, text, "a line of the header")
    return None


def _is_name(words: str) -> bool:
    """Every word begins with a capital or has none in its script; no label of a form."""
    return not _LABELS.search(words) and all(
        word[0].isupper() or not (word[0].isupper() or word[0].islower())
        for word in re.findall(r"[^\W\d_]+", words)
    )


def _found(draft: Draft, start: int, words: str, why: str) -> tuple[str, Found]:
    words = words.rstrip(" ,-–—")
    return words, Found(why, draft, start, start + len(words))
