"""HTML pages to a layout: the main text as blocks, and what the page says of itself as hints.

Puts the steps together; each knows its own matter. Knows nothing of notes, kinds or issuers.
"""

import datetime as dt

from selectolax.lexbor import LexborHTMLParser

from onrecord.errors import ExtractionError, NoStatementError
from onrecord.extract.html.attachments import attachments
from onrecord.extract.html.beside import with_lines_beside
from onrecord.extract.html.blocks import lay, without_unknown
from onrecord.extract.html.charset import markup_of
from onrecord.extract.html.dates import About, page_dates
from onrecord.extract.html.fallback import is_doubtful, text_blocks
from onrecord.extract.html.growing import grow, strip
from onrecord.extract.html.head import Head, read_head
from onrecord.extract.html.hints import (
    canonical,
    issuers,
    languages,
    other_languages,
    sections,
    titles,
    with_site_names,
    with_title_in_text,
)
from onrecord.extract.html.landmarks import landmarks
from onrecord.extract.html.main_text import choose, mark_furniture, recount
from onrecord.extract.html.nesting import flattened
from onrecord.extract.html.tree import fell
from onrecord.extract.html.trim import trim
from onrecord.extract.layout import Context, Hints, LaidBlock, Layout

READER = "html/1"
_CLOCKS_APART = dt.timedelta(days=1)  # a page may be of tomorrow where it was issued


def read(payload: bytes, context: Context) -> Layout:
    """Return the layout of an HTML page.

    Raises ExtractionError for bytes that are no page, NoStatementError for a page without text.
    """
    if not payload.strip(b" \t\r\n\x00"):
        raise ExtractionError("the file is empty", uri=context.uri)
    read_as = markup_of(payload, declared=context.charset)
    markup, depths = flattened(read_as.text)
    parser = LexborHTMLParser(markup if depths else read_as.source)
    head = read_head(parser, markup, context.url)
    strip(parser)
    hints = _hints(parser, head, markup, context)
    blocks, readable = _main_text(parser, head)
    hints = with_site_names(with_title_in_text(hints, blocks), head)
    blocks = trim(blocks, titles=[hint.value for hint in hints.titles])
    confidence, reader = _confidence(blocks, readable), READER
    if is_doubtful(_length(blocks), readable):
        instead = text_blocks(markup, context.url)
        if _length(instead) > _length(blocks):
            blocks, reader = instead, f"{READER}+trafilatura"
    if not blocks:
        raise NoStatementError("the page has no text", uri=context.uri)
    return Layout(
        blocks=tuple(map(without_unknown, blocks)),
        hints=hints,
        attachments=attachments(blocks),
        confidence=confidence,
        reader=reader,
        warnings=read_as.warnings + depths,
    )


def _main_text(parser: LexborHTMLParser, head: Head) -> tuple[list[LaidBlock], int]:
    """Return the blocks of the text, untrimmed, and how much of the page is not links."""
    order = grow(parser)
    readable = order[0].length - order[0].linked
    mark_furniture(order)
    recount(order)
    part = choose(order)
    blocks = with_lines_beside(part, lay(part, base=head.base), base=head.base)
    fell(order)
    return blocks, readable


def _confidence(blocks: list[LaidBlock], readable: int) -> float:
    """Return how sure it is that the blocks are the text, 0..1: their share of what is readable."""
    return min(1.0, _length(blocks) / max(1, readable))


def _length(blocks: list[LaidBlock]) -> int:
    return sum(len(block.text) for block in blocks)


def _hints(parser: LexborHTMLParser, head: Head, markup: str, context: Context) -> Hints:
    marks = landmarks(parser)
    named = titles(parser, head, marks)
    dates = page_dates(
        head,
        marks,
        page=About(
            parser,
            markup,
            title=named[0].value if named else "",
            url=context.url or head.base,
            at=context.at.date() + _CLOCKS_APART,
        ),
    )
    return Hints(
        titles=named,
        dates=tuple(date.hint for date in dates),
        issuers=issuers(head),
        languages=languages(head),
        sections=sections(head, marks),
        canonical_url=canonical(head, context.url),
        other_languages=other_languages(head),
    )
