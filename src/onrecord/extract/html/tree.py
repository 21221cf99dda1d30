"""The page as a tree of boxes and lines, with the text counts that the choice rests on.

A box is an element that begins a line of its own, a line the run of text between two of those with
its links; CSS calls them block and line boxes. Grown in one pass over lexbor's tree, without
recursion: a page may be nested as deep as its maker (or an attacker) likes. It must not know what
is furniture and what is main text.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from onrecord.extract.html.furniture import Role, role_of
from onrecord.extract.html.head_lines import LONGEST, is_head_line

# Elements whose content is never text of the page.
_VOID_OF_TEXT = """
    script style svg iframe template head select option datalist object embed applet canvas audio
    video map input textarea img picture source track progress meter link meta title area base
    param frame frameset noframes dialog
"""
VOID_OF_TEXT = frozenset(_VOID_OF_TEXT.split())

# Of these the ones that pages have many of; `head` stays, for what is said there.
_STRIPPED = ["script", "style", "svg", "iframe", "template", "select", "picture", "img"]

_INLINE = """
    a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd label mark math nobr
    o:p q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var wbr
"""
INLINE = frozenset(_INLINE.split())
BOLD = frozenset(["b", "strong"])
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])

# Elements whose attributes tell nothing that is used.
_BARE = frozenset(["br", "hr", "b", "strong", "i", "em", "u", "font", "center", "tbody"])
_NOTHING: dict[str, str | None] = {}
# Boxes that count though nothing is in them: cells and rows, numbered items.
_COUNTED = frozenset(["td", "th", "tr", "li"])

# Below this depth elements are taken as children of the last box above: no real page nests so
# deep, and all later steps stay bounded by it.
MAX_DEPTH = 400

# A part named as furniture with no more than this share of the page's characters is left out at
# once; a larger one is kept until it is weighed against the prose of the whole page.
SMALL_SHARE = 0.06
SMALL_SIZE = 200  # in any case

# A run of text counts as prose from this many characters, with no more than this share in links.
PROSE_LENGTH = 80
PROSE_LINK_SHARE = 0.45

# Looked up once: a page has hundreds of elements, and each asks.
_NOTHING_SAID, _STRONG, _WEAK = Role.NOTHING, Role.STRONG, Role.WEAK
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")


class Line:
    """Text without a break in it, as the page has it; spans count in `raw`.

    `text` has white space folded, `length` is its. `links` are (start, end, address as written),
    `anchors` the names in it that a link can jump to. `bold`: all of it is; `typed`: it is
    preformatted and has blank lines, so it is many.
    """

    __slots__ = ("anchors", "bold", "length", "links", "raised", "raw", "text", "typed")

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.text = " ".join(raw.split())
        self.length = len(self.text)
        self.links: list[tuple[int, int, str]] = []
        self.raised: list[tuple[int, int]] = []
        self.anchors: tuple[str, ...] = ()
        self.bold = self.typed = False


class Box:
    """An element that begins a line; `children` are boxes and lines in document order.

    Counts are code points after white space is folded: `length` of all text within, `linked` of
    that inside links, `prose` of that in runs long enough to be sentences. `run` and `run_linked`
    count the lines of the box itself, without those of boxes within.
    """

    __slots__ = (
        "attributes",
        "children",
        "furniture",
        "length",
        "linked",
        "parent",
        "prose",
        "role",
        "run",
        "run_linked",
        "tag",
    )

    def __init__(
        self,
        tag: str,
        attributes: dict[str, str | None],
        parent: "Box | None",
        role: Role = _NOTHING_SAID,
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Box | Line] = []
        self.length = self.linked = self.prose = self.run = self.run_linked = 0
        self.furniture = False
        self.role = role

    @property
    def notes(self) -> bool:
        return self.role is Role.NOTES

    def get(self, name: str) -> str:
        return self.attributes.get(name) or ""

    def boxes(self) -> Iterator["Box"]:
        """Yield the boxes right within, in document order."""
        for child in self.children:
            if child.__class__ is Box:
                yield child

    def text(self) -> str:
        """Return all text within, white space folded; for small boxes."""
        return " ".join(line.text for line in lines_of(self))

    def ancestors(self) -> Iterator["Box"]:
        """Yield the boxes around this one, nearest first."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent


def lines_of(part: Box | Line) -> Iterator[Line]:
    """Yield the lines within a part of the page, in document order."""
    queue = [part]
    while queue:
        node = queue.pop()
        if isinstance(node, Line):
            yield node
        else:
            queue.extend(reversed(node.children))


