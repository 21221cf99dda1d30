"""A capture as one gzip member that holds one WARC 1.1 record: made anywhere, appended by one.

Knows the record's form; must not know where it will lie. A record is written as warcio writes it,
which a test holds to the byte; the member is deflated in one call.
"""

import datetime as dt
import hashlib
import re
import uuid
from dataclasses import dataclass
from urllib.parse import quote

from onrecord.capture.deflate import gzip_member
from onrecord.capture.fixity import sha256, warc_digest, warc_form
from onrecord.capture.http_marks import mark_decoded, mark_transferred
from onrecord.model.capture import Received

RECORD_ID = re.compile(r"<[!-;=?-~]+:[!-;=?-~]+>")
UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """One member, ready to be appended; `length` is the member's, digests are hex SHA-256."""

    member: bytes
    member_sha256: str
    payload_sha256: str
    length: int
    record_id: str


def pack(received: Received, *, record_id: str | None = None) -> Packed:
    """Return a capture as one gzip member: a response where it has `http`, else a resource.

    The record's id is the given one, else the one it had in the WARC it comes from, else a new
    one. A response that has its body as `encoded` is written with that, its content coding kept;
    the payload's digest is of the payload in any case, that of the header of the body as written.
    WARC-Date is when it was received, to the microsecond.
    """
    payload_sha256 = hashlib.sha256(received.payload)
    payload_digest = warc_form("sha256", payload_sha256.digest())
    if received.http is None:
        kind, block, block_digest = "resource", received.payload, payload_digest
        content_type = _header_safe(received.media_type) + (
            f"; charset={_header_safe(received.charset)}" if received.charset else ""
        )
    else:
        body = received.payload if received.encoded is None else received.encoded
        mark = mark_decoded if received.encoded is None else mark_transferred
        kind, block = "response", mark(received.http, len(body)) + b"\r\n\r\n" + body
        if received.encoded is not None:
            payload_digest = warc_digest(body)
        block_digest, content_type = warc_digest(block), "application/http; msgtype=response"
    headers = [
        ("WARC-Record-ID", _record_id(record_id or received.warc_record_id)),
        ("WARC-Target-URI", UNSAFE.sub(percent, received.uri)),
        ("WARC-Date", warc_date(received.at)),
        ("WARC-Payload-Digest", payload_digest),
        ("WARC-Block-Digest", block_digest),
    ]
    if received.http is not None:
        headers.append(("WARC-Identified-Payload-Type", _header_safe(received.media_type)))
    if received.memento is not None:  # as pywb names them in what it copies of other archives
        headers.append(("WARC-Source-URI", UNSAFE.sub(percent, received.memento.url)))
        headers.append(("WARC-Creation-Date", warc_date(received.memento.asked_at)))
    member = gzip_member(write_record(kind, headers, block, content_type))
    return Packed(
        member=member,
        member_sha256=sha256(member),
        payload_sha256=payload_sha256.hexdigest(),
        length=len(member),
        record_id=headers[0][1],
    )


def write_record(
    kind: str, headers: list[tuple[str, str]], block: bytes, content_type: str
) -> bytes:
    """Return one WARC 1.1 record, not compressed; digests are the caller's, in `headers`."""
    length = ("Content-Length", str(len(block)))
    fields = [("WARC-Type", kind), *headers, ("Content-Type", content_type), length]
    head = "".join(f"{name}: {value}\r\n" for name, value in fields)
    return b"".join((b"WARC/1.1\r\n", head.encode("utf-8"), b"\r\n", block, b"\r\n\r\n"))


def warc_date(at: dt.datetime) -> str:
    """Return an aware instant as WARC-Date holds it (WARC 1.1 section 5.4).

    >>> warc_date(dt.datetime(2020, 10, 19, 12, 0, 0, 250000, tzinfo=dt.UTC))
    '2020-10-19T12:00:00.250000Z'
    """
    form = "%Y-%m-%dT%H:%M:%S.%fZ" if at.microsecond else "%Y-%m-%dT%H:%M:%SZ"
    return at.astimezone(dt.UTC).strftime(form)


def _record_id(given: str | None) -> str:
    return given if given and RECORD_ID.fullmatch(given) else f"<urn:uuid:{uuid.uuid4()}>"


def _header_safe(value: str) -> str:
    return re.sub(r"[^!-~ ]", "", value).strip()


def percent(found: re.Match[str]) -> str:
    """Return what an address can't hold as it can (RFC 3986), for `UNSAFE.sub`."""
    return quote(found[0].encode("utf-8", "surrogatepass"))
