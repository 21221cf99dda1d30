"""Markdown files with front matter to a layout. Knows nothing of notes' meaning or issuers."""

from urllib.parse import urljoin, urlsplit

from onrecord.extract.charset import decode
from onrecord.extract.layout import Context, Layout
from onrecord.extract.markdown.blocks import blocks
from onrecord.extract.markdown.front_matter import Header, read_header
from onrecord.extract.markdown.inline import Marks

READER = "markdown/1"


def read(payload: bytes, context: Context) -> Layout:
    """Return the layout of a Markdown file; its header's values become hints.

    Raises ExtractionError when the bytes are empty or no text.
    """
    decoded = decode(payload, context.charset)
    header = read_header(decoded.text)
    url = _own_url(header, context)
    body = decoded.text[header.body_at :]
    return Layout(
        blocks=tuple(blocks(body, Marks(base=url or context.url))),
        hints=header.as_hints(url),
        reader=READER,
        warnings=decoded.warnings,
    )


def _own_url(header: Header, context: Context) -> str | None:
    """Return the header's URL if it is absolute or can be made so."""
    for hint in header.hints("url"):
        try:
            url = urljoin(context.url or "", hint.value)
            if urlsplit(url).scheme in ("http", "https"):
                return url
        except ValueError:
            continue
    return None
