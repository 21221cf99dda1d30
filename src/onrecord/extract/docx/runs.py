"""A Word paragraph's runs as words with links, raised marks and references to notes.

What was deleted under tracked changes is not said, what was inserted is. Knows no style.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from onrecord.extract.docx.styles import W, numeral
from onrecord.extract.laying import Words

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = frozenset(
    [f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "delText", "sdtPr", "fldData")]
    + [f"{MC}Fallback"]  # what an older program shows in place of the Choice beside it
)
_FIELD_LINK = re.compile(
    r"\s*HYPERLINK\s+(?:(\\l)\s+)?\"([^\"]+)\"(?:\s+\\l\s+\"([^\"]+)\")?", re.I
)
_WEB = ("http://", "https://", "mailto:", "ftp://")
_SIGNS = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}  # fmt: skip


@dataclass(slots=True)
class Notes:
    """The notes referred to so far, in order: (kind, id) to the marker it is shown as."""

    markers: dict[tuple[str, str], str] = field(default_factory=dict)

    def marker(self, kind: str, note: str) -> str:
        """Return a note's marker: footnotes count 1, 2, 3, endnotes i, ii, iii, as Word does."""
        number = 1 + sum(1 for known, _ in self.markers if known == kind)
        form = "decimal" if kind == "footnote" else "lowerRoman"
        return self.markers.setdefault((kind, note), numeral(number, form))


@dataclass(slots=True)
class _Field:
    """A field being read: its instruction, then where what it shows begins."""

    instruction: str = ""
    start: int | None = None


class Speller:
    """Spells one paragraph; `boxes` are text boxes anchored in it, `words` what it says."""

    def __init__(self, links: dict[str, str], notes: Notes) -> None:
        self.words = Words()
        self.boxes: list[Any] = []
        self._links = links
        self._notes = notes
        self._fields: list[_Field] = []

    def spell(self, element: Any) -> "Speller":
        """Add what an element and those in it say."""
        for child in element:
            if not isinstance(child.tag, str) or child.tag in _SKIPPED:
                continue
            if child.tag == f"{W}r":
                self._run(child)
            elif child.tag == f"{W}hyperlink":
                self._hyperlink(child)
            elif child.tag == f"{W}bookmarkStart":
                self._bookmark(child)
            elif child.tag == f"{W}fldSimple":
                self._simple_field(child)
            else:
                self.spell(child)  # insertions, smart tags, content controls
        return self

    def _run(self, run: Any) -> None:
        properties = run.find(f"{W}rPr")
        if properties is not None and _is_on(properties, "vanish"):
            return
        start = len(self.words.text)
        for child in run.iterchildren():
            self._piece(child)
        end = len(self.words.text)
        raised = properties.find(f"{W}vertAlign") if properties is not None else None
        if raised is not None and raised.get(f"{W}val") == "superscript" and end > start:
            self.words.raised.append((start, end))

    def _piece(self, child: Any) -> None:
        tag = child.tag
        if tag == f"{W}t":
            self.words.text += child.text or ""
        elif tag in _SIGNS:
            self.words.text += _SIGNS[tag]
        elif tag == f"{W}br":
            self.words.text += "" if child.get(f"{W}type") == "page" else "\n"
        elif tag == f"{W}sym":
            self.words.text += _symbol(child.get(f"{W}char"))
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            self._reference(tag.removeprefix(W).removesuffix("Reference"), child)
        elif tag == f"{W}fldChar":
            self._field_mark(child.get(f"{W}fldCharType"))
        elif tag == f"{W}instrText" and self._fields:
            self._fields[-1].instruction += child.text or ""
        elif tag in (f"{W}drawing", f"{W}pict", f"{MC}AlternateContent", f"{W}object"):
            self.boxes += _boxes(child)

    def _reference(self, kind: str, child: Any) -> None:
        marker = self._notes.marker(kind, child.get(f"{W}id") or "")
        start = len(self.words.text)
        self.words.text += f"[{marker}]"
        self.words.links.append((start, len(self.words.text), f"#{kind}-{marker}"))

    def _hyperlink(self, element: Any) -> None:
        start = len(self.words.text)
        self.spell(element)
        target = self._links.get(element.get(f"{R}id") or "", "")
        anchor = element.get(f"{W}anchor")
        if anchor:
            target = f"{target}#{anchor}"
        self._link(start, target)

    def _simple_field(self, element: Any) -> None:
        start = len(self.words.text)
        self.spell(element)
        self._link(start, _field_target(element.get(f"{W}instr") or ""))

    def _field_mark(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].start = len(self.words.text)
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            if ended.start is not None:
                self._link(ended.start, _field_target(ended.instruction))

    def _link(self, start: int, target: str) -> None:
        end = len(self.words.text)
        if end > start and (target.startswith(_WEB) or (target[:1] == "#" and len(target) > 1)):
            self.words.links.append((start, end, target))

    def _bookmark(self, element: Any) -> None:
        name = element.get(f"{W}name")
        if name and name != "_GoBack":
            self.words.anchors.append(name)


def _is_on(properties: Any, name: str) -> bool:
    element = properties.find(f"{W}{name}")
    return element is not None and element.get(f"{W}val") not in ("0", "false", "off")


def _symbol(code: str | None) -> str:
    """A character of a symbol font lies in the private area and has no meaning outside it."""
    try:
        point = int(code or "", 16)
    except ValueError:
        return ""
    return chr(point) if 0x20 <= point < 0xD800 else ""


def _field_target(instruction: str) -> str:
    found = _FIELD_LINK.match(instruction)
    if found is None:
        return ""
    if found[1]:
        return f"#{found[2]}"
    return f"{found[2]}#{found[3]}" if found[3] else found[2]


def _boxes(element: Any) -> list[Any]:
    """Return the text boxes in a drawing, without the copy kept for older programs."""
    return [
        box
        for box in element.iter(f"{W}txbxContent")
        if not any(above.tag == f"{MC}Fallback" for above in box.iterancestors())
    ]
