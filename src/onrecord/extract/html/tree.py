"""The page as a tree of boxes and lines, with the text counts that the choice rests on.

A box is an element that begins a line of its own, a line the run of text between two of those with
its links; CSS calls them block and line boxes. Knows neither mark-up nor what the text is.
"""

from collections.abc import Iterator

from onrecord.extract.html.furniture import Role


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
        role: Role = Role.NOTHING,
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


def anchors_of(attributes: dict[str, str | None]) -> list[str]:
    """Return the names an element can be jumped to by, each once."""
    names = (attributes.get("id"), attributes.get("name"))
    return list(dict.fromkeys(name for name in names if name))


def fell(order: list[Box]) -> None:
    """Let go of the tree at once: parents and children hold each other otherwise until the
    collector of cycles comes by, which then costs more than growing it did."""
    for box in order:
        box.children.clear()
