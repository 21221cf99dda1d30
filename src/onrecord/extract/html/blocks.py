"""The chosen part of the tree as blocks in reading order.

Every block of the part that is not furniture comes out; it doesn't judge what they say.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import urljoin

from onrecord.extract.html.tables import is_data_table, rows
from onrecord.extract.html.tree import Box, Line, anchors_of
from onrecord.extract.laying import raise_figures
from onrecord.extract.layout import LaidBlock, Link
from onrecord.extract.text import blocks as blocks_of_text
from onrecord.model.statement import BlockKind
from onrecord.text.normalise import normalise, normalise_mapped

_BULLET = "•"
_WHOLE = re.compile(r"-?[0-9]{1,6}")
_RANKED = frozenset([BlockKind.HEADING, BlockKind.POINT])

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

    __slots__ = ("counter", "depth", "in_footer", "kind", "label", "level", "quoted")

    def __init__(self, outer: "_Place | None" = None) -> None:
        self.label: str | None = None
        if outer is None:
            self.kind, self.level = BlockKind.PARAGRAPH, 0
            self.quoted = self.in_footer = False
            self.depth = 0  # of lists
            self.counter = [1]  # the number of the list's next item, shared by its items
        else:
            self.kind, self.level, self.depth = outer.kind, outer.level, outer.depth
            self.quoted, self.in_footer = outer.quoted, outer.in_footer
            self.counter = outer.counter


@dataclass(slots=True)
class _Layer:
    """Makes blocks of lines; `anchors` are names met since the last block."""

    base: str
    blocks: list[LaidBlock] = field(default_factory=list)
    anchors: dict[str, None] = field(default_factory=dict)  # each once, in order

    def lay(self, line: Line, place: _Place) -> None:
        if line.typed:
            typed = blocks_of_text(line.raw)
            self.blocks += [replace(b, in_footer=place.in_footer) for b in typed]
            return
        self.note_anchors(line.anchors)
        block = _laid(line, place, tuple(self.anchors), self.base)
        if block.text:
            self.anchors = {}
            self.blocks.append(block)
            if place.label is not None:
                place.label = None
                place.kind = BlockKind.PARAGRAPH

    def note_anchors(self, names: Iterable[str]) -> None:
        self.anchors.update(dict.fromkeys(names))


def lay(part: Box | Line, *, base: str | None) -> list[LaidBlock]:
    """Return the blocks of a part of the page; `base` makes links absolute."""
    layer = _Layer(base or UNKNOWN_BASE)
    outer = _Place()
    if isinstance(part, Line):
        layer.lay(part, outer)
        return layer.blocks
    stack: list[tuple[_Place, Iterator[Box | Line]]] = []
    first = _enter(part, outer, layer)
    if first is not None:
        stack.append((first, iter(part.children)))
    while stack:
        place, children = stack[-1]
        for child in children:
            if isinstance(child, Line):
                layer.lay(child, place)
            elif not child.furniture:
                inner = _enter(child, place, layer)
                if inner is not None:
                    stack.append((inner, iter(child.children)))
                    break
        else:
            stack.pop()
    return layer.blocks


def without_unknown(block: LaidBlock) -> LaidBlock:
    """Return a block without the links whose address is relative to nobody knows what."""
    if not block.links or not any(k.href.startswith(UNKNOWN_BASE) for k in block.links):
        return block
    return replace(
        block, links=tuple(k for k in block.links if not k.href.startswith(UNKNOWN_BASE))
    )


def _enter(box: Box, place: _Place, layer: _Layer) -> _Place | None:
    """Return the place inside a box; None when it has been laid as a whole."""
    attributes = box.attributes
    if "id" in attributes or "name" in attributes:
        layer.note_anchors(anchors_of(attributes))
    if box.tag == "table" and is_data_table(box):
        _lay_table(box, place, layer)
        return None
    change, notes = _CHANGES.get(box.tag), box.notes
    if change is None and not notes:
        return place
    inner = _Place(place)
    inner.in_footer |= notes
    if change is not None:
        change(inner, box)
    return inner


def _is_heading(bold: str) -> bool:
    """Tell whether a line that is bold all through heads something, rather than stresses it."""
    return len(bold) <= _LONGEST_BOLD_HEADING and bold[-1:] not in ".;,:!?…։。"


def _in_heading(place: _Place, box: Box) -> None:
    place.kind, place.level = BlockKind.HEADING, int(box.tag[1])


def _in_item(place: _Place, box: Box) -> None:
    place.kind, place.level = BlockKind.POINT, max(place.depth, 1)
    place.label = _label(box, place.counter)


def _in_list(place: _Place, box: Box) -> None:
    place.kind, place.level, place.depth = BlockKind.PARAGRAPH, 0, place.depth + 1
    place.counter = [_whole(box.get("start"), 1)]


def _in_quote(place: _Place, box: Box) -> None:
    place.quoted = True


_CHANGES: dict[str, Callable[[_Place, Box], None]] = {
    **dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6"], _in_heading),
    **dict.fromkeys(["ul", "ol", "menu", "dir"], _in_list),
    "li": _in_item,
    "blockquote": _in_quote,
}


def _label(item: Box, counter: list[int]) -> str:
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
        if _FROM_ROOT.fullmatch(href):
            return _site(base) + href
        absolute = urljoin(base, href)
    except ValueError:
        return ""
    page, hash_, name = absolute.partition("#")
    return f"#{name}" if hash_ and page == base.partition("#")[0] else absolute


@lru_cache(maxsize=16)
def _site(base: str) -> str:
    """Return what an address is before its path; "" for what has no site."""
    return urljoin(base, "/")[:-1]


# A path from the site's root that joins to its address as it stands: most links within a site.
_FROM_ROOT = re.compile(
    r"/(?:[\w%~+=&@!,-][\w%~+=&@!,.-]*/)*(?:[\w%~+=&@!,-][\w%~+=&@!,.-]*)?(?:\?[\w%~+=&@!,./-]+)?",
    re.ASCII,
)
_NOWHERE = ("javascript:", "data:", "about:", "void")


def _laid(line: Line, place: _Place, anchors: tuple[str, ...], base: str) -> LaidBlock:
    kind = BlockKind.QUOTE if place.quoted and place.kind is BlockKind.PARAGRAPH else place.kind
    level = place.level if kind in _RANKED else 0
    text = line.text
    if not text.isascii() or not text.isprintable():  # else it is its own normal form
        text = normalise(text)
    spans: tuple[Link, ...] = ()
    high: tuple[tuple[int, int], ...] = ()
    if line.links or line.raised:
        moved = _mover(line.raw, text)
        spans = tuple(
            Link(*span, href)
            for s, e, written in sorted(line.links)
            if (span := moved(s, e))[0] < span[1] and (href := _href(written, base))
        )
        high = tuple(span for s, e in line.raised if (span := moved(s, e))[0] < span[1])
        text = raise_figures(text, high)
    if line.bold and kind is BlockKind.PARAGRAPH and _is_heading(text):
        kind, level = BlockKind.HEADING, BOLD_LEVEL
    return LaidBlock(
        text=text,
        kind=kind,
        level=level,
        label=place.label if kind is BlockKind.POINT else None,
        links=spans,
        anchors=anchors,
        raised=high,
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


def _lay_table(table: Box, place: _Place, layer: _Layer) -> None:
    """Lay a data table as one block: " | " between the cells, a line feed between the rows."""
    text = ""
    links: list[Link] = []
    raised: list[tuple[int, int]] = []
    anchors = layer.anchors
    for number, row in enumerate(rows(table)):
        text += "\n" if number and text else ""
        for column, cell in enumerate(row):
            text += " | " if column else ""
            for inner in lay(cell, base=layer.base):
                text += " " if text and text[-1] not in "\n " else ""
                at = len(text)
                text += inner.text.replace("\n", " ")
                links += [Link(at + k.start, at + k.end, k.href) for k in inner.links]
                raised += [(at + s, at + e) for s, e in inner.raised]
                anchors.update(dict.fromkeys(inner.anchors))
    layer.anchors = {}
    if text.strip(" |\n"):
        layer.blocks.append(
            LaidBlock(
                text=text,
                kind=BlockKind.TABLE,
                links=tuple(links),
                raised=tuple(raised),
                anchors=tuple(anchors),
                in_footer=place.in_footer,
            )
        )
