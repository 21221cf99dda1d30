"""Lines as they are written, one text node after another, into the box that is open.

Keeps what goes on across lines: open links, superscripts, bold. Knows no tree of elements.
"""

import re

from onrecord.extract.html.tree import Box, Line, anchors_of

# A run of text counts as prose from this many characters, with no more than this share in links.
PROSE_LENGTH = 80
PROSE_LINK_SHARE = 0.45

_BOLD = frozenset(["b", "strong"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")


class Pen:
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

    def write_typed(self, text: str) -> bool:
        """Write a whole typed text, paragraphs and all, as one line; tell whether it is one."""
        text = text.strip()
        if not _BLANK_LINE.search(text):
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
        elif tag in _BOLD:
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
        if box.tag in _HEADINGS:
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
        if box.tag in _HEADINGS:
            self.headings -= 1
        elif box.tag == "pre":
            self.preformatted -= 1
