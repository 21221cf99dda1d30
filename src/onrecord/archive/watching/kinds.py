"""What an address turns out to be, a page, feed, sitemap or listing, and where it leads."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.archive.worked import Found
from onrecord.capture.gunzip import gunzip
from onrecord.capture.limits import MIB, Limits
from onrecord.capture.listings import LEAST, read_listing
from onrecord.capture.reading import FileRef, Reading
from onrecord.capture.sitemaps import is_sitemap, read_sitemap
from onrecord.model.capture import Received
from onrecord.model.watching import Lead, Role
from onrecord.text.urls import canonical_url

_GZIP = b"\x1f\x8b"
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
_HTML = ("text/html", "application/xhtml+xml")
_HEAD = 4096
# Of the links of a list, the share whose words are in the page's text: where it is as great, the
# links are what the page has to say.
_LISTED = 0.5


@dataclass(frozen=True, slots=True)
class Leads:
    leads: tuple[Lead, ...] = ()
    next_page: str | None = None
    is_index: bool = False


def kind_of(received: Received, found: Sequence[Found]) -> Role:
    """Return what a response is to the archive, given the statements that were read in it."""
    head = unzipped(received)[:_HEAD]
    if is_sitemap(head):
        return Role.SITEMAP
    if _FEED.search(head) or received.media_type == "application/feed+json":
        return Role.FEED
    if received.media_type not in _HTML:
        return Role.FEED if _is_json_feed(received) else Role.PAGE
    links = read_listing(received.payload, received.uri).leads
    if len(links) < LEAST:
        return Role.PAGE
    if not found:
        return Role.LISTING
    text = " ".join(" ".join(one.text.split()) for one in found)
    listed = sum(1 for link in links if link.title and link.title in text)
    of_text = sum(len(link.title or "") for link in links if (link.title or "") in text)
    is_list = listed >= _LISTED * len(links) and of_text * 5 >= len(text)
    return Role.LISTING if is_list else Role.PAGE


def leads_of(role: Role, received: Received, found: Sequence[Found], rule: str | None) -> Leads:
    """Return where a feed, sitemap or listing leads; raises ExtractionError for an unread one."""
    if role is Role.SITEMAP:
        sitemap = read_sitemap(unzipped(received))
        leads = [lead for lead in sitemap.leads if rule is None or re.search(rule, lead.url)]
        return Leads(tuple(leads), is_index=sitemap.is_index)
    if role is Role.LISTING:
        listing = read_listing(received.payload, received.uri, rule)
        return Leads(listing.leads, listing.next_page)
    own = canonical_url(received.uri)
    urls = dict.fromkeys(one.url for one in found if one.url and one.url != own)
    return Leads(tuple(Lead(url) for url in urls if rule is None or re.search(rule, url)))


def unzipped(received: Received) -> bytes:
    """Return the bytes of a response, those inside where they are a gzip file (sitemap.xml.gz)."""
    if not received.payload.startswith(_GZIP):
        return received.payload
    name = received.path
    reading = Reading(
        ref=FileRef(Path(name), name, len(received.payload)),
        source="",
        at=received.at,
        media_type=received.media_type,
        limits=Limits(payload=64 * MIB),
    )
    return gunzip(received.payload, reading)


def _is_json_feed(received: Received) -> bool:
    if b"jsonfeed.org/version" not in received.payload[:_HEAD]:
        return False
    try:
        return isinstance(json.loads(received.payload).get("items"), list)
    except (ValueError, AttributeError):
        return False
