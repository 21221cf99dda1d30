"""Blocks as a reader laid them out to drafts: furniture gone, lines parted, points told.

Plain paragraphs that begin with a bullet or a number become points; items that a copy ran
together on one line are parted. Knows nothing of notes, contacts or fields.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from onrecord.extract.layout import LaidBlock
from onrecord.extract.structure.draft import Draft, drafted, part, prefixed
from onrecord.extract.structure.furniture import is_furniture
from onrecord.model.statement import BlockKind

# A bullet is no word and goes; a number is, and stays: "see point 3".
_BULLET = re.compile(r"[•‣◦▪▫●○■□∙➢➤✓✔·]\s*(?=\S)|[-–—*][ \t\u00a0]+(?=\S)|o[ \t]+(?=[A-Z])")
_BULLETS_RUN_ON = re.compile(r"(?<=[\s.;:,])[•‣▪●■➢]\s*(?=\S)")
_NUMBER = re.compile(r"\(?(\d{1,3})[.)][ \t\u00a0]+(?=\S)|\((\d{1,3})\)(?=\S)")
_PADDED = re.compile(r"0\d\.[ \t\u00a0]*(?=\w)")
_LETTER = re.compile(r"\(?([a-hа-еա-եأ-ي]|[ivx]{1,4})\)[ \t\u00a0]+(?=\S)")
_NUMBER_LABEL = re.compile(r"\(?(?:\d{1,3}|[^\W\d_]|[ivxIVX]{1,5})[.)]")
_PADDED_RUN_ON = re.compile(r"(?<=[.:,\s])(\d{2})\.[ \t\u00a0]*(?=[^\W\d])")
_OWN_LINE = re.compile(
    r"[ \t]*(?:[•‣◦▪▫●○■□∙]|\[{1,2}\d{1,3}\]|\d{1,2}/\s|[¹²³⁴-⁹]|\(?\d{1,3}[.)]\s|[-–—]\s)"
)
_RULE = re.compile(r"\s*[_—–‗]{5,}\s*|\s*(?:_\s){5,}_?\s*")
# A heading is a short line without an end: "1. Background".
LONGEST_HEADING = 120


def drafts_of(blocks: Sequence[LaidBlock]) -> list[Draft]:
    """Return the drafts of laid blocks in order, without furniture, points told.

    >>> laid = [LaidBlock(text="• One"), LaidBlock(text="###")]
    >>> [(d.kind.value, d.text) for d in drafts_of(laid)]
    [('point', 'One')]
    """
    parted = [d for block in blocks for d in _parted(drafted(block))]
    _tell_below_rule(parted)
    drafts = [d for d in parted if not is_furniture(d.text)]
    _tell_numbered(drafts)
    return [_pointed(draft) for draft in drafts]


def _tell_below_rule(drafts: Sequence[Draft]) -> None:
    """What stands numbered below a line of underscores is the foot of the text."""
    for i, draft in enumerate(drafts):
        if _RULE.fullmatch(draft.text):
            below = [d for d in drafts[i + 1 :] if not is_furniture(d.text)]
            if below and (_NUMBER.match(_labelled(below[0])) or _OWN_LINE.match(below[0].text)):
                for later in below:
                    later.in_footer = True


def _labelled(draft: Draft) -> str:
    return f"{draft.label} {draft.text}" if draft.label else draft.text


def _parted(draft: Draft) -> Iterator[Draft]:
    """Yield the lines of a block that stand for themselves, and items run together on one line."""
    if draft.kind is BlockKind.TABLE:
        yield draft
        return
    pieces = _lines(draft) if "\n" in draft.text else [draft]
    for piece in pieces:
        yield from _run_on(piece)


def _lines(draft: Draft) -> list[Draft]:
    """Part a block at line feeds if its lines are items, notes or the short lines of a header."""
    text = draft.text
    starts = [0] + [m.end() for m in re.finditer("\n", text)]
    lines = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    short = all(len(line) < LONGEST_HEADING for line in lines)
    if short and draft.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE):
        cuts = starts
    else:
        cuts = [0] + [
            s for s, line in zip(starts[1:], lines[1:], strict=True)
            if _OWN_LINE.match(line) or is_furniture(line.strip())
        ]  # fmt: skip
    parts = [part(draft, a, b) for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    for later in parts[1:]:
        later.label = None
    return [p for p in parts if p.text]


def _run_on(draft: Draft) -> list[Draft]:
    """Part items that follow each other within one paragraph: "... 02. ... 03. ..."."""
    text = draft.text
    cuts: list[int] = []
    if "•" in text[1:] or "●" in text[1:] or "▪" in text[1:]:
        cuts = [m.start() for m in _BULLETS_RUN_ON.finditer(text)]
    elif ". 0" in text or " 01." in text or _PADDED.match(text):
        cuts = _padded_in_row(text)
    if not cuts:
        return [draft]
    edges = [0, *(c for c in cuts if c), len(text)]
    return [p for a, b in itertools.pairwise(edges) if (p := part(draft, a, b)).text]


def _padded_in_row(text: str) -> list[int]:
    """Return where the items "01.", "02." ... begin that count on from each other."""
    cuts: list[int] = []
    expected: int | None = None
    for found in [*filter(None, [_first_padded(text)]), *_PADDED_RUN_ON.finditer(text)]:
        number = int(found[1])
        if (expected is None and number < 10) or number == expected:
            cuts.append(found.start())
            expected = number + 1
    return cuts


def _first_padded(text: str) -> re.Match[str] | None:
    return re.match(r"(0\d)\.\s*(?=\w)", text)


def _tell_numbered(drafts: list[Draft]) -> None:
    """Mark numbered paragraphs as points where the numbers make a row."""
    last_number, last = 0, None
    for i, draft in enumerate(drafts):
        if draft.kind is not BlockKind.PARAGRAPH or draft.label:
            continue
        if _PADDED.match(draft.text) or _LETTER.match(draft.text):
            draft.kind = BlockKind.POINT
            continue
        found = _NUMBER.match(draft.text)
        if found is None or _is_heading(drafts, i):
            continue
        number = int(found[1] or found[2])
        if number == last_number + 1:
            draft.kind = BlockKind.POINT
            if last is not None and number == 2:
                last.kind = BlockKind.POINT
        if number in (1, last_number + 1):
            last_number, last = number, draft
            draft.kind = BlockKind.POINT if number > 1 else draft.kind


def _is_heading(drafts: list[Draft], i: int) -> bool:
    """A short numbered line without an end, followed by a paragraph, heads a section."""
    text = drafts[i].text
    if len(text) > LONGEST_HEADING or text[-1] in ".;:!?։。؟,":
        return False
    following = drafts[i + 1] if i + 1 < len(drafts) else None
    return following is not None and _NUMBER.match(following.text) is None


def _pointed(draft: Draft) -> Draft:
    """Return a draft as a point where it begins with a bullet; a number's label goes before it."""
    if draft.kind is BlockKind.POINT:
        if draft.label and _NUMBER_LABEL.fullmatch(draft.label):
            return prefixed(draft, draft.label + " ")
        if (found := _BULLET.match(draft.text)) is not None:
            return part(draft, found.end(), len(draft.text))
        return draft
    if draft.kind is BlockKind.PARAGRAPH and (found := _BULLET.match(draft.text)):
        pointed = part(draft, found.end(), len(draft.text))
        pointed.kind = BlockKind.POINT
        return pointed
    return draft
