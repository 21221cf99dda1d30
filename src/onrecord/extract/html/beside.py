"""What belongs to the text and stands outside its container: head lines, notes, contacts.

Looks at the neighbours of the chosen part, from the nearest outwards, and takes single lines of
them; the rest of the page stays out. Knows nothing of how the part was chosen.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.extract.html.blocks import lay
from onrecord.extract.html.head_lines import is_head_line
from onrecord.extract.html.phrases import says
from onrecord.extract.html.tree import Box, Line, anchors_of, lines_of
from onrecord.extract.html.trim import link_share
from onrecord.extract.layout import LaidBlock
from onrecord.text.normalise import normalise

# How far from the container its own lines are looked for: elements with text, and their size.
_NEIGHBOURS = 8
_LARGEST_NEIGHBOUR = 600  # code points
_LINK_SHARE = 0.8  # a line that is a link leads to statements of a form, and is none
_MARKER = re.compile(r"\s*[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]{1,3}|[¹²³⁴-⁹]{1,3})[\])]?\s*")
_REACHABLE = re.compile(r"\+\d[\d ()./-]{6,}|\b\d{3}[ .-]\d{3,4}[ .-]?\d{2,4}|[\w.+-]+@[\w-]+\.\w+")


def with_lines_beside(part: Box, blocks: list[LaidBlock], *, base: str | None) -> list[LaidBlock]:
    """Return the blocks of the part with its head lines before and its notes and contacts after.

    Only a neighbour's own lines are taken: the form, number and date of a statement above it,
    below it what the part's links jump to, what is named as notes, and how to reach the issuer.
    """
    above = [
        block
        for beside in reversed([*_near(part, before=True)])
        if any(is_head_line(normalise(line.text)) for line in lines_of(beside))
        for block in lay(beside, base=base)
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


def _near(part: Box, *, before: bool) -> Iterator[Box | Line]:
    """Yield the small neighbours with text on one side, the nearest first."""
    left = _NEIGHBOURS
    for beside in _siblings(part, before=before):
        if not beside.length or _is_furniture(beside):
            continue
        if beside.length <= _LARGEST_NEIGHBOUR:
            yield beside
        left -= 1
        if not left:
            return


def _siblings(part: Box, *, before: bool) -> Iterator[Box | Line]:
    node = part
    while node.parent is not None:
        beside = node.parent.children
        at = next(i for i, child in enumerate(beside) if child is node)
        yield from reversed(beside[:at]) if before else beside[at + 1 :]
        node = node.parent


def _is_furniture(beside: Box | Line) -> bool:
    return isinstance(beside, Box) and beside.furniture


def _below(part: Box, wanted: set[str], base: str | None) -> Iterator[LaidBlock]:
    taken: list[Box | Line] = []
    for beside in _siblings(part, before=False):
        if (isinstance(beside, Box) and beside.notes) or (wanted and not _is_furniture(beside)):
            taken += _holding(beside, wanted)
    for holding in taken:
        for block in lay(holding, base=base):
            yield block if block.in_footer else replace(block, in_footer=True)
    for beside in _near(part, before=False):
        if beside in taken:
            continue
        if any(says(normalise(line.text), "kept") for line in lines_of(beside)):
            yield from _contacts(lay(beside, base=base))


def _holding(beside: Box | Line, wanted: set[str]) -> list[Box | Line]:
    """Return the smallest boxes that are notes or hold places jumped to, in order."""
    found: list[Box | Line] = []
    queue = [(beside, beside)]
    while queue:
        node, around = queue.pop()
        if isinstance(node, Line):
            if around not in found and not wanted.isdisjoint(node.anchors):
                found.append(around)
        elif node.notes or not wanted.isdisjoint(anchors_of(node.attributes)):
            found.append(node)
        else:
            queue.extend((child, node) for child in reversed(node.children))
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