def strip(parser: LexborHTMLParser) -> None:
    """Take out of the page what is never text; done by lexbor, before anything is walked."""
    parser.strip_tags(_STRIPPED)


def grow(parser: LexborHTMLParser) -> list[Box]:
    """Return the boxes of the body in document order, the body first, with their counts.

    Small parts that are furniture by their names are left out at once: most elements of a page
    are menus, and never become Python objects.
    """
    body = parser.body
    root = Box("body", body.attributes if body is not None else {}, None)
    order = [root]
    if body is not None:
        _Growth(body, order).run(body)
    return order


def fell(order: list[Box]) -> None:
    """Let go of the tree at once: parents and children hold each other otherwise until the
    collector of cycles comes by, which then costs more than growing it did."""
    for box in order:
        box.children.clear()


class _Pen:
    """Writes the lines of a page into the box that is open."""

    __slots__ = (
        "anchors", "bold", "box", "headings", "links", "open_links", "open_raised", "parts",
        "plain", "preformatted", "raised", "size",
    )  # fmt: skip

    def __init__(self, box: Box) -> None:
        self.box = box
        self.parts: list[str] = []
        self.size = 0
        self.links: list[tuple[int, int, str]] = []
        self.raised: list[tuple[int, int]] = []
        self.anchors: list[str] = []
        self.open_links: list[tuple[int, str]] = []
        self.open_raised: list[int] = []
        self.bold = self.headings = self.preformatted = 0  # open elements that make it
        self.plain = False  # whether anything since the line began is not bold

    def write(self, text: str) -> None:
        if self.preformatted:
            text = text.replace("\n\n", "\u2029")
        self.parts.append(text)
        self.size += len(text)
        if not self.bold and not self.plain:
            self.plain = not text.isspace()

    def end(self) -> None:
        """End the line that has begun; what is still open goes on in the next."""
        line = Line("".join(self.parts))
        if line.length:
            self._finish(line)
        self.parts.clear()
        self.size = 0
        self.plain = False
        if self.links or self.open_links:
            self.links = []
            self.open_links = [(0, href) for _, href in self.open_links]
        if self.raised or self.open_raised:
            self.raised = []
            self.open_raised = [0 for _ in self.open_raised]

    def _finish(self, line: Line) -> None:
        box = self.box
        box.children.append(line)
        box.length += line.length
        box.run += line.length
        if self.links or self.open_links:
            line.links = self.links + [(s, self.size, href) for s, href in self.open_links]
            linked = sum(len(" ".join(line.raw[s:e].split())) for s, e, _ in line.links)
            box.linked += linked
            box.run_linked += linked
        if self.raised or self.open_raised:
            line.raised = self.raised + [(s, self.size) for s in self.open_raised]
        if self.anchors:
            line.anchors = tuple(self.anchors)
            self.anchors = []
        line.bold = not self.plain

    def break_line(self) -> None:
        if self.size:
            self.write("\n") if self.headings else self.end()

    def has_typed(self, first: LexborNode) -> bool:
        """Write a whole typed text, paragraphs and all; tell whether it was one."""
        text = (first.text_content or "").strip() if first.tag == "-text" else ""
        if first.next is not None or not _BLANK_LINE.search(text):
            return False
        line = Line(text)
        line.typed = True
        self._finish(line)
        return True

    def open(self, tag: str, attributes: dict[str, str | None]) -> str:
        """Open an element within the line; return what closes it, "" where nothing has to."""
        if "id" in attributes or "name" in attributes:
            self.note_anchors(attributes)
        if tag == "a":
            self.open_links.append((self.size, attributes.get("href") or ""))
        elif tag == "sup":
            self.open_raised.append(self.size)
        elif tag in BOLD:
            self.bold += 1
        else:
            return ""
        return tag

    def close(self, tag: str) -> None:
        if tag == "a":
            start, href = self.open_links.pop()
            if self.size > start:
                self.links.append((start, self.size, href))
        elif tag == "sup":
            start = self.open_raised.pop()
            if self.size > start:
                self.raised.append((start, self.size))
        else:
            self.bold -= 1

    def note_anchors(self, attributes: dict[str, str | None]) -> None:
        self.anchors += anchors_of(attributes)

    def enter(self, box: Box) -> None:
        self.box.children.append(box)
        self.box = box
        if box.tag in HEADINGS:
            self.headings += 1
        elif box.tag == "pre":
            self.preformatted += 1

    def leave(self) -> None:
        """Close the open box, once all of it has been counted."""
        if self.size:
            self.end()
        box = self.box
        if box.run >= PROSE_LENGTH and box.run_linked < box.run * PROSE_LINK_SHARE:
            box.prose += box.run
        above = box.parent
        if above is not None:
            above.length += box.length
            above.linked += box.linked
            above.prose += box.prose
            self.box = above
        if box.tag in HEADINGS:
            self.headings -= 1
        elif box.tag == "pre":
            self.preformatted -= 1


