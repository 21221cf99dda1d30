"""A page saved with its parts (MHTML, RFC 2557) to the page. Knows no mail.

The Date field of such a file is when it was saved, so it says nothing of the statement.
"""

from collections.abc import Iterator
from dataclasses import replace

from onrecord.errors import NoStatementError
from onrecord.extract import mime
from onrecord.extract.entries import web_address
from onrecord.extract.html import reader as html
from onrecord.extract.layout import Context, Part
from onrecord.model.capture import Supplied

_HTML = ("text/html", "application/xhtml+xml")


def parts(payload: bytes, context: Context) -> Iterator[Part]:
    """Yield the page of a saved page, with the address it was saved from.

    Raises ExtractionError for what is no MIME message, NoStatementError where no page is in it.
    """
    message = mime.open_message(payload, uri=context.uri)
    pages = [mime.leaf_of(part) for part in _pages(message)]
    if not pages:
        raise NoStatementError("no page is in this saved page", uri=context.uri)
    page = _root(pages, message)
    url = web_address(mime.field(message, "snapshot-content-location"), None)
    url = web_address(page.location, url) or url
    inside = replace(context, charset=page.charset or context.charset, url=url or context.url)
    yield Part(layout=html.read(page.payload, inside), supplied=Supplied(url=url))


def _pages(message: mime.Mime) -> Iterator[mime.Mime]:
    """Yield the parts that are HTML, in the order of the file."""
    waiting = [(message, 0)]
    while waiting:
        part, depth = waiting.pop()
        inner = mime.children(part) if depth < mime.MAX_DEPTH else []
        waiting += [(child, depth + 1) for child in reversed(inner)]
        if not inner and mime.media_type_of(part) in _HTML:
            yield part


def _root(pages: list[mime.Leaf], message: mime.Mime) -> mime.Leaf:
    """RFC 2387, 3.2: the part named by `start`, else the first."""
    start = (mime.parameter(message, "start") or "").strip("<> ")
    return next((page for page in pages if start and page.content_id == start), pages[0])
