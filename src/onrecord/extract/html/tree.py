"""The page as a light tree of elements, with the text counts that the choice rests on.

Grown in one pass over lexbor's tree, without recursion: a page may be nested as deep as its
maker (or an attacker) likes. It must not know what is furniture and what is main text.
"""

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from onrecord.extract.html.furniture import Role, role_of

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
_NO_COUNTS = (0, 0, 0, 0, 0, False)

# Below this depth elements are taken as children of the last one above it: no real page nests so
# deep, and all later steps stay bounded by it.
MAX_DEPTH = 400

# A part named as furniture with no more than this share of the page's characters is left out at
# once; a larger one is kept until it is weighed against the prose of the whole page.
SMALL_SHARE = 0.06
SMALL_SIZE = 200  # in any case

# A run of text counts as prose from this many characters, with no more than this share in links.
PROSE_LENGTH = 80
PROSE_LINK_SHARE = 0.45


class Element:
    """An element and what it holds; `children` are elements and strings in document order.

    Counts are code points after whitespace is folded: `length` of all text within, `linked` of
    that inside links, `prose` of that in runs long enough to be sentences. `run` and `run_linked`
    count the element's own inline text, without that of block elements within.
    """

    __slots__ = (
        "attributes",
        "children",
        "furniture",
        "inline",
        "length",
        "linked",
        "notes",
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
        parent: "Element | None",
        role: Role = Role.NOTHING,
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Element | str] = []
        self.length = self.linked = self.prose = self.run = self.run_linked = 0
        self.inline = tag in INLINE
        self.furniture = False
        self.notes = role is Role.NOTES
        self.role = role

    def get(self, name: str) -> str:
        return self.attributes.get(name) or ""

    def elements(self) -> Iterator["Element"]:
        """Yield the element children, in document order."""
        for child in self.children:
            if child.__class__ is Element:
                yield child

    def text(self) -> str:
        """Return all text within, white space folded; for small elements."""
        parts: list[str] = []
        queue: list[Element | str] = [self]
        while queue:
            node = queue.pop()
            if isinstance(node, str):
                parts.append(node)
            else:
                queue.extend(reversed(node.children))
        return " ".join("".join(parts).split())

    def ancestors(self) -> Iterator["Element"]:
        """Yield the elements around this one, nearest first."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent


def strip(parser: LexborHTMLParser) -> None:
    """Take out of the page what is never text; done by lexbor, before anything is walked."""
    parser.strip_tags(_STRIPPED)


def grow(parser: LexborHTMLParser) -> list[Element]:
    """Return the elements of the body in document order, the body first, with their counts.

    Small parts that are furniture by their names are left out at once: most elements of a page
    are menus, and never become Python objects.
    """
    body = parser.body
    root = Element("body", body.attributes if body is not None else {}, None)
    order = [root]
    if body is not None:
        _plant(body, root, order)
    return order


def fell(order: list[Element]) -> None:
    """Let go of the tree at once: parents and children hold each other otherwise until the
    collector of cycles comes by, which then costs more than growing it did."""
    for element in order:
        element.children.clear()


def _plant(body: LexborNode, root: Element, order: list[Element]) -> None:  # noqa: C901 - one loop
    """Grow what is under the body, and count. The counts of the element being filled are local
    names: a page has some thousand nodes, and most of the time of reading it is spent here."""
    small = SMALL_SHARE * len(body.text())
    # The way back up: a node, the element around it, that one's counts so far.
    above: list[tuple[LexborNode, Element | None, tuple[int, int, int, int, int, bool]]] = []
    parent, children = root, root.children
    length = linked = prose = run = run_linked = 0
    inline = False
    node = body.first_child
    while True:
        while node is None:
            if not above:
                _close(parent, length, linked, prose, run, run_linked, inline)
                return
            inner = parent
            last, outer, counts = above.pop()
            node = last.next
            if outer is None:  # too deep: its children were its parent's
                continue
            _close(inner, length, linked, prose, run, run_linked, inline)
            parent, children = outer, outer.children
            length, linked, prose, run, run_linked, inline = counts
            length += inner.length
            linked += inner.linked
            prose += inner.prose
            if inner.inline:
                run += inner.run
                run_linked += inner.run_linked
            else:
                inline = False
        tag = node.tag or "-"
        if tag == "-text":
            text = node.text_content or ""
            if text.isspace():
                text = " "
            size = len(text)
            if size > 2:
                size = len(" ".join(text.split()))
            children.append(text)
            length += size
            run += size
        elif tag[0] != "-" and tag not in VOID_OF_TEXT:
            attributes = node.attributes if tag not in _BARE else _NOTHING
            role = role_of(tag, attributes)
            first = node.first_child
            if role is not Role.STRONG or (first is not None and _is_weighty(node, small)):
                element = Element(tag, attributes, parent, role)
                children.append(element)
                order.append(element)
                if first is not None:
                    if len(above) < MAX_DEPTH - 1:
                        counts = (length, linked, prose, run, run_linked, inline)
                        above.append((node, parent, counts))
                        length = linked = prose = run = run_linked = 0
                        parent, children, inline = element, element.children, element.inline
                    else:
                        above.append((node, None, _NO_COUNTS))
                    node = first
                    continue
                inline = inline and element.inline
        node = node.next


def _close(
    element: Element, length: int, linked: int, prose: int, run: int, run_linked: int, inline: bool
) -> None:
    """Set what an element holds, once all of it has been counted."""
    if not inline and run >= PROSE_LENGTH and run_linked < run * PROSE_LINK_SHARE:
        prose += run
    if element.tag == "a":
        linked, run_linked, prose = length, run, 0  # no prose: a card that is one big link
    element.inline = inline
    element.length, element.linked, element.prose = length, linked, prose
    element.run, element.run_linked = run, run_linked


def _is_weighty(node: LexborNode, small: float) -> bool:
    """Return whether a part named as furniture must be weighed against the page's prose."""
    size = len(node.text())
    return size > small or (size > SMALL_SIZE and node.css_first("p") is not None)
