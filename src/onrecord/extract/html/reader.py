"""HTML pages to a layout: the main text as blocks, and what the page says of itself as hints.

Puts the steps together; each knows its own matter. Knows nothing of notes, kinds or issuers.
"""

import datetime as dt

from selectolax.lexbor import LexborHTMLParser

from onrecord.errors import ExtractionError, NoStatementError
from onrecord.extract.html.attachments import attachments
from onrecord.extract.html.blocks import lay
from onrecord.extract.html.charset import decode
from onrecord.extract.html.dates import About, page_dates
from onrecord.extract.html.head import Head, read_head
from onrecord.extract.html.hints import (
    canonical,
    issuers,
    languages,
    other_languages,
    sections,
    titles,
)
from onrecord.extract.html.main_text import choose, mark_furniture, recount
from onrecord.extract.html.nesting import flattened
from onrecord.extract.html.tree import fell, grow, strip
from onrecord.extract.html.trim import trim
from onrecord.extract.layout import Context, Hints, Layout

READER = "html/1"
_CLOCKS_APART = dt.timedelta(days=1)  # a page may be of tomorrow where it was issued


def read(payload: bytes, context: Context) -> Layout:
    """Return the layout of an HTML page.

    Raises ExtractionError for bytes that are no page, NoStatementError for a page without text.
    """
    if not payload.strip(b" \t\r\n\x00"):
        raise ExtractionError("the file is empty", uri=context.uri)
    markup, warnings = decode(payload, declared=context.charset)
    markup, depths = flattened(markup)
    parser = LexborHTMLParser(markup)
    head = read_head(parser, markup, context.url)
    strip(parser)
    hints = _hints(parser, head, markup, context)
    order = grow(parser)
    mark_furniture(order)
    recount(order)
    part = choose(order)
    laid = lay(part, base=head.base)
    fell(order)
    blocks = trim(laid, titles=[hint.value for hint in hints.titles])
    if not blocks:
        raise NoStatementError("the page has no text", uri=context.uri)
    return Layout(
        blocks=tuple(blocks),
        hints=hints,
        attachments=attachments(blocks),
        reader=READER,
        warnings=warnings + depths,
    )


def _hints(parser: LexborHTMLParser, head: Head, markup: str, context: Context) -> Hints:
    named = titles(parser, head)
    dates = page_dates(
        parser,
        head,
        page=About(
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
        sections=sections(parser, head),
        canonical_url=canonical(head, context.url),
        other_languages=other_languages(head),
    )
