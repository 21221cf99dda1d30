"""One archived record, WARC or ARC, to a capture: what it is, what it says it is, what it holds.

A response's payload is its body with transfer and content coding undone; `http` stays as received.
Knows HTTP and digests; must not know files or where records begin and end.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from onrecord.capture.fixity import matches
from onrecord.capture.framing import Doubt, Frame
from onrecord.capture.http_body import Body, decode_body
from onrecord.capture.http_marks import as_received
from onrecord.capture.http_text import (
    content_type_of,
    headers_of,
    split_http,
    status_of,
)
from onrecord.capture.item import Item, Skipped
from onrecord.capture.media_type import BINARY, HEAD, JSON, MARKDOWN, TEXT, XML, is_text, sniff
from onrecord.capture.reading import Reading
from onrecord.model.capture import Received

SCHEMES = ("http:", "https:", "ftp:", "file:")
OK = 200
NO_STATEMENT = re.compile(  # media that carry no text of their own
    r"(?:image|audio|video|font)/|text/css$|(?:text|application)/(?:x-)?(?:java|ecma)script$"
    r"|application/(?:x-)?font-|application/vnd\.ms-fontobject$|application/wasm$"
)
GENERIC = (TEXT, MARKDOWN, JSON, XML, BINARY)  # what the sender may know better
TERMINATORS = (b"\r\n\r\n", b"\n")  # of a WARC's block, of an ARC's
# By number of digits: strptime would read 20251119 as 2025-1-1 1:9 if asked for minutes.
DATE_FORMS = {8: "%Y%m%d", 10: "%Y%m%d%H", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}
SECONDS = 14  # digits; some tools write fractions behind them
LONG_FRACTION = re.compile(r"(\.\d{6})\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """What a record's head says, in one form for WARC and ARC."""

    kind: str  # response, resource, conversion, or a kind that holds no capture
    uri: str
    date: str
    frame: Frame
    declared: str = ""  # content type of the block, where that is not an HTTP message
    is_http: bool = False
    record_id: str | None = None
    block_digest: str = ""
    payload_digest: str = ""
    truncated: str = ""
    segment: str = ""


def to_items(record: Archived, reading: Reading) -> Iterator[Item]:
    """Yield the record's capture and what is wrong with it, or why it is passed over.

    Of a record in doubt nothing is yielded unless it is confirmed: the damage is reported already,
    and words that may have been altered are not kept.
    """
    reason = _passed_over(record)
    if reason:
        if record.frame.doubt is Doubt.NONE:
            yield _skip(record, reading, reason)
        return
    for block in _blocks(record.frame):
        http, stored = split_http(block) if record.is_http else (None, block)
        headers = headers_of(http) if http is not None else {}
        body = decode_body(stored, headers, reading.limits)
        holds = _digests_hold(record, block, (stored, body.dechunked, body.payload))
        if record.frame.doubt is Doubt.NONE and holds is False:
            yield reading.damage("record's digest does not match its bytes", record.frame.offset)
        if _is_confirmed(record.frame, holds, stored, headers):
            yield from _capture(record, reading, body, http, headers)
            return


def _passed_over(record: Archived) -> str | None:
    if record.kind not in ("response", "resource", "conversion"):
        return f"{record.kind} record"
    if not record.uri.lower().startswith(SCHEMES):
        return f"{record.uri.partition(':')[0][:20]}: record"
    if record.kind == "response" and not record.is_http:
        return "response that is not HTTP"
    return None


def _skip(record: Archived, reading: Reading, reason: str) -> Skipped:
    return Skipped(
        reason=reason, path=reading.name, uri=record.uri or None, offset=record.frame.offset
    )


def _blocks(frame: Frame) -> Iterator[bytes]:
    """The block, or what it may be where its end had to be looked for."""
    yield frame.block
    if frame.doubt is not Doubt.NONE:
        for terminator in TERMINATORS:
            if frame.block.endswith(terminator):
                yield frame.block[: -len(terminator)]


def _digests_hold(record: Archived, block: bytes, bodies: tuple[bytes, ...]) -> bool | None:
    """Whether the record's own digests match; None where it has none that can be checked.

    Tools differ in which form of the body they took the payload digest of: any will do.
    """
    any_body = None
    for body in bodies:
        any_body = matches(record.payload_digest, body)
        if any_body is not False:
            break
    verdicts = (matches(record.block_digest, block), any_body)
    known = [verdict for verdict in verdicts if verdict is not None]
    return all(known) if known else None


