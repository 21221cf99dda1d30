"""WARC 1.0 and 1.1 files, gzipped or not, to captures; and one record of one read back.

fastwarc parses the records' heads and codings. Where records begin is found here (framing), since
it stops at the first damage and does not say that a gzip member's checksum failed.
"""

import datetime as dt
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from onrecord.capture.deflate import InflateError, inflating
from onrecord.capture.feed_bytes import GzipFeed, PlainFeed
from onrecord.capture.fixity import sha256
from onrecord.capture.framing import Form, Frame, read_frames
from onrecord.capture.http_text import headers_of
from onrecord.capture.item import Item
from onrecord.capture.limits import KEPT, Limits
from onrecord.capture.media_type import WARC
from onrecord.capture.reading import FileRef, Reading
from onrecord.capture.record import Archived, to_items
from onrecord.capture.tape import Tape
from onrecord.capture.warc_files import read_member
from onrecord.errors import CaptureError, FixityError
from onrecord.model.capture import Received

LENGTH = re.compile(rb"(?im)^content-length[ \t]*:[ \t]*(\d{1,15})[ \t]*\r?$")
GZIP = b"\x1f\x8b"
HEAD_END = b"\r\n\r\n"
NO_DATE = dt.datetime.fromtimestamp(0, dt.UTC)


def _block_length(head: bytes) -> int | None:
    found = LENGTH.search(head)
    return int(found[1]) if found else None


FORM = Form(
    name="WARC",
    start=re.compile(rb"WARC/\d\.\d{1,3}[ \t]*\r?\n"),
    next_start=re.compile(rb"(?<=\n)WARC/\d\.\d{1,3}[ \t]*\r?\n"),
    head_end=re.compile(rb"\r?\n\r?\n"),
    block_length=_block_length,
    terminator=re.compile(rb"\r\n\r\n|\n\n"),
)


def read_warc(reading: Reading) -> Iterator[Item]:
    """Yield the captures of a WARC, what is passed over, and each damage with its offset."""
    with reading.open() as file:
        yield from read_warc_stream(file, reading)


def read_warc_stream(file: BinaryIO, reading: Reading) -> Iterator[Item]:
    """Yield as `read_warc` does, from an open file; it must be seekable where it is gzipped."""
    for frame in read_frames(open_tape(file, reading), FORM, reading):
        if isinstance(frame, CaptureError):
            yield frame
        else:
            yield from to_items(describe(frame), reading)


def open_tape(file: BinaryIO, reading: Reading) -> Tape:
    return Tape(GzipFeed(file, reading) if reading.gzipped else PlainFeed(file))


def describe(frame: Frame) -> Archived:
    """Return what a WARC record's head says."""
    headers = headers_of(frame.head)
    content_type = headers.get("content-type", "")
    return Archived(
        kind=headers.get("warc-type", "unknown").lower()[:20],
        uri=headers.get("warc-target-uri", "").strip("<>"),  # wget 1.x wrote it in brackets
        date=headers.get("warc-date", ""),
        frame=frame,
        declared=content_type,
        is_http=content_type.lower().replace(" ", "").startswith("application/http")
        or (not content_type and frame.block.startswith(b"HTTP/")),
        record_id=headers.get("warc-record-id"),
        block_digest=headers.get("warc-block-digest", ""),
        payload_digest=headers.get("warc-payload-digest", ""),
        truncated=headers.get("warc-truncated", ""),
        segment=headers.get("warc-segment-number", ""),
    )


def open_record(
    path: Path,
    offset: int,
    length: int,
    *,
    member_sha256: str | None = None,
    payload_sha256: str | None = None,
    limits: Limits = KEPT,
) -> Received:
    """Return the capture at a place of a WARC: payload, and HTTP headers as received.

    The file may be one of the archive's own or one indexed where it lies. `path` of the result is
    the file's name. Raises FixityError where bytes are missing or are not those of the digests.
    """
    data = read_member(path, offset, length, member_sha256=member_sha256)
    return parse_record(data, path.name, offset, payload_sha256=payload_sha256, limits=limits)


def has_payload(data: bytes, payload_sha256: str, limits: Limits = KEPT) -> bool:
    """Return whether these bytes are one record whose payload, as written, has this digest.

    A quick look at records of the form that we write: False may also mean another form, or a
    payload that is written in a content coding. `parse_record` tells.
    """
    engine = inflating()
    try:
        record = engine.decompress(data, limits.payload)
    except InflateError:
        return False
    head = record.find(HEAD_END) + len(HEAD_END)
    if not engine.eof or engine.unused_data or head < len(HEAD_END):
        return False
    start = head
    if record.startswith(b"HTTP/", head):
        start = record.find(HEAD_END, head) + len(HEAD_END)
    return sha256(memoryview(record)[start : -len(HEAD_END)]) == payload_sha256


def parse_record(
    data: bytes,
    name: str,
    offset: int,
    *,
    payload_sha256: str | None = None,
    limits: Limits = KEPT,
) -> Received:
    """Return the one capture that these bytes of a WARC hold; raises FixityError for any fault."""
    reading = Reading(
        ref=FileRef(Path(name), name, len(data)),
        source="",
        at=NO_DATE,
        media_type=WARC,
        gzipped=data.startswith(GZIP),
        limits=limits,
    )
    items = list(read_warc_stream(io.BytesIO(data), reading))
    found = [item for item in items if isinstance(item, Received)]
    if len(found) != 1:
        reasons = "; ".join(str(i) for i in items if isinstance(i, CaptureError))
        raise FixityError(
            "no single kept record is here", file=name, offset=offset, found=reasons or None
        )
    received = found[0]
    if payload_sha256 is not None and sha256(received.payload) != payload_sha256:
        raise FixityError(
            "kept payload is not the one that was recorded",
            file=name,
            offset=offset,
            expected=payload_sha256,
            found=sha256(received.payload),
        )
    return received
