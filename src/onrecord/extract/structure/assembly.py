"""Drafts to the statement's text, blocks and spans: the title's line, then the blocks.

Knows where each draft came to stand; knows no rule of what a block means.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.structure.draft import Draft, Found
from onrecord.model.statement import Block, Reason, Span

PART = "\n\n"


@dataclass(frozen=True, slots=True)
class Assembled:
    """The whole text, its blocks, and where each draft begins in it, by the draft's identity."""

    text: str
    blocks: tuple[Block, ...]
    starts: dict[int, int]

    def span(self, where: Draft | None, start: int, end: int) -> Span | None:
        """Return the span in the text of words of a draft; None for a draft that is not in it."""
        if where is None or id(where) not in self.starts or start >= end:
            return None
        begin = self.starts[id(where)]
        return Span(begin + start, begin + end)

    def reason(self, found: Found) -> Reason:
        return Reason(found.why, self.span(found.where, found.start, found.end))


def assemble(title: Draft, drafts: Sequence[Draft]) -> Assembled:
    """Return the text of a title and drafts.

    >>> assemble(Draft("On the ferry"), [Draft("Both sides met.")]).text
    'On the ferry\\n\\nBoth sides met.'
    """
    pieces = [title.text]
    starts = {id(title): 0}
    at = len(title.text)
    blocks = []
    for draft in drafts:
        at += len(PART) if at else 0
        starts[id(draft)] = at
        end = at + len(draft.text)
        blocks.append(Block(draft.kind, draft.text, at, end, tuple(draft.points_to)))
        pieces.append(draft.text)
        at = end
    return Assembled(PART.join(p for p in pieces if p), tuple(blocks), starts)
