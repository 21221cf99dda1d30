"""A statement's blocks as a page lays them: note markers as links, each block with its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.model.citation import Citation
from onrecord.model.statement import Block, BlockKind, Extraction, Span

# What a printed marker stands in: [1], (1), ¹ has no brackets.
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a block; `to` is the anchor that they link to, None for plain words."""

    text: str
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Laid:
    """A block on the page; `anchor` is the fragment of its permalink.

    `loose` are the markers that stand in its text as no more than a figure or letter, with the
    anchors of their notes: they are linked beside the words, which stay as they are.
    """

    kind: BlockKind
    anchor: str
    text: str
    pieces: tuple[Piece, ...]
    loose: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A citation on the page and the anchors of the blocks that point to it."""

    anchor: str
    citation: Citation
    blocks: tuple[tuple[int, str], ...]  # (number from 1, anchor)


def lay(extraction: Extraction) -> tuple[Laid, ...]:
    """Return the blocks of a wording in order."""
    anchors: dict[str, str] = {}
    for number, citation in enumerate(extraction.citations):
        if citation.marker is not None:
            anchors.setdefault(citation.marker, f"note-{number + 1}")
    return tuple(_laid(number, block, anchors) for number, block in enumerate(extraction.blocks, 1))


def _laid(number: int, block: Block, anchors: dict[str, str]) -> Laid:
    pieces = tuple(_pieces(block, anchors))
    linked = {piece.to for piece in pieces}
    loose = tuple(
        (marker, anchors[marker])
        for marker in dict.fromkeys(block.points_to)
        if marker in anchors and anchors[marker] not in linked
    )
    return Laid(block.kind, f"b{number}", block.text, pieces, loose)


def notes_of(extraction: Extraction) -> tuple[Note, ...]:
    """Return the citations of a wording in order."""
    return tuple(
        Note(
            f"note-{number + 1}",
            citation,
            tuple((block + 1, f"b{block + 1}") for block in citation.blocks),
        )
        for number, citation in enumerate(extraction.citations)
    )


def words_of(extraction: Extraction, span: Span | None) -> str | None:
    """Return the words that a reason rests on."""
    return extraction.text[span.start : span.end] if span is not None else None


def _pieces(block: Block, anchors: dict[str, str]) -> Iterator[Piece]:
    marks = sorted(set(_marks(block.text, block.points_to, anchors)))
    at = 0
    for start, end, anchor in marks:
        if start < at:
            continue
        if start > at:
            yield Piece(block.text[at:start])
        yield Piece(block.text[start:end], anchor)
        at = end
    if at < len(block.text) or not marks:
        yield Piece(block.text[at:])


def _marks(
    text: str, markers: Sequence[str], anchors: dict[str, str]
) -> Iterator[tuple[int, int, str]]:
    """Where the markers of a block stand in its text: in brackets, or raised."""
    for marker in markers:
        anchor = anchors.get(marker)
        if anchor is None:
            continue
        for written in (f"[{marker}]", f"({marker})", marker.translate(_SUPERSCRIPTS)):
            if written == marker and marker.isalnum():
                continue  # a bare figure or letter may be any word of the text
            for found in re.finditer(re.escape(written), text):
                yield found.start(), found.end(), anchor
