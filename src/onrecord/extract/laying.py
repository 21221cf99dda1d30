"""Raw words with their links and superscripts to a laid block of normalised text.

A reader collects a block's characters as its format has them, and the spans that go with them;
here the text is normalised once and the spans are moved along. Knows no format.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.extract.layout import LaidBlock, Link
from onrecord.model.statement import BlockKind
from onrecord.text.normalise import Mapped, normalise, normalise_mapped

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class Words:
    """A block being collected: raw text and spans in it, in code points of that raw text."""

    text: str = ""
    links: list[tuple[int, int, str]] = field(default_factory=list)
    raised: list[tuple[int, int]] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)

    def add(self, other: "Words", *, before: str = "") -> None:
        """Append other words, their spans moved along, after the text `before`."""
        at = len(self.text) + len(before)
        self.links += [(at + start, at + end, href) for start, end, href in other.links]
        self.raised += [(at + start, at + end) for start, end in other.raised]
        self.anchors += other.anchors
        self.text += before + other.text


def lay(
    words: Words,
    kind: BlockKind = BlockKind.PARAGRAPH,
    *,
    level: int = 0,
    label: str | None = None,
    in_footer: bool = False,
) -> LaidBlock | None:
    """Return the block of these words, or None when they show nothing.

    >>> block = lay(Words("  See  the\\u200b note ", links=[(2, 11, "https://mfa.example/1")]))
    >>> block.text, block.links
    ('See the note', (Link(start=0, end=7, href='https://mfa.example/1'),))
    >>> lay(Words(" ")) is None
    True
    """
    links: tuple[Link, ...] = ()
    raised: tuple[tuple[int, int], ...] = ()
    plain = words.text.replace("\u00a0", " ")  # most of what editors leave that isn't plain
    is_plain = _is_plain(plain)
    if words.links or words.raised:
        mapped = None if is_plain else normalise_mapped(words.text, keep_newlines=True)
        text = mapped.text if mapped else plain
        moved = ((_moved(text, mapped, start, end), href) for start, end, href in words.links)
        links = tuple(Link(*span, href) for span, href in moved if span[0] < span[1])
        lifted = (_moved(text, mapped, *span) for span in words.raised)
        raised = tuple(span for span in lifted if span[0] < span[1])
        text = raise_figures(text, raised)
    elif is_plain:
        text = plain
    else:
        text = normalise(words.text, keep_newlines=True)
    if not text:
        return None
    return LaidBlock(
        text=text,
        kind=kind,
        level=level,
        label=label,
        links=links,
        anchors=tuple(dict.fromkeys(words.anchors)),
        raised=raised,
        in_footer=in_footer,
    )


def lay_text(
    text: str,
    kind: BlockKind = BlockKind.PARAGRAPH,
    *,
    level: int = 0,
    label: str | None = None,
    in_footer: bool = False,
) -> LaidBlock | None:
    """Return the block of plain words, without links.

    >>> lay_text(" PRESS  RELEASE ").text
    'PRESS RELEASE'
    """
    return lay(Words(text), kind, level=level, label=label, in_footer=in_footer)


def raise_figures(text: str, raised: Sequence[tuple[int, int]]) -> str:
    """Write raised figures as such, so that "harbour³" doesn't read "harbour3": one for one.

    >>> raise_figures("the harbour3", ((11, 12),)), raise_figures("19th", ((2, 4),))
    ('the harbour³', '19th')
    """
    for start, end in raised:
        words = text[start:end]
        if words.strip(" ,").isdecimal():
            text = text[:start] + words.translate(_SUPERSCRIPTS) + text[end:]
    return text


def _is_plain(text: str) -> bool:
    """Return whether a text is its own normal form, quickly and erring towards no."""
    return (
        text.isprintable()  # no line end, no blank but the space, nothing invisible
        and "  " not in text
        and text.strip() == text
        and (text.isascii() or unicodedata.is_normalized("NFC", text))
    )


def _moved(text: str, mapped: Mapped | None, start: int, end: int) -> tuple[int, int]:
    """Return where a span went in the normalised text, without blanks at its ends.

    `mapped` is None where nothing moved.
    """
    if mapped is not None:
        start, end = mapped.from_original(start, end)
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, max(start, end - (len(words) - len(words.rstrip())))
