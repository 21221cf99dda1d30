"""The date a page was published: every place that may say so, best first.

Knows where pages keep their dates and how far each place is to be believed; how a date is read
out of words is text.dates' matter, and which date a statement gets is the structure step's.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from onrecord.extract.html.charset import decode
from onrecord.extract.html.date_lines import Custom, Place, PrintedDate, printed_dates
from onrecord.extract.html.growing import strip
from onrecord.extract.html.head import Head, read_head
from onrecord.extract.html.hints import titles
from onrecord.extract.html.landmarks import Landmarks, landmarks
from onrecord.extract.layout import Hint
from onrecord.text.dates import find_dates, parse_date
from onrecord.text.normalise import normalise
from onrecord.text.urls import host

EARLIEST = dt.date(1900, 1, 1)

_PUBLISHED_METAS = (
    "article:published_time", "og:published_time", "og:article:published_time",
    "datepublished", "publish-date", "publish_date", "published_date", "publication_date",
    "publicationdate", "pubdate", "dc.date.issued", "dcterms.issued", "sailthru.date",
    "parsely-pub-date", "cxenseparse:recs:publishtime", "citation_publication_date",
    "citation_online_date", "originalpublicationdate", "release_date", "article.published",
    "published_time", "published", "shareaholic:article_published_time", "bt:pubdate",
    "article_date_original", "article:created",
)  # fmt: skip
# Said to be the page's date, not of what: a date printed by the title goes before them.
_GENERAL_METAS = (
    "date", "dc.date", "dcterms.date", "citation_date", "dcterms.created", "dc.date.created",
    "datecreated", "timestamp",
)  # fmt: skip
_MODIFIED_METAS = (
    "article:modified_time", "og:updated_time", "last-modified", "lastmod", "datemodified",
    "dcterms.modified", "dc.date.modified", "revised", "article:modified", "modified_time",
)  # fmt: skip
# Under these domains dates are the American way, unless the page says where it is from.
_AMERICAN = frozenset(["com", "gov", "mil", "edu", "us"])
_LOCAL = frozenset(["JSON-LD datePublished", *(f"meta {m}" for m in _PUBLISHED_METAS)])
# The data a page's scripts draw it from: within these names of the common content systems, the
# most telling first ("datePublished", "published_at", "publishDate", "datePosted", "createdAt").
_SCRIPTED = ("ublish", "ublication", "ubDate", "osted", "reated", "CREATED")
_SCRIPTED_DATE = re.compile(
    r"""([A-Za-z_]{0,12})[\\"']{1,4}\s*:\s*[\\"']{1,4}((?:19|20)\d\d-\d\d-\d\d[T\d:.Z+ -]{0,20})"""
)
_LONGEST_VALUE = 300
_LONGEST_MARKED = 80  # of an element that holds a date and not a byline with its life
_ISO = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?!\d)", re.ASCII)
_DIGIT = re.compile(r"\d")
_IN_UTC = re.compile(r"T\d\d:\d\d.*(?:Z|[+-]00:?00)$|GMT$|UTC$")
_URL_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([/_-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)"
)


@dataclass(frozen=True, slots=True)
class PageDate:
    """A date the page offers, and the hint it came from."""

    date: dt.date
    hint: Hint


@dataclass(frozen=True, slots=True)
class About:
    """What beside head and landmarks the dates of a page are read from; `at` is when it was
    received."""

    parser: LexborHTMLParser
    markup: str
    title: str
    url: str | None
    at: dt.date


def dates_of(payload: bytes, *, url: str | None, at: dt.date) -> list[PageDate]:
    """Return the dates of a page as received, best first.

    Raises ExtractionError for bytes that are no page.
    """
    markup, _ = decode(payload)
    parser = LexborHTMLParser(markup)
    head = read_head(parser, markup, url)
    strip(parser)
    marks = landmarks(parser)
    title = next((hint.value for hint in titles(parser, head, marks)), "")
    return page_dates(head, marks, page=About(parser, markup, title, url, at))


def page_dates(head: Head, marks: Landmarks, *, page: About) -> list[PageDate]:
    """Return the dates a page offers as its own, best first, each day once; none later
    than it was received."""
    found: dict[dt.date, PageDate] = {}
    for offered in _offered(head, marks, page):
        # Scripts are read where nothing better was found: it takes longer than all the rest.
        if offered is None and not found:
            offered = next(_read(_in_scripts(page.markup), Custom()), None)
        if offered is not None and EARLIEST <= offered.date <= page.at:
            found.setdefault(offered.date, offered)
    named = {d.date for d in _read(url_dates(page.url), Custom())}
    return _in_local_day(list(found.values()), named)


def custom_of(head: Head, url: str | None) -> Custom:
    """Return how the page's people print dates, by its language tag and its domain."""
    tag = head.language or next((h.value for h in head.meta("og:locale")), "")
    language, _, region = tag.replace("_", "-").partition("-")
    country = region[-2:].upper() if len(region) in (2, 7) else None
    top = host(url or head.base or "").rpartition(".")[2]
    if country is None and language.lower() == "en":
        country = "US" if top in _AMERICAN else None
    return Custom(language or None, country)


