"""RSS and Atom files to parts, a part an entry, on feedparser. Knows no statement's structure.

The bytes may be anything: feedparser is given them alone, without a name it could open or fetch,
and a document type with entities of its own is refused before they are expanded.
"""

import io
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from xml.sax import SAXException

import feedparser  # type: ignore[import-untyped]

from onrecord.errors import ExtractionError, NoStatementError, UnsupportedMediaError
from onrecord.extract.entries import Channel, Entry, one_line, parts_of, web_address
from onrecord.extract.html import reader as html
from onrecord.extract.layout import Context, Part
from onrecord.model.statement import Attachment

READER = "feed/1"
MAX_BYTES = 64 * 1024 * 1024  # feeds of whole archives reach some megabytes
# Entities that stand for others grow without bound. A file with more than this many declarations
# of its own is no feed, and one entity naming another is refused.
MAX_ENTITIES = 100
_ENTITY = re.compile(rb"<!ENTITY\s[^>]*>", re.IGNORECASE)
_NESTED = re.compile(rb"<!ENTITY\s+%|<!ENTITY[^>]*[\"'][^\"'>]*&(?!#)", re.IGNORECASE)
_PROLOGUE = 64 * 1024
_ROOT = re.compile(
    r"(?:\s*(?:<\?[^>]*\?>|<!--.*?-->|<!(?!--)[^>\[]*(?:\[[^\]]*\])?[^>]*>))*\s*<([\w:.-]+)", re.S
)
_TAG = re.compile(r"<[^<>]*>")
# What feedparser and the parsers below it raise for bytes that are no XML at all, or odd enough.
_FAULTS = (
    SAXException, ValueError, LookupError, AttributeError, TypeError, AssertionError,
    RecursionError, OverflowError,
)  # fmt: skip


def parts(payload: bytes, context: Context) -> Iterator[Part]:
    """Yield the entries of a feed in its order, the full content where the feed has it.

    Raises UnsupportedMediaError for other XML, NoStatementError for a feed without entries, and
    ExtractionError for what can't be read.
    """
    _refuse(payload, context)
    if _root(payload) == "html":
        yield Part(layout=html.read(payload, context))
        return
    found = _parsed(payload, context)
    if not found.get("version"):
        root = _root(payload)
        if root is None or found.get("bozo"):
            raise ExtractionError(
                "this is no feed that can be read", cause=_cause(found), uri=context.uri
            )
        raise UnsupportedMediaError(
            f"XML of a kind that is not read: its root is <{root}>, neither RSS nor Atom",
            uri=context.uri,
        )
    entries = found.get("entries") or []
    if not entries:
        if found.get("bozo"):
            raise ExtractionError(
                "this feed is damaged before its first entry", cause=_cause(found), uri=context.uri
            )
        raise NoStatementError("the feed has no entries", uri=context.uri)
    channel = _channel(found, context)
    yield from parts_of([_entry(e) for e in entries], channel, context)


def _refuse(payload: bytes, context: Context) -> None:
    if not payload.strip(b" \t\r\n\x00"):
        raise ExtractionError("the file is empty", uri=context.uri)
    if len(payload) > MAX_BYTES:
        raise ExtractionError(f"larger than {MAX_BYTES} bytes: no feed", uri=context.uri)
    narrow = payload.replace(b"\x00", b"") if b"\x00" in payload[:64] else payload  # UTF-16
    if _NESTED.search(narrow) or len(_ENTITY.findall(narrow)) > MAX_ENTITIES:
        raise ExtractionError("entities that stand for entities are not expanded", uri=context.uri)


def _root(payload: bytes) -> str | None:
    """Return the name of the first element, in lower case."""
    narrow = payload[:_PROLOGUE].replace(b"\x00", b"").decode("latin-1").lstrip("ÿþï»¿ \r\n\t")
    found = _ROOT.match(narrow)
    return found[1].lower() if found else None


def _parsed(payload: bytes, context: Context) -> Any:
    headers = {"content-location": context.url} if context.url else {}
    if context.charset:
        headers["content-type"] = f"application/xml; charset={context.charset}"
    try:
        return feedparser.parse(
            io.BytesIO(payload),
            response_headers=headers,
            sanitize_html=False,  # mark-up is read on a DOM that runs nothing
            resolve_relative_uris=False,
        )
    except _FAULTS as error:
        raise ExtractionError("this feed can't be read", cause=error, uri=context.uri) from error


def _cause(found: Any) -> BaseException | None:
    cause = found.get("bozo_exception")
    return cause if isinstance(cause, BaseException) else None


def _channel(found: Any, context: Context) -> Channel:
    feed = found.get("feed") or {}
    warnings: tuple[str, ...] = ()
    if found.get("bozo") and isinstance(_cause(found), SAXException):
        warnings = (f"the feed is not well-formed XML, read leniently: {_cause(found)}",)
    return Channel(
        reader=READER,
        title=_plain(feed, "title"),
        url=web_address(feed.get("link"), context.url),
        language=one_line(feed.get("language")),
        warnings=warnings,
    )


def _entry(entry: Any) -> Entry:
    markup: list[tuple[str, str | None]] = []
    text: list[str] = []
    for detail in [*(entry.get("content") or []), entry.get("summary_detail") or {}]:
        value = detail.get("value")
        if not isinstance(value, str) or not value.strip():
            continue
        if detail.get("type") == "text/plain":
            text.append(value)
        else:
            markup.append((value, detail.get("base")))
    return Entry(
        identifier=entry.get("id"),
        url=entry.get("link"),
        title=_plain(entry, "title"),
        date=entry.get("published") or entry.get("updated"),
        language=_language(entry),
        markup=tuple(markup),
        text=tuple(text),
        authors=tuple(filter(None, (one_line(a.get("name")) for a in _list(entry, "authors")))),
        sections=tuple(filter(None, (one_line(t.get("term")) for t in _list(entry, "tags")))),
        attachments=tuple(_attachments(entry)),
    )


def _plain(holder: Any, name: str) -> str | None:
    """Return a text construct without its mark-up; feedparser says which ones have any."""
    value = holder.get(name)
    kind = (holder.get(f"{name}_detail") or {}).get("type")
    if isinstance(value, str) and kind in ("text/html", "application/xhtml+xml"):
        value = unescape(_TAG.sub("", value))
    return one_line(value)


def _language(entry: Any) -> str | None:
    said = [entry.get("language")]
    said += [d.get("language") for d in _list(entry, "content")]
    said.append((entry.get("title_detail") or {}).get("language"))
    return next((value for value in map(one_line, said) if value), None)


def _attachments(entry: Any) -> Iterator[Attachment]:
    for link in _list(entry, "links"):
        url = web_address(link.get("href"), None)
        if link.get("rel") == "enclosure" and url:
            name = one_line(link.get("title")) or url.rpartition("/")[2]
            media_type = one_line(link.get("type")) or "application/octet-stream"
            yield Attachment(name, media_type, url)


def _list(holder: Any, name: str) -> list[Any]:
    return [item for item in holder.get(name) or [] if hasattr(item, "get")]