def anchors_of(attributes: dict[str, str | None]) -> list[str]:
    """Return the names an element can be jumped to by, each once."""
    names = (attributes.get("id"), attributes.get("name"))
    return list(dict.fromkeys(name for name in names if name))


class _Growth:
    """One walk over a page: where it is, and the way back up."""

    __slots__ = ("above", "depth", "order", "pen", "small")

    def __init__(self, body: LexborNode, order: list[Box]) -> None:
        self.order = order
        self.pen = _Pen(order[0])
        self.small = SMALL_SHARE * len(body.text())
        # Nodes being walked, and what is to be closed behind each: a box, an element in the line.
        self.above: list[tuple[LexborNode, Box | str]] = []
        self.depth = 1

    def run(self, body: LexborNode) -> None:
        """Grow what is under the body, and count."""
        pen, above = self.pen, self.above
        node = body.first_child
        while True:
            while node is None:
                if not above:
                    pen.leave()
                    return
                node, opened = above.pop()
                if opened:
                    self._close(opened)
                node = node.next
            tag = node.tag or "-"
            if tag == "-text":
                text = node.text_content or ""
                if pen.size or not text.isspace():  # else between boxes: no line has begun
                    pen.write(text)
            elif tag[0] != "-" and tag not in VOID_OF_TEXT:
                first = self._open(node, tag)
                if first is not None:
                    node = first
                    continue
            node = node.next

    def _close(self, opened: Box | str) -> None:
        if isinstance(opened, Box):
            self.depth -= 1
            self.pen.leave()
        else:
            self.pen.close(opened)

    def _open(self, node: LexborNode, tag: str) -> LexborNode | None:
        """Open an element; return its first child where what is in it is to be walked."""
        if tag == "br":
            self.pen.break_line()
            return None
        attributes = node.attributes if tag not in _BARE else _NOTHING
        role = role_of(tag, attributes)
        first = node.first_child
        if tag in INLINE and (role >= 0 or first is None or not _holds_boxes(node)):
            if role >= 0 or (role is _WEAK and _is_head_line(node)):
                return self._open_in_line(node, tag, attributes, first)
            return None
        if role is _STRONG and (first is None or not self._is_weighty(node)):
            return None
        if self.pen.size:
            self.pen.end()
        return self._open_box(node, attributes, role, first)

    def _open_in_line(
        self,
        node: LexborNode,
        tag: str,
        attributes: dict[str, str | None],
        first: LexborNode | None,
    ) -> LexborNode | None:
        opened = self.pen.open(tag, attributes)
        if first is not None:
            self.above.append((node, opened))
        elif opened:
            self.pen.close(opened)
        return first

    def _open_box(
        self,
        node: LexborNode,
        attributes: dict[str, str | None],
        role: Role,
        first: LexborNode | None,
    ) -> LexborNode | None:
        tag = node.tag or ""
        if first is None and tag not in _COUNTED:
            self.pen.note_anchors(attributes)
            return None
        if self.depth >= MAX_DEPTH:
            self.above.append((node, ""))
            return first
        box = Box(tag, attributes, self.pen.box, role)
        self.order.append(box)
        self.pen.enter(box)
        if first is None or (tag == "pre" and self.pen.has_typed(first)):
            self.pen.leave()
            return None
        self.above.append((node, box))
        self.depth += 1
        return first

    def _is_weighty(self, node: LexborNode) -> bool:
        """Tell whether a part named as furniture must be weighed against the page's prose."""
        size = len(node.text())
        return size > self.small or (size > SMALL_SIZE and node.css_first("p") is not None)


def _holds_boxes(node: LexborNode) -> bool:
    """Tell whether an element that should be within a line has boxes in it."""
    return any(inner.tag not in INLINE for inner in node.traverse() if inner.tag != node.tag)


def _is_head_line(node: LexborNode) -> bool:
    text = " ".join(node.text().split())
    return 0 < len(text) <= LONGEST and is_head_line(text)
