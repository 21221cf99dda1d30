"""Sitemaps (sitemaps.org 0.9): an index, a list of pages, or a news sitemap, gzipped or not.

Read on bytes we have fetched ourselves. Knows XML of this one kind; entities are not expanded and
nothing is fetched.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from onrecord.errors import ExtractionError
from onrecord.model.watching import Lead

MOST = 50_000  # entries of one file, by the protocol
_ROOT = re.compile(rb"<(?:\w+:)?(urlset|sitemapindex)[\s>]")
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a file names: pages, or with `is_index` further sitemaps; in the file's order."""

    leads: tuple[Lead, ...]
    is_index: bool


def is_sitemap(payload: bytes) -> bool:
    """Return whether these bytes begin as a sitemap does.

    >>> is_sitemap(b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/...">')
    True
    >>> is_sitemap(b"<rss><channel>")
    False
    """
    return _ROOT.search(payload[:_HEAD]) is not None


def read_sitemap(payload: bytes) -> Sitemap:
    """Return what a sitemap names; what is damaged behind some entries costs those alone.

    Raises ExtractionError where no entry can be read.
    """
    found = _ROOT.search(payload[:_HEAD])
    if found is None:
        raise ExtractionError("this is no sitemap")
    leads: dict[str, Lead] = {}
    try:
        for lead in _entries(payload):
            leads.setdefault(lead.url, lead)
            if len(leads) >= MOST:
                break
    except etree.XMLSyntaxError as error:
        if not leads:
            raise ExtractionError("this sitemap can't be read", cause=error) from error
    return Sitemap(tuple(leads.values()), is_index=found[1] == b"sitemapindex")


def _entries(payload: bytes) -> Iterator[Lead]:
    events = etree.iterparse(
        io.BytesIO(payload),
        events=("end",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
    )
    for _, element in events:
        if not isinstance(element.tag, str) or _name(element.tag) not in ("url", "sitemap"):
            continue
        values = {
            _name(inner.tag): (inner.text or "").strip()
            for inner in element.iter()
            if isinstance(inner.tag, str)
        }
        if values.get("loc", "").startswith(("http://", "https://")):
            date = values.get("publication_date") or values.get("lastmod") or None
            yield Lead(values["loc"], date, values.get("title") or None)
        element.clear()


def _name(tag: str) -> str:
    return tag.rpartition("}")[2].lower()
