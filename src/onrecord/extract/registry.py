"""Which reader reads which media type. A new kind is a new file and one line in a table here.

Readers are named, not imported: the module that reads PDF, and the library under it, is loaded
when the first PDF comes. Knows no format and no rule of structure.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Any

from onrecord.errors import ExtractionError, NoStatementError, UnsupportedMediaError
from onrecord.extract.extracted import Extracted
from onrecord.extract.layout import Context, Part
from onrecord.model.statement import Extraction
from onrecord.text.urls import canonical_url, same_site

# One statement to a file: `read(payload, context) -> Layout`.
LAYOUTS = {
    "text/html": "onrecord.extract.html.reader:read",
    "application/xhtml+xml": "onrecord.extract.html.reader:read",
    "text/plain": "onrecord.extract.text:read",
    "text/markdown": "onrecord.extract.markdown.reader:read",
    "text/x-markdown": "onrecord.extract.markdown.reader:read",
    "application/pdf": "onrecord.extract.pdf.reader:read",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (
        "onrecord.extract.docx.reader:read"
    ),
}
# Several to a file, or one with an address of its own: `parts(payload, context) -> Iterator[Part]`.
PARTS = {
    "message/rfc822": "onrecord.extract.email:parts",
    "multipart/related": "onrecord.extract.mhtml:parts",
    "application/x-mimearchive": "onrecord.extract.mhtml:parts",
    "application/rss+xml": "onrecord.extract.feed:parts",
    "application/atom+xml": "onrecord.extract.feed:parts",
    "application/xml": "onrecord.extract.feed:parts",
    "text/xml": "onrecord.extract.feed:parts",
    "application/feed+json": "onrecord.extract.json_feed:parts",
    "application/vnd.telegram.export+json": "onrecord.extract.telegram:parts",
    "application/vnd.onrecord.row+json": "onrecord.extract.row:json_parts",
    "application/vnd.onrecord.row+csv": "onrecord.extract.row:csv_parts",
}
UNKNOWN = "application/octet-stream"
# Endings of names that promise one of the types read; unknown bytes under them are a failure.
NAMES = (".html", ".htm", ".xhtml", ".txt", ".md", ".pdf", ".docx", ".eml", ".mhtml", ".xml")
STRUCTURE = "onrecord.extract.structure.structure:structure"


def supports(media_type: str) -> bool:
    """Return whether a reader is mounted for this media type.

    >>> supports("text/plain; charset=utf-8"), supports("image/png")
    (True, False)
    """
    return _bare(media_type) in LAYOUTS or _bare(media_type) in PARTS


def parts(payload: bytes, media_type: str, context: Context) -> Iterator[Part]:
    """Yield the would-be statements of a capture in the order of the file.

    Raises UnsupportedMediaError, ExtractionError when the bytes can't be read as that type, and
    NoStatementError when they can and hold no text.
    """
    bare = _bare(media_type)
    charset = _charset(media_type)
    if charset and context.charset is None:
        context = replace(context, charset=charset)
    if bare in LAYOUTS:
        yield Part(layout=_mounted(LAYOUTS[bare])(payload, context))
    elif bare in PARTS:
        yield from _mounted(PARTS[bare])(payload, context)
    elif bare == UNKNOWN and context.path.lower().endswith(NAMES):
        raise ExtractionError(
            "the bytes are not what the file's name says: binary junk, or damaged", uri=context.uri
        )
    else:
        raise UnsupportedMediaError(
            f"no reader for media type {bare or 'unknown'}; convert it to one of the types read",
            uri=context.uri,
        )


def extract(payload: bytes, media_type: str, context: Context) -> list[Extracted]:
    """Return what each part of a capture says, with the parts of its identity.

    A part that is damaged or holds no statement has the error as its outcome, and costs the
    others nothing; a capture that as a whole holds no statement is one such part. Raises
    UnsupportedMediaError, and ExtractionError when the capture can't be read at all.
    """
    try:
        found = list(parts(payload, media_type, context))
    except NoStatementError as error:
        return [Extracted(fragment="", outcome=error)]
    structure = _mounted(STRUCTURE)
    return [
        Extracted(
            fragment=part.fragment,
            outcome=_outcome(structure, part, context),
            supplied=part.supplied,
            url=_key_url(part, context),
            identifier=part.supplied.identifier,
        )
        for part in found
    ]


def _key_url(part: Part, context: Context) -> str | None:
    url = own_url(part, context)
    return canonical_url(url) if url else None


def own_url(part: Part, context: Context) -> str | None:
    """Return the URL that names a part: supplied, else its format's canonical one, else its page's.

    A canonical URL on another site than the page it stands on is not believed: a page that
    republishes another's is not that other page.
    """
    if part.supplied.url:
        return part.supplied.url
    canonical = part.layout.hints.canonical_url
    if part.fragment:
        return canonical
    if canonical and (context.url is None or same_site(canonical, context.url)):
        return canonical
    return context.url


def _outcome(
    structure: Callable[[Part, Context], Extraction], part: Part, context: Context
) -> Extraction | ExtractionError:
    if not part.layout.blocks:
        return NoStatementError("no text found", uri=context.uri, fragment=part.fragment or None)
    try:
        return structure(part, context)
    except ExtractionError as error:
        return error


@cache
def _mounted(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    mounted: Callable[..., Any] = getattr(import_module(module), function)
    return mounted


def _bare(media_type: str) -> str:
    return media_type.partition(";")[0].strip().lower()


def _charset(media_type: str) -> str | None:
    for parameter in media_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None
