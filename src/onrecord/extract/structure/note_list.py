"""The list of notes: which blocks hold a note, and under which marker.

A block is a note by its lead ("[1]", "1/", "¹", "Note 1:", "*") and by what stands around it: a
heading of notes before it, a back link, or its marker in the text above. Knows nothing of URLs.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.extract.structure.draft import Draft, part
from onrecord.extract.structure.note_places import address_list, jumped_to
from onrecord.extract.structure.tables import any_of, folded, table
from onrecord.model.statement import BlockKind

_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 3)
_BRACKET = re.compile(r"\[{1,2}\s*(\d{1,3}|[ivxl]{1,7}|[*†‡§]{1,3})\s*\]{1,2}[.:]?\s*")
_RAISED = re.compile(r"([⁰¹²³⁴-⁹]+)\s*")
_SLASH = re.compile(r"(\d{1,2}|[a-z]|\*)/\s*(?=\D)")
_STAR = re.compile(r"(\*{1,4}|[†‡§])\s*(?=[\w\"“(])")
_PAREN = re.compile(r"\((\d{1,3}|[ivx]{1,4})\)\s*(?=\S)")
_DOT = re.compile(r"(\d{1,3})(?:[.)]\s*|\s+)(?=[^\W\d_]|[\"“«(]|https?:)")
_NOTE_PLACE = re.compile(
    r"(?:^|[-_])_{0,2}(?:ftn|edn|fn|sdfootnote|sdendnote|footnote|endnote|note|cite_note)"
    r"[-_:]*([\divx]+)(?:sym|anc)?\Z"
)
_GLUED = re.compile(r"(\d{1,3})\s*(?=https?://|www\.|[^\W\d_]|[“\"(])")
_NOTE_TARGET = re.compile(r"#_{0,2}(?:ftn|edn|fn|footnote|endnote|note)[-_:]*(\d+)\Z")
_RUN_ON = re.compile(r"(?<=\s)\[{1,2}(\d{1,3})\]{1,2}\s*(?=\S)|(?<=[.\s])\[(\d{1,3})\]\s*(?=[A-Z])")
_RUN_ON_DOT = re.compile(r"(?<=[.;] )(\d{1,3})\.\s+(?=[A-Z])|(?<=[a-z]\.)(\d{1,2})\.\s+(?=[A-Z])")
# Stars around words are print, not a note's: "*Conclusion *In conclusion".
_DECORATED = re.compile(r"(\*{1,3})[^*\n]{1,80}\1")
_BACK = re.compile(r"#_{0,2}(?:ftn|edn|fn|footnote|endnote|note)[-_:]*_?ref[-_:]*(\d{1,3})\Z")
LATEST_LEAD = 3  # code points into a block at which its note's marker can begin
_INLINE_STYLE = {
    "bracket": re.compile(r"\S\s?\[{1,2}(\d{1,3}|[ivxl]{1,7}|[*†‡§]{1,3})\]{1,2}"),
    "paren": re.compile(r"\S\s?\((\d{1,3}|[ivx]{1,4})\)"),
    "slash": re.compile(r"[\w.,)](\d{1,2}|[a-z]|\*)/(?!\w)"),
    "star": re.compile(r"[\w.,;:)\"”’%](\*{1,4}|[†‡§])(?!\w)"),
    "raised": re.compile(r"\S([⁰¹²³⁴-⁹]+)"),
}


@dataclass(frozen=True, slots=True)
class Lead:
    """What a block begins with: a style of note, its marker, and where the note's words begin."""

    style: str
    marker: str
    end: int


def plain_marker(words: str) -> str:
    """Return a marker as it is kept: digits of ASCII, no brackets.

    >>> plain_marker("¹²"), plain_marker("[iv]"), plain_marker("(٣)")
    ('12', 'iv', '3')
    """
    return words.translate(_DIGITS).strip("[]()/. \t")


