"""ARC files, the Internet Archive's form before WARC: a line, then a block, and again.

The line of version 1 is `URL IP date media-type length`; version 2 puts more fields before the
length. A URL may hold spaces, so fields are counted from the end.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.capture.framing import Form, Frame, read_frames
from onrecord.capture.item import Item
from onrecord.capture.reading import Reading
from onrecord.capture.record import Archived, to_items
from onrecord.capture.warc import open_tape
from onrecord.errors import CaptureError

LINE = rb"[a-z][a-z0-9+.-]*:[^\r\n]* [^ \r\n]+ \d{8,} [^ \r\n]+(?: [^ \r\n]+){0,5} [^ \r\n]+\r?\n"
FIELDS = re.compile(
    r"(?P<uri>[a-z][a-z0-9+.-]*:.*) (?P<ip>\S+) (?P<date>\d{8,}) (?P<type>\S+)"
    r"(?: \S+){0,5} (?P<length>\S+)\s*"
)


def _block_length(head: bytes) -> int | None:
    length = head.rsplit(None, 1)[-1]
    return int(length) if length.isdigit() and len(length) < 16 else None


FORM = Form(
    name="ARC",
    start=re.compile(LINE),
    next_start=re.compile(rb"(?<=\n)" + LINE),
    head_end=re.compile(rb"\n"),
    block_length=_block_length,
)


def read_arc(reading: Reading) -> Iterator[Item]:
    """Yield the captures of an ARC, what is passed over, and each damage with its offset."""
    with reading.open() as file:
        yield from read_arc_stream(file, reading)


def read_arc_stream(file: BinaryIO, reading: Reading) -> Iterator[Item]:
    """Yield as `read_arc` does, from an open file; it must be seekable where it is gzipped."""
    for frame in read_frames(open_tape(file, reading), FORM, reading):
        if isinstance(frame, CaptureError):
            yield frame
        else:
            yield from to_items(describe(frame), reading)


def describe(frame: Frame) -> Archived:
    """Return what an ARC record's line says."""
    fields = FIELDS.match(frame.head.decode("utf-8", "replace"))
    uri = fields["uri"] if fields else ""
    is_http = uri.startswith(("http:", "https:"))
    return Archived(
        kind="filedesc" if uri.startswith("filedesc:") else "response",
        uri=uri,
        date=fields["date"] if fields else "",
        frame=frame,
        declared=fields["type"] if fields else "",
        is_http=is_http,
    )
