"""The chosen part of the tree as blocks in reading order.

Every block of the part that is not furniture comes out; it doesn't judge what they say.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from onrecord.extract.html.tables import is_data_table, rows
from onrecord.extract.html.tree import Element
from onrecord.extract.laying import raise_figures
from onrecord.extract.layout import LaidBlock, Link
from onrecord.extract.text import blocks as blocks_of_text
from onrecord.model.statement import BlockKind
from onrecord.text.normalise import normalise, normalise_mapped

_BULLET = "•"
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")
_WHOLE = re.compile(r"-?[0-9]{1,6}")
_BOLD = frozenset(["b", "strong"])

# Longer than any address: a data: URI, which a SingleFile page has by the megabyte.
_MAX_HREF = 4096

# Stands for the address of a page that has none, until its relative links are dropped: what is
# nothing but links must be seen as such. The name can't exist (RFC 2606).
UNKNOWN_BASE = "http://unknown.invalid/"

# A line that is bold all through and no longer than this is a heading in all but its tag.
_LONGEST_BOLD_HEADING = 200
BOLD_LEVEL = 6


class _Place:
    """Where in the structure the walk is; what is inside inherits it."""

    __slots__ = (
        "counter",
        "depth",
        "in_footer",
        "kind",
        "label",
        "level",
        "preformatted",
        "quoted",
    )

    def __init__(self, outer: "_Place | None" = None) -> None:
        self.label: str | None = None
        if outer is None:
            self.kind, self.level = BlockKind.PARAGRAPH, 0
            self.quoted = self.in_footer = self.preformatted = False
            self.depth = 0  # of lists
            self.counter = [1]  # the number of the list's next item, shared by its items
        else:
            self.kind, self.level, self.depth = outer.kind, outer.level, outer.depth
            self.quoted, self.in_footer = outer.quoted, outer.in_footer
            self.preformatted = outer.preformatted
            self.counter = outer.counter


@dataclass(slots=True)
class _Writer:
    """Gathers inline text until a block ends."""

    base: str
    blocks: list[LaidBlock] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    size: int = 0
    links: list[tuple[int, int, str]] = field(default_factory=list)
    raised: list[tuple[int, int]] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    open_links: list[tuple[int, str]] = field(default_factory=list)
    open_raised: list[int] = field(default_factory=list)
    bold: int = 0  # open elements that make bold
    plain: bool = False  # whether anything since the block began is not bold

    def write(self, text: str, place: _Place) -> None:
        if place.preformatted:
            text = text.replace("\n\n", "\u2029")
        self.parts.append(text)
        self.size += len(text)
        if not self.bold and not self.plain and not text.isspace():
            self.plain = True

    def end(self, place: _Place) -> None:
        """End the block that has begun; what is still open goes on in the next."""
        raw = "".join(self.parts)
        if raw.isspace():
            self._clear()
            return
        spans, raised = self.links, self.raised
        if self.open_links:
            spans = spans + [(s, self.size, href) for s, href in self.open_links]
        if self.open_raised:
            raised = raised + [(s, self.size) for s in self.open_raised]
        block = _laid(raw, spans, raised, place, tuple(self.anchors))
        if not self.plain and _is_bold_heading(block):
            block = replace(block, kind=BlockKind.HEADING, level=BOLD_LEVEL)
        self._clear()
        if block.text:
            self.anchors = []
            self.blocks.append(block)
            if place.label is not None:
                place.label = None
                place.kind = BlockKind.PARAGRAPH

    def _clear(self) -> None:
        self.parts.clear()
        self.size = 0
        self.plain = False
        if self.links or self.open_links:
            self.links = []
            self.open_links = [(0, href) for _, href in self.open_links]
        if self.raised or self.open_raised:
            self.raised = []
            self.open_raised = [0 for _ in self.open_raised]


def lay(part: Element, *, base: str | None) -> list[LaidBlock]:
    """Return the blocks of a part of the page; `base` makes links absolute."""
    writer = _Writer(base or UNKNOWN_BASE)
    outer = _Place()
    stack: list[tuple[Element, _Place, Iterator[Element | str]]] = []
    first = _enter(part, outer, writer)
    if first is not None:
        stack.append((part, first, iter(part.children)))
    while stack:
        element, place, children = stack[-1]
        for child in children:
            if isinstance(child, str):
                if writer.size or not child.isspace():  # else between blocks: nothing has begun
                    writer.write(child, place)
                continue
            if child.furniture:
                continue
            if child.tag == "br":
                _break(writer, place)
                continue
            if writer.size and not child.inline:
                writer.end(place)
            inner = _enter(child, place, writer)
            if inner is not None:
                stack.append((child, inner, iter(child.children)))
                break
        else:
            stack.pop()
            _leave(element, place, writer)
    return writer.blocks


def without_unknown(block: LaidBlock) -> LaidBlock:
    """Return a block without the links whose address is relative to nobody knows what."""
    if not any(k.href.startswith(UNKNOWN_BASE) for k in block.links):
        return block
    return replace(
        block, links=tuple(k for k in block.links if not k.href.startswith(UNKNOWN_BASE))
    )


def _break(writer: _Writer, place: _Place) -> None:
    if writer.size:
        writer.write("\n", place) if place.kind is BlockKind.HEADING else writer.end(place)


def _enter(element: Element, place: _Place, writer: _Writer) -> _Place | None:
    """Open an element; None when it has been laid as a whole."""
    attributes = element.attributes
    if "id" in attributes or "name" in attributes:
        _note_anchors(attributes, writer)
    tag = element.tag
    if tag == "a":
        writer.open_links.append((writer.size, _href(attributes.get("href"), writer.base)))
        return place
    if tag in _BOLD:
        writer.bold += 1
        return place
    if tag == "sup":
        writer.open_raised.append(writer.size)
        return place
    if element.inline:
        return place
    if tag == "table" and is_data_table(element):
        _lay_table(element, place, writer)
        return None
    if tag == "pre" and (text := _typed(element)):
        writer.blocks += [replace(b, in_footer=place.in_footer) for b in blocks_of_text(text)]
        return None
    return _inner(element, place)


def _typed(element: Element) -> str:
    """Return the text of an element that holds a whole typed text, paragraphs and all, else ""."""
    if not all(isinstance(child, str) for child in element.children):
        return ""
    text = "".join(map(str, element.children)).strip()
    return text if _BLANK_LINE.search(text) else ""


def _leave(element: Element, place: _Place, writer: _Writer) -> None:
    if writer.size and not element.inline:
        writer.end(place)
    if element.tag == "a":
        start, href = writer.open_links.pop()
        if href and writer.size > start:
            writer.links.append((start, writer.size, href))
    elif element.tag == "sup":
        start = writer.open_raised.pop()
        if writer.size > start:
            writer.raised.append((start, writer.size))
    elif element.tag in _BOLD:
        writer.bold -= 1


def _is_bold_heading(block: LaidBlock) -> bool:
    """Tell whether a block that is bold all through heads something, rather than stresses it."""
    return (
        block.kind is BlockKind.PARAGRAPH
        and len(block.text) <= _LONGEST_BOLD_HEADING
        and block.text[-1:] not in ".;,:!?…։。"
    )


def _inner(element: Element, place: _Place) -> _Place:
    """Return the place inside a block element."""
    change = _CHANGES.get(element.tag)
    if change is None and not element.notes:
        return place
    inner = _Place(place)
    inner.in_footer |= element.notes
    if change is not None:
        change(inner, element)
    return inner


def _in_heading(place: _Place, element: Element) -> None:
    place.kind, place.level = BlockKind.HEADING, int(element.tag[1])


def _in_item(place: _Place, element: Element) -> None:
    place.kind, place.level = BlockKind.POINT, max(place.depth, 1)
    place.label = _label(element, place.counter)


def _in_list(place: _Place, element: Element) -> None:
    place.kind, place.level, place.depth = BlockKind.PARAGRAPH, 0, place.depth + 1
    place.counter = [_whole(element.get("start"), 1)]


def _in_quote(place: _Place, element: Element) -> None:
    place.quoted = True


def _in_preformatted(place: _Place, element: Element) -> None:
    place.preformatted = True


_CHANGES: dict[str, Callable[[_Place, Element], None]] = {
    **dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6"], _in_heading),
    **dict.fromkeys(["ul", "ol", "menu", "dir"], _in_list),
    "li": _in_item,
    "blockquote": _in_quote,
    "pre": _in_preformatted,
}


def _label(item: Element, counter: list[int]) -> str:
    """Return what a browser shows before a list item, and count on."""
    above = item.parent
    if above is None or above.tag != "ol":
        return _BULLET
    number = _whole(item.get("value"), counter[0])
    counter[0] = number + 1
    return f"{_numeral(number, above.get('type'))}."


def _whole(written: str, otherwise: int) -> int:
    return int(written) if _WHOLE.fullmatch(written) else otherwise


def _numeral(number: int, form: str) -> str:
    if form in ("a", "A") and 1 <= number <= 26:
        return chr(ord(form) + number - 1)
    if form in ("i", "I") and 1 <= number < 40:
        roman = "x" * (number // 10) + _ROMAN_UNITS[number % 10]
        return roman if form == "i" else roman.upper()
    return str(number)


_ROMAN_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")


def _note_anchors(attributes: dict[str, str | None], writer: _Writer) -> None:
    for key in ("id", "name"):
        name = attributes.get(key)
        if name and name not in writer.anchors:
            writer.anchors.append(name)


def _href(href: str | None, base: str) -> str:
    """Return an absolute address, "#name", or "" for what leads nowhere."""
    href = (href or "").strip()
    if not href or len(href) > _MAX_HREF or href[:11].lower().startswith(_NOWHERE):
        return ""
    if href[0] == "#":
        return href if len(href) > 1 else ""
    if href.startswith(("http://", "https://")) and "#" not in href and "[" not in href:
        return href
    try:
        absolute = urljoin(base, href)
    except ValueError:
        return ""
    page, hash_, name = absolute.partition("#")
    return f"#{name}" if hash_ and page == base.partition("#")[0] else absolute


_NOWHERE = ("javascript:", "data:", "about:", "void")


def _laid(
    raw: str,
    links: list[tuple[int, int, str]],
    raised: list[tuple[int, int]],
    place: _Place,
    anchors: tuple[str, ...],
) -> LaidBlock:
    kind = BlockKind.QUOTE if place.quoted and place.kind is BlockKind.PARAGRAPH else place.kind
    level = place.level if kind in (BlockKind.HEADING, BlockKind.POINT) else 0
    text = normalise(raw)
    spans: list[Link] = []
    high: list[tuple[int, int]] = []
    if links or raised:
        moved = _mover(raw, text)
        spans = [
            Link(*span, href)
            for s, e, href in sorted(links)
            if href and (span := moved(s, e))[0] < span[1]
        ]
        high = [span for s, e in raised if (span := moved(s, e))[0] < span[1]]
        text = raise_figures(text, high)
    return LaidBlock(
        text=text,
        kind=kind,
        level=level,
        label=place.label if kind is BlockKind.POINT else None,
        links=tuple(spans),
        anchors=anchors,
        raised=tuple(high),
        in_footer=place.in_footer,
    )


def _mover(raw: str, text: str) -> Callable[[int, int], tuple[int, int]]:
    """Return what takes a span of the raw text to the normalised one."""
    core = raw.strip()
    if core != text:
        mapped = normalise_mapped(raw).from_original
        return lambda s, e: _without_blanks(text, *mapped(s, e))
    lead = raw.index(core)
    return lambda s, e: _without_blanks(text, max(0, s - lead), min(len(text), e - lead))


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, max(start, end - (len(words) - len(words.rstrip())))


def _lay_table(table: Element, place: _Place, writer: _Writer) -> None:
    """Lay a data table as one block: " | " between the cells, a line feed between the rows."""
    text = ""
    links: list[Link] = []
    raised: list[tuple[int, int]] = []
    anchors = writer.anchors
    for number, row in enumerate(rows(table)):
        text += "\n" if number and text else ""
        for column, cell in enumerate(row):
            text += " | " if column else ""
            for inner in lay(cell, base=writer.base):
                text += " " if text and text[-1] not in "\n " else ""
                at = len(text)
                text += inner.text.replace("\n", " ")
                links += [Link(at + k.start, at + k.end, k.href) for k in inner.links]
                raised += [(at + s, at + e) for s, e in inner.raised]
                anchors += inner.anchors
    writer.anchors = []
    if text.strip(" |\n"):
        writer.blocks.append(
            LaidBlock(
                text=text,
                kind=BlockKind.TABLE,
                links=tuple(links),
                raised=tuple(raised),
                anchors=tuple(anchors),
                in_footer=place.in_footer,
            )
        )
