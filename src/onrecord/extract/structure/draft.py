"""A block on its way from the layout to the statement, and where a value was found.

Drafts change while the step works on them; nothing outside this package sees one.
"""

from dataclasses import dataclass, field

from onrecord.extract.layout import LaidBlock, Link
from onrecord.model.statement import BlockKind


@dataclass(slots=True, eq=False)
class Draft:
    """A block being made. `note` is the marker of the note it holds; spans count in `text`."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    label: str | None = None
    links: tuple[Link, ...] = ()
    anchors: tuple[str, ...] = ()
    raised: tuple[tuple[int, int], ...] = ()
    in_footer: bool = False
    note: str | None = None
    points_to: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """Why a field has its value, and the words of a draft it rests on, if any."""

    why: str
    where: Draft | None = None
    start: int = 0
    end: int = 0


def drafted(block: LaidBlock) -> Draft:
    """Return a draft of a laid block."""
    return Draft(
        block.text,
        block.kind,
        block.level,
        block.label,
        block.links,
        block.anchors,
        block.raised,
        block.in_footer,
    )


def part(draft: Draft, start: int, end: int) -> Draft:
    """Return a stretch of a draft as a draft of its own, trimmed, its links and marks moved along.

    >>> whole = Draft("• a link", links=(Link(4, 8, "https://mfa.example/"),))
    >>> part(whole, 2, 8).links
    (Link(start=2, end=6, href='https://mfa.example/'),)
    """
    words = draft.text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    end = start + len(words)
    return Draft(
        words,
        draft.kind,
        draft.level,
        draft.label,
        tuple(
            Link(max(k.start, start) - start, min(k.end, end) - start, k.href)
            for k in draft.links
            if k.start < end and k.end > start
        ),
        draft.anchors,
        tuple((s - start, e - start) for s, e in draft.raised if start <= s and e <= end),
        draft.in_footer,
        draft.note,
        list(draft.points_to),
    )


def prefixed(draft: Draft, words: str) -> Draft:
    """Return a draft with words put before its text."""
    n = len(words)
    return Draft(
        words + draft.text,
        draft.kind,
        draft.level,
        None,
        tuple(Link(k.start + n, k.end + n, k.href) for k in draft.links),
        draft.anchors,
        tuple((s + n, e + n) for s, e in draft.raised),
        draft.in_footer,
        draft.note,
        list(draft.points_to),
    )
