"""The hits of a search as a feed: Atom (RFC 4287) and JSON Feed 1.1.

Every entry's title begins with who says it. An entry is one wording: a statement that is worded
anew is a new entry of the same link.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from onrecord.export.xml_text import xml_text
from onrecord.model.search import Hit

ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What stands around the entries: `page` is the search for people, `itself` the feed's URL,
    `statement` the URL of a statement without its id."""

    title: str
    page: str
    itself: str
    statement: str


def atom(feed: Feed, hits: Sequence[Hit], *, updated: dt.datetime) -> bytes:
    """Return the feed as an Atom document in UTF-8."""
    root = Element("feed", xmlns=ATOM)
    _add(root, "id", feed.page)
    _add(root, "title", feed.title)
    _add(root, "updated", _instant(updated))
    SubElement(root, "link", rel="self", type="application/atom+xml", href=xml_text(feed.itself))
    SubElement(root, "link", rel="alternate", type="text/html", href=xml_text(feed.page))
    _add(root, "generator", "onrecord")
    for hit in hits:
        entry = SubElement(root, "entry")
        _add(entry, "id", _id(hit))
        _add(entry, "title", _title(hit))
        at = _midnight(hit.published_on) if hit.published_on else updated
        _add(entry, "updated", _instant(at))
        if hit.published_on:
            _add(entry, "published", _instant(at))
        for name in hit.issuers or ("?",):
            _add(SubElement(entry, "author"), "name", name)
        link = SubElement(entry, "link", rel="alternate", type="text/html")
        link.set("href", feed.statement + hit.id)
        if hit.url:
            SubElement(entry, "link", rel="via", href=xml_text(hit.url))
        if hit.snippets:
            _add(entry, "summary", " … ".join(s.text for s in hit.snippets))
    body: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def json_feed(feed: Feed, hits: Sequence[Hit]) -> dict[str, Any]:
    """Return the feed as the value of a JSON Feed document."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.itself,
        "items": [_item(feed, hit) for hit in hits],
    }


def _item(feed: Feed, hit: Hit) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": _id(hit),
        "url": feed.statement + hit.id,
        "title": _title(hit),
        "content_text": " … ".join(s.text for s in hit.snippets),
        "authors": [{"name": name} for name in hit.issuers],
    }
    if hit.url:
        item["external_url"] = hit.url
    if hit.published_on:
        item["date_published"] = _instant(_midnight(hit.published_on))
    if hit.language:
        item["language"] = hit.language
    return item


def _id(hit: Hit) -> str:
    return f"urn:onrecord:{hit.id}:{hit.version}"


def _title(hit: Hit) -> str:
    return f"{'; '.join(hit.issuers) or '?'}: {hit.title}"


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _instant(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = xml_text(text)
