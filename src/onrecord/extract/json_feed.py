"""JSON Feed files (jsonfeed.org, versions 1 and 1.1) to parts. Knows no statement's structure."""

import json
from collections.abc import Iterator
from typing import Any

from onrecord.errors import ExtractionError, NoStatementError
from onrecord.extract.charset import decode
from onrecord.extract.entries import Channel, Entry, one_line, parts_of, web_address
from onrecord.extract.layout import Context, Part
from onrecord.model.statement import Attachment

READER = "json_feed/1"


def parts(payload: bytes, context: Context) -> Iterator[Part]:
    """Yield the items of a JSON Feed in its order.

    Raises NoStatementError for a feed without items, ExtractionError for what is no JSON Feed.
    """
    feed = read_object(payload, context)
    items = feed.get("items")
    if not isinstance(items, list):
        raise ExtractionError("no JSON Feed: it has no list of items", uri=context.uri)
    if not items:
        raise NoStatementError("the feed has no items", uri=context.uri)
    channel = Channel(
        reader=READER,
        title=one_line(feed.get("title")),
        url=web_address(feed.get("home_page_url"), context.url),
        language=one_line(feed.get("language")),
    )
    entries = [_entry(item, channel) for item in items if isinstance(item, dict)]
    yield from parts_of(entries, channel, context)


def read_object(payload: bytes, context: Context) -> dict[str, Any]:
    """Return the one object a JSON file is; raises ExtractionError for anything else."""
    try:
        read = json.loads(decode(payload, context.charset).text)
    except (ValueError, RecursionError) as error:
        raise ExtractionError("this is not JSON", cause=error, uri=context.uri) from error
    if not isinstance(read, dict):
        raise ExtractionError("this JSON is not an object", uri=context.uri)
    return read


def _entry(item: dict[str, Any], channel: Channel) -> Entry:
    markup, text, summary = (item.get(k) for k in ("content_html", "content_text", "summary"))
    identifier = item.get("id")
    if isinstance(identifier, int):  # version 1 of the format wants it read as text
        identifier = str(identifier)
    return Entry(
        identifier=one_line(identifier),
        url=web_address(item.get("url"), channel.url),
        title=one_line(item.get("title")),
        date=one_line(item.get("date_published")) or one_line(item.get("date_modified")),
        language=one_line(item.get("language")),
        markup=((markup, None),) if isinstance(markup, str) else (),
        text=tuple(value for value in (text, summary) if isinstance(value, str)),
        authors=tuple(_authors(item)),
        sections=tuple(filter(None, map(one_line, _list(item, "tags")))),
        attachments=tuple(_attachments(item)),
    )


def _authors(item: dict[str, Any]) -> Iterator[str]:
    for author in [*_list(item, "authors"), item.get("author")]:
        name = one_line(author.get("name")) if isinstance(author, dict) else None
        if name:
            yield name


def _attachments(item: dict[str, Any]) -> Iterator[Attachment]:
    for attachment in _list(item, "attachments"):
        if isinstance(attachment, dict) and (url := web_address(attachment.get("url"), None)):
            name = one_line(attachment.get("title")) or url.rpartition("/")[2]
            media_type = one_line(attachment.get("mime_type")) or "application/octet-stream"
            yield Attachment(name, media_type, url)


def _list(holder: dict[str, Any], name: str) -> list[Any]:
    value = holder.get(name)
    return value if isinstance(value, list) else []
