"""A statement's blocks as a page lays them: note markers as links, each block with its place."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.model.citation import Citation
from onrecord.model.claim_view import ClaimedSpan
from onrecord.model.statement import Block, BlockKind, Extraction, Span

# What a printed marker stands in: [1], (1), ¹ has no brackets.
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a block; `to` is the anchor that they link to, None for plain words; `claim` that of
    the claim that they are of."""

    text: str
    to: str | None = None
    claim: str | None = None


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


def lay(extraction: Extraction, claimed: Sequence[ClaimedSpan] = ()) -> tuple[Laid, ...]:
    """Return the blocks of a wording in order, the words of claims told apart."""
    anchors: dict[str, str] = {}
    for number, citation in enumerate(extraction.citations):
        if citation.marker is not None:
            anchors.setdefault(citation.marker, f"note-{number + 1}")
    stretches = list(_stretches(claimed))
    return tuple(
        _laid(number, block, anchors, stretches)
        for number, block in enumerate(extraction.blocks, 1)
    )


def _stretches(claimed: Sequence[ClaimedSpan]) -> Iterator[tuple[int, int, str]]:
    """Yield where claims stand, one after the other; none lies within another."""
    at = 0
    for one in claimed:
        if one.end > at:
            yield max(one.start, at), one.end, f"c{one.at}"
            at = one.end


def _laid(
    number: int,
    block: Block,
    anchors: dict[str, str],
    stretches: Sequence[tuple[int, int, str]],
) -> Laid:
    inside = [one for one in stretches if one[0] < block.end and one[1] > block.start]
    pieces = tuple(_cut(_pieces(block, anchors), block.start, inside))
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


def _cut(
    pieces: Iterable[Piece], start: int, stretches: Sequence[tuple[int, int, str]]
) -> Iterator[Piece]:
    """Yield the pieces of a block that begins at `start`, cut where claims begin and end."""
    for piece in pieces:
        at, end = start, start + len(piece.text)
        for first, last, name in stretches:
            if last <= at or first >= end:
                continue
            if first > at:
                yield Piece(piece.text[at - start : first - start], piece.to)
            at, until = max(at, first), min(last, end)
            yield Piece(piece.text[at - start : until - start], piece.to, name)
            at = until
        if at < end or not piece.text:
            yield Piece(piece.text[at - start :], piece.to)
        start = end


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
