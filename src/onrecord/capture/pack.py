"""A capture as one gzip member that holds one WARC 1.1 record: made anywhere, appended by one.

Knows the record's form; must not know where it will lie. warcio writes the record; the member is
deflated here in one call, because warcio always takes level 9. Level 4: measured on 6 kB releases
and 150 kB pages it takes 0.6 of level 6's time for 1 to 5 % more bytes (docs/design-notes.md).
"""

import datetime as dt
import io
import re
import uuid
import zlib
from dataclasses import dataclass
from urllib.parse import quote

from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from onrecord.capture.fixity import sha256, warc_digest
from onrecord.capture.http_text import mark_decoded
from onrecord.model.capture import Received

LEVEL = 4
GZIP_WBITS = 31
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
    one. WARC-Date is when it was received, to the microsecond.
    """
    payload_digest = warc_digest(received.payload)
    if received.http is None:
        kind, block, block_digest = "resource", received.payload, payload_digest
        content_type = _header_safe(received.media_type) + (
            f"; charset={_header_safe(received.charset)}" if received.charset else ""
        )
    else:
        http = mark_decoded(received.http, len(received.payload))
        kind, block = "response", http + b"\r\n\r\n" + received.payload
        block_digest, content_type = warc_digest(block), "application/http; msgtype=response"
    headers = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", _record_id(record_id or received.warc_record_id)),
        ("WARC-Target-URI", UNSAFE.sub(_percent, received.uri)),
        ("WARC-Date", warc_date(received.at)),
        ("WARC-Payload-Digest", payload_digest),
        ("WARC-Block-Digest", block_digest),
    ]
    if received.http is not None:
        headers.append(("WARC-Identified-Payload-Type", _header_safe(received.media_type)))
    member = gzip_member(write_record(kind, headers, block, content_type))
    return Packed(
        member=member,
        member_sha256=sha256(member),
        payload_sha256=sha256(received.payload),
        length=len(member),
        record_id=headers[1][1],
    )


def write_record(
    kind: str, headers: list[tuple[str, str]], block: bytes, content_type: str
) -> bytes:
    """Return one WARC 1.1 record as warcio writes it, not compressed; digests are the caller's."""
    record = ArcWarcRecord(
        "warc",
        kind,
        StatusAndHeaders("", headers, protocol="WARC/1.1"),
        io.BytesIO(block),
        None,  # HTTP headers are part of the block: warcio would write them anew
        content_type,
        len(block),
    )
    record.payload_length = len(block)
    out = io.BytesIO()
    WARCWriter(out, gzip=False, warc_version="1.1").write_record(record)
    return out.getvalue()


def gzip_member(data: bytes) -> bytes:
    """Return the bytes as one gzip member, the same for the same bytes (no time stamp in it)."""
    return zlib.compress(data, LEVEL, GZIP_WBITS)


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


def _percent(found: re.Match[str]) -> str:
    return quote(found[0].encode("utf-8", "surrogatepass"))