def _is_confirmed(
    frame: Frame, digests_hold: bool | None, stored: bytes, headers: Mapping[str, str]
) -> bool:
    match frame.doubt:
        case Doubt.NONE:
            return True
        case Doubt.LENGTH:
            return digests_hold is True or headers.get("content-length") == str(len(stored))
        case Doubt.BYTES:
            return digests_hold is True


def _capture(
    record: Archived,
    reading: Reading,
    body: Body,
    http: bytes | None,
    headers: Mapping[str, str],
) -> Iterator[Item]:
    offset = record.frame.offset
    status = status_of(http) if http is not None else None
    if body.refused:
        yield reading.refusal(body.problem or "body is too large", offset)
        return
    if http is not None and status is None:
        yield reading.damage("response has no HTTP status line", offset)
        return
    media_type, charset = media_type_of(record.uri, record.declared, body.payload, headers)
    at = parse_warc_date(record.date)
    for message in _complaints(record, body, at):
        yield reading.damage(message, offset)
    yield Received(
        uri=record.uri,
        at=at or reading.at,
        media_type=media_type,
        payload=body.payload,
        path=reading.name,
        charset=charset,
        status=status,
        http=as_received(http) if http is not None else None,
        warc_record_id=record.record_id,
        warc_offset=offset if record.frame.length is not None else None,
        warc_length=record.frame.length,
    )


def _complaints(record: Archived, body: Body, at: dt.datetime | None) -> Iterator[str]:
    if body.problem:
        yield body.problem
    if record.truncated:
        yield f"record was truncated when it was made ({record.truncated[:40]})"
    if record.segment:
        yield "record is the first segment of several; the others are not joined to it"
    if at is None:
        yield "record has no usable date; the time of reading stands for it"


def nothing_in_it(received: Received) -> str | None:
    """Return why a capture can hold no statement: a redirect, an error's page, a picture."""
    if received.status is not None and received.status != OK:
        return f"status {received.status}"
    if not received.payload:
        return "empty body"
    media_type = received.media_type
    return f"media {media_type}" if NO_STATEMENT.match(media_type) else None


def media_type_of(
    uri: str, declared: str, payload: bytes, headers: Mapping[str, str]
) -> tuple[str, str | None]:
    """Return media type and charset of a body: the bytes decide; where they are of a general kind,
    the sender's word does, in `headers` or else as `declared`."""
    declared, charset = content_type_of(headers.get("content-type", "") or declared)
    name = "" if declared else urlsplit_path(uri)
    sniffed = sniff(payload[:HEAD], name)
    is_believable = is_text(declared) == is_text(sniffed) or NO_STATEMENT.match(declared)
    if sniffed in GENERIC and declared and is_believable:
        return declared, charset
    return sniffed, charset


def urlsplit_path(uri: str) -> str:
    """Return the path of a URI, "" where it can't be split.

    >>> urlsplit_path("https://mfa.example/a.pdf?x=1"), urlsplit_path("http://[")
    ('/a.pdf', '')
    """
    try:
        return urlsplit(uri).path
    except ValueError:
        return ""


def parse_warc_date(date: str) -> dt.datetime | None:
    """Return a WARC-Date or ARC date as an aware instant in UTC; None where it is none.

    >>> parse_warc_date("2020-10-19T12:00:00.1234567Z").isoformat()
    '2020-10-19T12:00:00.123456+00:00'
    >>> parse_warc_date("20201019120000").isoformat()
    '2020-10-19T12:00:00+00:00'
    >>> parse_warc_date("20201119").isoformat()
    '2020-11-19T00:00:00+00:00'
    >>> parse_warc_date("2020").isoformat(), parse_warc_date("yesterday")
    ('2020-01-01T00:00:00+00:00', None)
    """
    date = LONG_FRACTION.sub(r"\1", date.strip())
    if date.isdecimal() and date.isascii() and len(date) >= 8:
        try:
            form = DATE_FORMS[len(date[:SECONDS])]
            return dt.datetime.strptime(date[:SECONDS], form).replace(tzinfo=dt.UTC)
        except (KeyError, ValueError):
            return None
    if re.fullmatch(r"\d{4}(-\d\d)?", date, re.ASCII):  # WARC 1.1 allows less precision
        date = f"{date}-01" if len(date) == 7 else f"{date}-01-01"
    try:
        at = dt.datetime.fromisoformat(date)
        return at.replace(tzinfo=dt.UTC) if at.tzinfo is None else at.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None
