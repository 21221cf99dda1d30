"""The captures of an address, or of all below it, in the order of a web archive's index (CDX)."""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from onrecord.archive.opening import Archive
from onrecord.model.records import KeptCapture
from onrecord.store import served
from onrecord.text.surt import surt
from onrecord.text.urls import canonical_url, spellings

MOST = 100_000  # lines: they are sorted in memory


class Match(StrEnum):
    """What of an address must be the same: all, how it begins, its host, or a host it is below."""

    EXACT = "exact"
    PREFIX = "prefix"
    HOST = "host"
    DOMAIN = "domain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the index: a capture with its key and its time as fourteen digits."""

    urlkey: str
    timestamp: str
    kept: KeptCapture


def list_lines(
    archive: Archive,
    url: str,
    match: Match,
    *,
    keeps: Callable[[Line], bool],
    order: Callable[[Line], Any],
    limit: int,
) -> list[Line]:
    """Return the first `limit` lines in an order, of those that `keeps` lets pass."""
    with archive.database.reading() as connection:
        if match is Match.EXACT:
            found = served.list_served(connection, spellings(url))
        else:
            host = _host(url) if match is Match.DOMAIN else None
            found = served.list_served_below(connection, _beginnings(url, match), host)
        lines: Iterator[Line] = filter(keeps, map(_line, found))
        if match is Match.DOMAIN:
            lines = _below(lines, _host(url))
        return heapq.nsmallest(min(limit, MOST), lines, key=order)


def by_key(line: Line) -> tuple[str, str, int]:
    """Order lines as an index has them."""
    return line.urlkey, line.timestamp, line.kept.seq


def _line(kept: KeptCapture) -> Line:
    return Line(urlkey=surt(kept.uri), timestamp=kept.at.strftime("%Y%m%d%H%M%S"), kept=kept)


def _beginnings(url: str, match: Match) -> tuple[str, ...]:
    if match is Match.HOST:
        host = _host(url)
        return tuple(
            f"{scheme}://{www}{host}{end}"
            for scheme in ("http", "https")
            for www in ("", "www.")
            for end in ("/", ":")
        )
    return tuple(one for one in spellings(url) if url.endswith("/") or not one.endswith("/"))


def _below(lines: Iterator[Line], host: str) -> Iterator[Line]:
    for line in lines:
        name = _host(line.kept.uri)
        if name == host or name.endswith(f".{host}"):
            yield line


def _host(url: str) -> str:
    try:
        return (urlsplit(canonical_url(url)).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
