"""A page's elements to boxes and lines, in one pass over lexbor's tree.

Without recursion: a page may be nested as deep as its maker (or an attacker) likes. Leaves out at
once what is never text and what is small furniture by its name; weighs nothing else.
"""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from onrecord.extract.html.furniture import Role, role_of
from onrecord.extract.html.head_lines import LONGEST, is_head_line
from onrecord.extract.html.pen import Pen
from onrecord.extract.html.tree import Box

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

# A part within a line has no more elements: it is looked through once for each such around it.
MOST_IN_LINE = 200

# Looked up once: a page has hundreds of elements, and each asks.
_STRONG, _WEAK = Role.STRONG, Role.WEAK


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


class _Growth:
    """One walk over a page: where it is, and the way back up."""

    __slots__ = ("above", "depth", "order", "pen", "small")

    def __init__(self, body: LexborNode, order: list[Box]) -> None:
        self.order = order
        self.pen = Pen(order[0])
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
        if first is None or (tag == "pre" and self.pen.write_typed(_typed(first))):
            self.pen.leave()
            return None
        self.above.append((node, box))
        self.depth += 1
        return first

    def _is_weighty(self, node: LexborNode) -> bool:
        """Tell whether a part named as furniture must be weighed against the page's prose."""
        size = len(node.text())
        return size > self.small or (size > SMALL_SIZE and node.css_first("p") is not None)


def _typed(first: LexborNode) -> str:
    """Return the text of an element that holds nothing else."""
    return (first.text_content or "") if first.tag == "-text" and first.next is None else ""


def _holds_boxes(node: LexborNode) -> bool:
    """Tell whether an element that should be within a line has boxes in it, or very much."""
    for number, inner in enumerate(node.traverse()):
        if inner.tag not in INLINE or number > MOST_IN_LINE:
            return True
    return False


def _is_head_line(node: LexborNode) -> bool:
    text = " ".join(node.text().split())
    return 0 < len(text) <= LONGEST and is_head_line(text)
