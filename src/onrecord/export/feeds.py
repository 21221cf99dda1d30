"""Feeds: Atom (RFC 4287) and JSON Feed 1.1, of the hits of a search and of changes.

Every entry's title begins with who says it. An entry of a search is one wording: a statement that
is worded anew is a new entry of the same link.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry. `says` is its title without the issuers, `link` where the archive shows it, `via`
    the issuer's own page; `at` None where no time is known; `html` is what `text` says, marked up.
    """

    id: str
    issuers: tuple[str, ...]
    says: str
    link: str
    via: str | None = None
    at: dt.datetime | None = None
    language: str | None = None
    text: str = ""
    html: str = ""

    @property
    def title(self) -> str:
        return f"{'; '.join(self.issuers) or '?'}: {self.says}"


def entry_of(feed: Feed, hit: Hit) -> Entry:
    """Return a hit as an entry."""
    return Entry(
        id=f"urn:onrecord:{hit.id}:{hit.version}",
        issuers=hit.issuers,
        says=hit.title,
        link=feed.statement + hit.id,
        via=hit.url,
        at=_midnight(hit.published_on) if hit.published_on else None,
        language=hit.language,
        text=" … ".join(snippet.text for snippet in hit.snippets),
    )


def atom(feed: Feed, entries: Sequence[Entry], *, updated: dt.datetime) -> bytes:
    """Return the feed as an Atom document in UTF-8."""
    root = Element("feed", xmlns=ATOM)
    _add(root, "id", feed.page)
    _add(root, "title", feed.title)
    _add(root, "updated", _instant(updated))
    SubElement(root, "link", rel="self", type="application/atom+xml", href=xml_text(feed.itself))
    SubElement(root, "link", rel="alternate", type="text/html", href=xml_text(feed.page))
    _add(root, "generator", "onrecord")
    for one in entries:
        entry = SubElement(root, "entry")
        _add(entry, "id", one.id)
        _add(entry, "title", one.title)
        _add(entry, "updated", _instant(one.at or updated))
        if one.at:
            _add(entry, "published", _instant(one.at))
        for name in one.issuers or ("?",):
            _add(SubElement(entry, "author"), "name", name)
        link = SubElement(entry, "link", rel="alternate", type="text/html")
        link.set("href", one.link)
        if one.via:
            SubElement(entry, "link", rel="via", href=xml_text(one.via))
        if one.text:
            _add(entry, "summary", one.text)
        if one.html:
            _add(entry, "content", one.html).set("type", "html")
    body: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def json_feed(feed: Feed, entries: Sequence[Entry]) -> dict[str, Any]:
    """Return the feed as the value of a JSON Feed document."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.itself,
        "items": [_item(entry) for entry in entries],
    }


def _item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.link,
        "title": entry.title,
        "content_text": entry.text,
        "authors": [{"name": name} for name in entry.issuers],
    }
    if entry.html:
        item["content_html"] = entry.html
    if entry.via:
        item["external_url"] = entry.via
    if entry.at:
        item["date_published"] = _instant(entry.at)
    if entry.language:
        item["language"] = entry.language
    return item


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _instant(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _add(parent: Element, name: str, text: str) -> Element:
    made = SubElement(parent, name)
    made.text = xml_text(text)
    return made
