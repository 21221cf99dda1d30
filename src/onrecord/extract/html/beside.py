"""What belongs to the text and stands outside its container: head lines, notes, contacts.

Looks at the neighbours of the chosen part, from the nearest outwards, and takes single lines of
them; the rest of the page stays out. Knows nothing of how the part was chosen.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from onrecord.extract.html.blocks import lay
from onrecord.extract.html.head_lines import is_head_line
from onrecord.extract.html.phrases import says
from onrecord.extract.html.tree import Element
from onrecord.extract.html.trim import link_share
from onrecord.extract.layout import LaidBlock

# How far from the container its own lines are looked for: elements with text, and their size.
_NEIGHBOURS = 8
_LARGEST_NEIGHBOUR = 600  # code points
_LINK_SHARE = 0.8  # a line that is a link leads to statements of a form, and is none
_MARKER = re.compile(r"\s*[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]{1,3}|[¹²³⁴-⁹]{1,3})[\])]?\s*")
_REACHABLE = re.compile(r"\+\d[\d ()./-]{6,}|\b\d{3}[ .-]\d{3,4}[ .-]?\d{2,4}|[\w.+-]+@[\w-]+\.\w+")


def with_lines_beside(
    part: Element, blocks: list[LaidBlock], *, base: str | None
) -> list[LaidBlock]:
    """Return the blocks of the part with its head lines before and its notes and contacts after.

    Only a neighbour's own lines are taken: the form, number and date of a statement above it,
    below it what the part's links jump to, what is named as notes, and how to reach the issuer.
    """
    above = [
        block
        for element in reversed([*_near(part, before=True)])
        for block in lay(element, base=base)
        if is_head_line(block.text) and link_share(block) < _LINK_SHARE
    ]
    wanted = _jumps(blocks) - {name for block in blocks for name in block.anchors}
    below: list[LaidBlock] = []
    if wanted or part.parent is not None:
        below = [*_below(part, wanted, base)]
    return [*above, *blocks, *below]


def _jumps(blocks: Iterable[LaidBlock]) -> set[str]:
    """Return the names of places in the page that the blocks' note markers link to."""
    return {
        k.href[1:]
        for b in blocks
        for k in b.links
        if k.href[0] == "#" and _MARKER.fullmatch(b.text, k.start, k.end)
    }


def _near(part: Element, *, before: bool) -> Iterator[Element]:
    """Yield the small neighbours with text on one side, the nearest first."""
    left = _NEIGHBOURS
    for element in _siblings(part, before=before):
        if element.furniture or not element.length:
            continue
        if element.length <= _LARGEST_NEIGHBOUR:
            yield element
        left -= 1
        if not left:
            return


def _siblings(part: Element, *, before: bool) -> Iterator[Element]:
    node = part
    while node.parent is not None:
        beside = [*node.parent.elements()]
        at = next(i for i, element in enumerate(beside) if element is node)
        yield from reversed(beside[:at]) if before else beside[at + 1 :]
        node = node.parent


def _below(part: Element, wanted: set[str], base: str | None) -> Iterator[LaidBlock]:
    taken: list[Element] = []
    for element in _siblings(part, before=False):
        if element.notes or (wanted and not element.furniture):
            taken += _holding(element, wanted)
    for element in taken:
        element.notes = True
        element.furniture = False
        yield from lay(element, base=base)
    for element in _near(part, before=False):
        if element not in taken:
            yield from _contacts(lay(element, base=base))


def _holding(element: Element, wanted: set[str]) -> list[Element]:
    """Return the smallest block elements that are notes or hold places jumped to, in order."""
    return _outermost(
        element,
        lambda e: e.notes or e.get("id") in wanted or (e.tag == "a" and e.get("name") in wanted),
    )


def _outermost(element: Element, is_wanted: Callable[[Element], bool]) -> list[Element]:
    found: list[Element] = []
    queue = [element]
    while queue:
        node = queue.pop()
        if is_wanted(node):
            block = node
            while block.inline and block.parent is not None:
                block = block.parent
            if block not in found:
                found.append(block)
        else:
            queue.extend(reversed([*node.elements()]))
    return found


def _contacts(blocks: list[LaidBlock]) -> Iterator[LaidBlock]:
    """Yield lines that say how to reach the issuer: labelled, or under such a label."""
    labelled = False
    for block in blocks:
        if says(block.text, "kept"):
            labelled = True
            yield block
        elif labelled and len(block.text) < 200 and _REACHABLE.search(block.text):
            yield block
        else:
            labelled = False
