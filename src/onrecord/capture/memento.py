"""Web archives as they answer: rows of a CDX server, and the headers of Memento (RFC 7089).

Reads the three forms of rows in use: a JSON object a line and CDXJ (pywb), one JSON array of arrays
(OpenWayback's server), and plain columns. Knows no network.
"""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any

from onrecord.capture.http_text import headers_of
from onrecord.capture.record import parse_warc_date

COLUMNS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
MOST_ROWS = 100_000  # of one answer


@dataclass(frozen=True, slots=True, kw_only=True)
class CdxRow:
    """One capture as a service lists it. `status` None for a revisit, which has none there."""

    url: str
    at: dt.datetime
    status: int | None
    digest: str


def read_cdx(body: bytes) -> list[CdxRow]:
    """Return the rows of a CDX server's answer, oldest first; what is no row is passed over.

    >>> (row,) = read_cdx(b'{"timestamp": "20201019083000", "url": "https://mfa.example/1",'
    ...                   b' "status": "200", "digest": "sha1:ABC"}')
    >>> row.at.isoformat(), row.status
    ('2020-10-19T08:30:00+00:00', 200)
    """
    rows = [row for values in _values(body) if (row := _row(values)) is not None]
    return sorted(rows, key=lambda row: row.at)


def _values(body: bytes) -> Iterator[Mapping[str, Any]]:
    text = body.decode("utf-8", "replace").strip()
    if text.startswith("[["):
        yield from _of_arrays(text)
        return
    for line in text.splitlines()[:MOST_ROWS]:
        if line.startswith("{"):
            yield from _of_json(line)
        elif "{" in line:  # CDXJ: key, timestamp, JSON
            key, _, rest = line.partition(" ")
            timestamp, _, values = rest.partition(" ")
            for found in _of_json(values):
                yield {"urlkey": key, "timestamp": timestamp, **found}
        else:
            yield dict(zip(COLUMNS, line.split(" "), strict=False))


def _of_arrays(text: str) -> Iterator[Mapping[str, Any]]:
    try:
        names, *rows = json.loads(text)
    except ValueError:
        return
    for row in rows[:MOST_ROWS]:
        if isinstance(row, list):
            yield dict(zip(map(str, names), row, strict=False))


def _of_json(text: str) -> Iterator[Mapping[str, Any]]:
    try:
        found = json.loads(text)
    except ValueError:
        return
    if isinstance(found, dict):
        yield found


def _row(values: Mapping[str, Any]) -> CdxRow | None:
    url = values.get("url") or values.get("original")
    at = parse_warc_date(str(values.get("timestamp", "")))
    if not url or at is None:
        return None
    status = str(values.get("status") or values.get("statuscode") or "")
    return CdxRow(
        url=str(url),
        at=at,
        status=int(status[:3]) if status[:3].isdecimal() else None,
        digest=str(values.get("digest", "")).removeprefix("sha1:"),
    )


def timestamp(at: dt.datetime) -> str:
    """Return an instant as CDX has it.

    >>> timestamp(dt.datetime(2020, 10, 19, 8, 30, tzinfo=dt.UTC))
    '20201019083000'
    """
    return at.astimezone(dt.UTC).strftime("%Y%m%d%H%M%S")


def accept_datetime(at: dt.datetime) -> str:
    """Return an instant as Accept-Datetime has it (RFC 7089 section 2.1.1).

    >>> accept_datetime(dt.datetime(2020, 10, 19, 8, 30, tzinfo=dt.UTC))
    'Mon, 19 Oct 2020 08:30:00 GMT'
    """
    return format_datetime(at.astimezone(dt.UTC), usegmt=True)


def memento_datetime(http: bytes) -> dt.datetime | None:
    """Return the instant that a response says it is a memento of, None where it is none."""
    value = headers_of(http).get("memento-datetime")
    try:
        at = parsedate_to_datetime(value) if value else None
    except ValueError:
        return None
    return at.replace(tzinfo=dt.UTC) if at is not None and at.tzinfo is None else at
