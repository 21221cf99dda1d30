"""The date a page was published: every place that may say so, best first.

Knows where pages keep their dates and how far each place is to be believed; how a date is read
out of words is text.dates' matter, and which date a statement gets is the structure step's.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from onrecord.extract.html.charset import decode
from onrecord.extract.html.head import Head, read_head
from onrecord.extract.html.tree import strip
from onrecord.extract.layout import Hint
from onrecord.text.dates import parse_date

EARLIEST = dt.date(1900, 1, 1)

_PUBLISHED_METAS = (
    "article:published_time", "og:published_time", "og:article:published_time",
    "datepublished", "publish-date", "publish_date", "published_date", "publication_date",
    "publicationdate", "pubdate", "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date",
    "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime", "citation_date",
    "citation_publication_date", "citation_online_date", "date", "originalpublicationdate",
    "dcterms.created", "dc.date.created", "release_date", "timestamp", "article.published",
    "published_time", "published", "shareaholic:article_published_time", "bt:pubdate",
    "article_date_original", "article:created", "datecreated",
)  # fmt: skip
_URL_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([/_-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)"
)


@dataclass(frozen=True, slots=True)
class PageDate:
    """A date the page offers, and the hint it came from."""

    date: dt.date
    hint: Hint


def dates_of(payload: bytes, *, url: str | None, at: dt.date) -> list[PageDate]:
    """Return the dates of a page as received, best first.

    Raises ExtractionError for bytes that are no page.
    """
    markup, _ = decode(payload)
    parser = LexborHTMLParser(markup)
    head = read_head(parser, markup, url)
    strip(parser)
    return page_dates(parser, head, url=url, at=at)


def page_dates(
    parser: LexborHTMLParser, head: Head, *, url: str | None, at: dt.date
) -> list[PageDate]:
    """Return the dates a page offers as its own, best first, each day once; none after `at`."""
    found: dict[dt.date, PageDate] = {}
    for hint in _candidates(parser, head, url):
        parsed = parse_date(hint.value)
        if parsed is not None and EARLIEST <= parsed.date <= at:
            found.setdefault(parsed.date, PageDate(parsed.date, hint))
    return list(found.values())


def _candidates(parser: LexborHTMLParser, head: Head, url: str | None) -> Iterator[Hint]:
    yield from head.meta(*_PUBLISHED_METAS)
    yield from head.linked("datePublished", "dateCreated", "uploadDate")
    for element in parser.css("time[datetime]")[:3]:
        yield Hint(element.attributes.get("datetime") or "", "time element")
    yield from url_dates(url)


def url_dates(url: str | None) -> Iterator[Hint]:
    """Yield the day a URL names.

    >>> [h.value for h in url_dates("https://mfa.example/news/2020/10/19/note")]
    ['2020-10-19']
    """
    for match in _URL_DATE.finditer(url or ""):
        yield Hint(f"{match[1]}-{match[3]}-{match[4]}", "URL")