def _text(parser: LexborHTMLParser) -> str:
    body = parser.body
    return body.text(separator="\n") if body is not None else ""


def _offered(head: Head, marks: Landmarks, page: About) -> Iterator[PageDate | None]:
    custom = custom_of(head, page.url)
    told = [*_read(head.meta(*_PUBLISHED_METAS), custom)]
    told += _read(head.linked("datePublished"), custom)
    told += _read(_marked(marks), custom)
    printed = [] if _is_settled(told, page.at) else _printed(page, custom, near_only=bool(told))

    def places(first: Place, last: Place) -> Iterator[PageDate]:
        return (PageDate(p.date, p.hint) for p in printed if first <= p.place <= last)

    yield from told
    yield from _read(url_dates(page.url), custom)
    yield from places(Place.LABELLED, Place.NEAR_TITLE)
    yield from _read(head.meta(*_GENERAL_METAS), custom)
    yield from places(Place.LABELLED_FAR, Place.LABELLED_FAR)
    yield from _read([Hint(head.title, "title element")], custom)
    yield from _read(_times(marks), custom)
    yield from _read(head.linked("dateCreated", "uploadDate"), custom)
    yield None  # scripts come here
    yield from places(Place.ALONE, Place.CHANGED)
    yield from _read(head.meta(*_MODIFIED_METAS), custom)
    yield from _read(head.linked("dateModified"), custom)
    yield from places(Place.IN_TEXT, Place.IN_TEXT)


def _is_settled(told: Iterable[PageDate], at: dt.date) -> bool:
    """Tell whether two places of the page name the same day in figures: head and linked data.

    A printed date would stand behind them, and is not worth reading all lines for.
    """
    said: dict[dt.date, set[str]] = {}
    for d in told:
        if EARLIEST <= d.date <= at and _ISO.match(d.hint.value):
            said.setdefault(d.date, set()).add(d.hint.why)
    return any(len(places) > 1 for places in said.values())


def _printed(page: About, custom: Custom, *, near_only: bool) -> list[PrintedDate]:
    text = _text(page.parser)
    return printed_dates(text, title=page.title, custom=custom, near_only=near_only)


def _read(hints: Iterable[Hint], custom: Custom) -> Iterator[PageDate]:
    for hint in hints:
        date = _date(hint.value[:_LONGEST_VALUE], custom)
        if date is not None:
            yield PageDate(date, hint)


def _date(value: str, custom: Custom) -> dt.date | None:
    iso = _ISO.match(value)  # nearly all, and a tenth of the time
    if iso is not None:
        try:
            return dt.date(int(iso[1]), int(iso[2]), int(iso[3]))
        except ValueError:
            return None
    if not _DIGIT.search(value):
        return None
    found = find_dates(value, language=custom.language, country=custom.country, limit=1)
    parsed = found[0] if found else parse_date(value)
    return parsed.date if parsed is not None else None


def _marked(marks: Landmarks) -> Iterator[Hint]:
    """Yield the dates of elements that say they hold the day of publication."""
    for element in marks.dated:
        attributes = element.attributes
        value = attributes.get("datetime") or attributes.get("content") or attributes.get("title")
        text = value or normalise(element.text(separator=" "))
        if len(text) <= _LONGEST_MARKED:
            yield Hint(text, "element of publication date")


def _times(marks: Landmarks) -> Iterator[Hint]:
    for element in marks.times:
        value = element.attributes.get("datetime") or element.text()
        yield Hint(normalise(value), "time element")


def _in_local_day(dates: list[PageDate], named: set[dt.date]) -> list[PageDate]:
    """Put the day the address or a local time has before a neighbouring one given in UTC."""
    if not dates or not _IN_UTC.search(dates[0].hint.value):
        return dates
    for other in dates[1:]:
        near = abs((other.date - dates[0].date).days) == 1
        if near and (other.date in named or _is_local(other.hint)):
            return [other, *(d for d in dates if d is not other)]
    return dates


def _is_local(hint: Hint) -> bool:
    return hint.why in _LOCAL and not _IN_UTC.search(hint.value) and ":" in hint.value


def _in_scripts(markup: str) -> Iterator[Hint]:
    """Yield the first date that a page's scripts were given as that of publication."""
    for name in _SCRIPTED:
        at = markup.find(name)
        while at >= 0:
            found = _SCRIPTED_DATE.match(markup, at + len(name))
            if found:
                yield Hint(found[2], "data for scripts")
                return
            at = markup.find(name, at + 1)


def url_dates(url: str | None) -> Iterator[Hint]:
    """Yield the day a URL names.

    >>> [h.value for h in url_dates("https://mfa.example/news/2020/10/19/note")]
    ['2020-10-19']
    """
    for match in _URL_DATE.finditer(url or ""):
        yield Hint(f"{match[1]}-{match[3]}-{match[4]}", "URL")
