"""A text that stands inside another format (a feed's entry, a row, a message) as a layout.

Knows nothing of the format around it. What has no text gives a layout without blocks, so that one
empty part never costs the others.
"""

import re
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from onrecord.errors import ExtractionError
from onrecord.extract import text as plain
from onrecord.extract.html import reader as html
from onrecord.extract.html.attachments import attachments
from onrecord.extract.html.blocks import lay
from onrecord.extract.html.growing import grow, strip
from onrecord.extract.html.tree import fell
from onrecord.extract.layout import Context, LaidBlock, Layout

# What a whole page has and a piece of one has not: then its main text must be looked for.
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)


def inner_text(text: str) -> Layout:
    """Return the layout of plain text.

    >>> [block.text for block in inner_text("Oslo\\n\\nBoth sides met.").blocks]
    ['Oslo', 'Both sides met.']
    """
    return Layout(blocks=tuple(plain.blocks(text)), reader=plain.READER)


def inner_html(markup: str, context: Context, *, url: str | None = None) -> Layout:
    """Return the layout of mark-up that stands at `url`: a piece of a page whole, or a page's text.

    >>> import datetime as dt
    >>> context = Context(uri="file:a", path="a", at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    >>> laid = inner_html("<p>See <a href='/1'>one</a></p>", context, url="https://mfa.example/2")
    >>> laid.blocks[0].text, laid.blocks[0].links[0].href
    ('See one', 'https://mfa.example/1')
    """
    if not _PAGE.search(markup[:4096]):
        blocks = _piece(markup, url or context.url)
        return Layout(blocks=blocks, attachments=attachments(blocks), reader=html.READER)
    payload = markup.encode("utf-8", "replace")
    try:
        return html.read(payload, replace(context, charset="utf-8", url=url or context.url))
    except ExtractionError:
        return Layout(blocks=(), reader=html.READER)


def _piece(markup: str, base: str | None) -> tuple[LaidBlock, ...]:
    parser = LexborHTMLParser(markup.encode("utf-8", "replace"))
    strip(parser)
    order = grow(parser)
    blocks = lay(order[0], base=base)
    fell(order)
    return tuple(block for block in blocks if any(map(str.isalnum, block.text)))
