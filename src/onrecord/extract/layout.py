"""What a reader of one format saw, before anything is made of it.

A format reader (HTML, PDF, e-mail, Markdown...) turns bytes into a `Layout`: blocks in reading
order with their links, and hints the format itself gives. The structure step (notes, citations,
issuers, dates, contacts) works on a Layout alone and knows no format.
"""

import datetime as dt
from dataclasses import dataclass, field

from onrecord.model.capture import Supplied
from onrecord.model.issuer import Registry
from onrecord.model.statement import Attachment, BlockKind


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink; `start`, `end` are code points of its block's text. `href` is absolute, or
    "#name" for a place in the same document."""

    start: int
    end: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidBlock:
    """One block as the format shows it. `text` is normalised (text.normalise).

    `kind` is the format's own word for it: heading, point (list item), paragraph, quote, table.
    `label` is a list item's own number or bullet where it is not in the text ("1.", "•").
    `anchors` are names a link can jump to (id=, name=). `raised` are the spans of superscripts.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0  # heading level, or depth of a list item
    label: str | None = None
    links: tuple[Link, ...] = ()
    anchors: tuple[str, ...] = ()
    raised: tuple[tuple[int, int], ...] = ()
    in_footer: bool = False  # the format marks it as foot or note area


@dataclass(frozen=True, slots=True)
class Hint:
    """A value the format itself offers, e.g. a meta tag; `why` names where it stood."""

    value: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """Metadata of the format, best first in each tuple."""

    titles: tuple[Hint, ...] = ()
    dates: tuple[Hint, ...] = ()  # ISO 8601, or words
    issuers: tuple[Hint, ...] = ()  # og:site_name, author organisation, From: of a message
    languages: tuple[Hint, ...] = ()
    sections: tuple[Hint, ...] = ()  # "Press releases" from breadcrumb, front matter, URL
    canonical_url: str | None = None
    other_languages: tuple[tuple[str, str], ...] = ()  # (language, absolute URL), hreflang


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    blocks: tuple[LaidBlock, ...]
    hints: Hints = field(default_factory=Hints)
    attachments: tuple[Attachment, ...] = ()
    confidence: float = 1.0  # that the blocks are the main text, 0..1
    reader: str = ""  # name and rules version, "html/1"
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """All an extractor may know beside the bytes."""

    uri: str
    path: str
    at: dt.datetime
    url: str | None = None
    charset: str | None = None
    columns: tuple[tuple[str, str], ...] = ()  # of a data set: (their name, ours), from --map
    registry: Registry = field(default_factory=Registry)
    source_issuer: str | None = None  # id, from `--issuer` or the source's entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One would-be statement inside a capture: the capture itself, a feed's entry, a message.

    `fragment` names it within the capture ("" for the capture itself) and is stable while the
    capture's other parts change, wherever the format gives it an identifier.
    """

    layout: Layout
    fragment: str = ""
    supplied: Supplied = field(default_factory=Supplied)