def note_list(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with notes marked: kind note, `note` the marker; run-on notes parted."""
    drafts = [piece for draft in drafts for piece in _part_back_links(draft, drafts)]
    leads = [_lead(d) for d in drafts]
    for i, (marker, begins) in jumped_to(drafts).items():
        leads[i] = leads[i] or Lead("anchor", marker, begins)
    heading = _heading_index(drafts)
    addresses = address_list(drafts)
    if heading is None and not any(leads) and not addresses and not any(d.links for d in drafts):
        return drafts
    inline = _Inline(drafts, leads)
    linked, last_linked = _linked(drafts)
    kept: list[Draft] = []
    for i, (draft, lead) in enumerate(zip(drafts, leads, strict=True)):
        headed = (heading is not None and i > heading) or i in addresses
        if lead is None and (headed or draft.in_footer):
            lead = _loose_lead(draft)
        found = _GLUED.match(draft.text) if lead is None and i > last_linked else None
        if found is not None and found[1] in linked:
            lead = Lead("anchor", found[1], found.end())
        if lead is None or not _is_note(lead, i, headed or draft.in_footer, inline):
            kept.append(draft)
        else:
            kept += _notes(draft, lead)
    _gather_series(kept)
    _gather_continuations(kept)
    return kept


def _part_back_links(draft: Draft, drafts: Sequence[Draft]) -> list[Draft]:
    """Part a block where a note's link back to the text stands within it.

    At the block's end such a link is a marker whose target was mistaken; so is one whose note
    stands elsewhere.
    """
    for link in draft.links:
        back = _BACK.search(link.href) if link.start > LATEST_LEAD else None
        if back is None:
            continue
        own = re.compile(rf"\W{{0,3}}{back[1]}\b")
        if link.end < len(draft.text) - LATEST_LEAD and not any(own.match(d.text) for d in drafts):
            first, rest = part(draft, 0, link.start), part(draft, link.start, len(draft.text))
            first.anchors, rest.label = (), None
            return [first, rest] if first.text else [rest]
        draft.anchors = ()
    return [draft]


def _gather_series(drafts: list[Draft]) -> None:
    """A second series that begins at 1 right before the notes holds notes, too."""
    for i in range(len(drafts) - 1, 0, -1):
        before, draft = drafts[i - 1], drafts[i]
        if draft.note != "1" or before.note is not None or before.kind is BlockKind.TABLE:
            continue
        lead = _loose_lead(before)
        if lead is not None and lead.marker == "1" and _loose_lead(draft) is not None:
            drafts[i - 1 : i] = _notes(before, lead)


def _linked(drafts: Sequence[Draft]) -> tuple[set[str], int]:
    """Return the markers that are links to notes, and the last draft that has one."""
    markers: set[str] = set()
    last = len(drafts)
    for i, draft in enumerate(drafts):
        for link in draft.links:
            if found := _NOTE_TARGET.search(link.href):
                markers.add(found[1])
                last = i
    return markers, last


def _lead(draft: Draft) -> Lead | None:
    text = draft.text
    if draft.anchors and (marker := _anchored(draft)):
        found = _BRACKET.match(text) or _PAREN.match(text) or _DOT.match(text)
        return Lead("anchor", marker, found.end() if found else 0)
    if draft.raised and draft.raised[0][0] == 0 and (words := text[: draft.raised[0][1]]):
        marker = plain_marker(words)
        if marker.isdigit() or marker in ("*", "**", "†", "‡"):
            return Lead("raised", marker, draft.raised[0][1])
    if text[0] in "[¹²³⁴⁵⁶⁷⁸⁹*†‡§(" or text[0].isdigit() or text[1:2] == "/":
        return _written_lead(text)
    if draft.kind is not BlockKind.HEADING and (found := _word_lead().match(text)):
        return Lead("word", plain_marker(found[1]), found.end())
    return None


def _written_lead(text: str) -> Lead | None:
    for style, pattern in (
        ("bracket", _BRACKET),
        ("raised", _RAISED),
        ("slash", _SLASH),
        ("star", _STAR),
        ("paren", _PAREN),
    ):
        if found := pattern.match(text):
            if style == "star" and _DECORATED.match(text):
                return None
            return Lead(style, plain_marker(found[1]), found.end())
    return None


def _loose_lead(draft: Draft) -> Lead | None:
    """A number that is a note's only because it stands among notes."""
    found = _DOT.match(draft.text)
    return Lead("dot", found[1], found.end()) if found else None


def _anchored(draft: Draft) -> str | None:
    """Return the marker of the note whose place a draft is; None for a text that holds several."""
    places = (_NOTE_PLACE.search(name) for name in draft.anchors if "ref" not in name)
    markers = dict.fromkeys(place[1] for place in places if place)
    if len(markers) > 1 and not _BRACKET.match(draft.text) and not draft.text[0].isdigit():
        return None
    return next(iter(markers), None)


@cache
def _word_lead() -> re.Pattern[str]:
    return any_of(
        table("notes")["words"], after=r"\s*(?:no\.?|№|#)?\s*([\d٠-٩۰-۹]{1,3})\s*[.:)–—-]\s*"
    )


@cache
def _headings() -> re.Pattern[str]:
    return any_of(table("notes")["headings"])


def _heading_index(drafts: Sequence[Draft]) -> int | None:
    """Return the last block that is nothing but the heading of a note list."""
    for i in range(len(drafts) - 2, -1, -1):
        text = drafts[i].text
        short = len(text) < 40 and drafts[i].kind is not BlockKind.TABLE
        if short and _headings().fullmatch(folded(text)):
            return i
    return None


class _Inline:
    """Where each marker first stands within the text, by style."""

    def __init__(self, drafts: Sequence[Draft], leads: Sequence[Lead | None]) -> None:
        self.count = len(drafts)
        self.first: dict[tuple[str, str], int] = {}
        self.leads = leads
        self._longest_after = _longest_after(drafts, leads)
        wanted = {lead.style for lead in leads if lead}
        for style in wanted & set(_INLINE_STYLE):
            self._scan(style, drafts, leads)
        for i, draft in enumerate(drafts):
            for start, end in draft.raised:
                if start:
                    self.first.setdefault(("raised", plain_marker(draft.text[start:end])), i)

    def _scan(self, style: str, drafts: Sequence[Draft], leads: Sequence[Lead | None]) -> None:
        pattern = _INLINE_STYLE[style]
        for i, draft in enumerate(drafts):
            lead = leads[i]
            for found in pattern.finditer(draft.text, lead.end if lead else 0):
                self.first.setdefault((style, plain_marker(found[1])), i)

    def before(self, style: str, marker: str, i: int) -> bool:
        """Return whether the marker stands in an earlier block, in its style or raised."""
        return min(
            self.first.get((style, marker), i), self.first.get(("raised", marker), i)
        ) < i  # fmt: skip

    def is_tail(self, i: int) -> bool:
        """Return whether nothing but notes and short lines follows."""
        return self._longest_after[i] < 200 and i >= self.count // 2

    def neighbours(self, i: int, style: str) -> bool:
        """Return whether a block of the same style stands within two blocks."""
        near = [j for j in range(max(0, i - 2), min(self.count, i + 3)) if j != i]
        return any((lead := self.leads[j]) is not None and lead.style == style for j in near)


def _longest_after(drafts: Sequence[Draft], leads: Sequence[Lead | None]) -> list[int]:
    longest, out = 0, []
    for draft, lead in zip(reversed(drafts), reversed(leads), strict=True):
        out.append(longest)
        if lead is None:
            longest = max(longest, len(draft.text))
    return out[::-1]


def _is_note(lead: Lead, i: int, headed: bool, inline: _Inline) -> bool:
    before = inline.before(lead.style, lead.marker, i)
    match lead.style:
        case "anchor" | "word":
            return True
        case "bracket" | "raised":
            return before or headed or inline.is_tail(i)
        case "slash":
            return before or headed or inline.neighbours(i, "slash")
        case "star":
            return before
        case "paren":
            return headed or (before and inline.is_tail(i))
        case _:
            return headed


def _notes(draft: Draft, lead: Lead) -> list[Draft]:
    """Mark a draft as a note; notes that a copy ran together are parted where the next begins."""
    cuts = [0]
    markers = [lead.marker]
    if lead.style in ("bracket", "anchor", "dot"):
        run_on = _RUN_ON_DOT if lead.style == "dot" else _RUN_ON
        for found in run_on.finditer(draft.text, lead.end):
            marker = next(filter(None, found.groups()))
            if markers[-1].isdigit() and int(marker) == int(markers[-1]) + 1:
                cuts.append(found.start())
                markers.append(marker)
    pieces = []
    for marker, a, b in zip(markers, cuts, [*cuts[1:], len(draft.text)], strict=True):
        piece = part(draft, a, b) if len(cuts) > 1 else draft
        piece.kind, piece.note, piece.label = BlockKind.NOTE, marker, None
        pieces.append(piece)
    return pieces


def _gather_continuations(drafts: Sequence[Draft]) -> None:
    """A bare address, or words that go on, right after a note belong to it."""
    for before, draft in itertools.pairwise(drafts):
        if before.note is None or draft.note is not None or draft.kind is not BlockKind.PARAGRAPH:
            continue
        text = draft.text
        bare = text.startswith(("http://", "https://", "www.")) and " " not in text
        goes_on = text[0].islower() and before.text[-1] not in ".!?:"
        if bare or goes_on:
            draft.kind, draft.note = BlockKind.NOTE, before.note
