"""An exchange to a capture to be, and to the records that stand beside it in the WARC.

Undoes content codings, so it belongs where untrusted bytes may do no harm. Knows no store.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.capture.deflate import gzip_member
from onrecord.capture.fixity import warc_digest
from onrecord.capture.http.exchange import Exchange
from onrecord.capture.http_body import Body, decode_body, is_utf8
from onrecord.capture.http_marks import mark_transferred
from onrecord.capture.http_text import headers_of
from onrecord.capture.limits import MIB, Limits
from onrecord.capture.pack import UNSAFE, percent, warc_date, write_record
from onrecord.capture.record import media_type_of
from onrecord.errors import RefusedError
from onrecord.model.capture import Received

# Of what a body on the web expands to: the size of a payload that is met in files (limits.py) is
# a folder's, not a page's. A sitemap may have 50 MB; lists of like addresses deflate some 30 times.
LIMITS = Limits(payload=64 * MIB, ratio=50)
SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A response with its payload; `problem` says what of its coding is damaged."""

    received: Received
    problem: str | None = None


def new_record_id() -> str:
    return f"<urn:uuid:{uuid.uuid4()}>"


def open_response(exchange: Exchange) -> Opened:
    """Return a whole response as a capture to be; raises RefusedError for what expands too far."""
    headers = headers_of(exchange.http)
    coded = {k: v for k, v in headers.items() if k != "transfer-encoding"}  # undone already
    body = decode_body(exchange.body, coded, LIMITS)
    if body.refused:
        raise RefusedError(body.problem or "the body expands too far", uri=exchange.url)
    media_type, charset = media_type_of(exchange.url, "", body.payload, headers)
    received = Received(
        uri=exchange.url,
        at=exchange.at,
        media_type=media_type,
        payload=body.payload,
        path=exchange.url,
        charset=charset,
        status=exchange.status,
        http=exchange.http,
        encoded=exchange.body,
        warc_record_id=new_record_id(),
        memento=exchange.memento,
    )
    return Opened(received=received, problem=body.problem or _not_in_its_coding(body, coded))


def _not_in_its_coding(body: Body, headers: Mapping[str, str]) -> str | None:
    """Return what is wrong where nothing came out of a coding; plain text is taken as decoded."""
    coding = headers.get("content-encoding", "").strip().lower()
    if coding in ("", "identity") or body.payload != body.dechunked or is_utf8(body.payload):
        return None
    return f"the body is not in the coding that its headers name, {coding}"


def pack_request(exchange: Exchange, record_id: str) -> bytes:
    """Return the request as sent, as a member that names the response's record."""
    block = exchange.request + b"\r\n\r\n"
    headers = [
        ("WARC-Record-ID", new_record_id()),
        ("WARC-Target-URI", UNSAFE.sub(percent, exchange.url)),
        ("WARC-Date", warc_date(exchange.at)),
        ("WARC-Concurrent-To", record_id),
        ("WARC-Block-Digest", warc_digest(block)),
    ]
    return gzip_member(write_record("request", headers, block, "application/http; msgtype=request"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisit:
    """A response whose payload we have already: its headers, and the capture that has it."""

    uri: str
    at: dt.datetime
    http: bytes
    record_id: str
    body_length: int
    body_digest: str | None  # as a WARC header has it; None where the server sent no body (304)
    refers_to_at: dt.datetime


def pack_revisit(revisit: Revisit) -> bytes:
    """Return a revisit record (WARC 1.1 section 6.7) as a member: the headers, no body."""
    block = mark_transferred(revisit.http, revisit.body_length) + b"\r\n\r\n"
    uri = UNSAFE.sub(percent, revisit.uri)
    headers = [
        ("WARC-Record-ID", revisit.record_id),
        ("WARC-Target-URI", uri),
        ("WARC-Date", warc_date(revisit.at)),
        ("WARC-Profile", SAME_PAYLOAD if revisit.body_digest else NOT_MODIFIED),
        ("WARC-Refers-To-Target-URI", uri),
        ("WARC-Refers-To-Date", warc_date(revisit.refers_to_at)),
        ("WARC-Block-Digest", warc_digest(block)),
    ]
    if revisit.body_digest:
        headers.append(("WARC-Payload-Digest", revisit.body_digest))
    return gzip_member(
        write_record("revisit", headers, block, "application/http; msgtype=response")
    )
