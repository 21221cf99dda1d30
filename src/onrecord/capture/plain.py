"""A file that is one capture: its bytes as they are, under its own name."""

import codecs
from collections.abc import Iterator

from onrecord.capture.gunzip import gunzip
from onrecord.capture.item import Item
from onrecord.capture.reading import Reading
from onrecord.model.capture import Received

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_plain(reading: Reading) -> Iterator[Item]:
    """Yield the file as one capture.

    A gzipped page (page.html.gz) is kept as the page: payload and media type are those of the
    bytes inside, `path` and `uri` are those of the file. A file over the size limit is refused.
    """
    limit = reading.limits.payload
    if reading.ref.size > limit:
        yield _too_big(reading)
        return
    with reading.open() as file:
        payload = file.read(limit + 1)
    if len(payload) > limit:
        yield _too_big(reading)
        return
    if reading.gzipped:
        payload = gunzip(payload, reading)
    if not payload:
        yield reading.failure("empty file")
        return
    yield Received(
        uri=reading.uri(),
        at=reading.at,
        media_type=reading.media_type,
        payload=payload,
        path=reading.name,
        charset=next((c for mark, c in BYTE_ORDER_MARKS if payload.startswith(mark)), None),
    )


def _too_big(reading: Reading) -> Item:
    return reading.refusal(
        f"file of {reading.ref.size:,} bytes is over the limit of {reading.limits.payload:,}; "
        "split it, or save its parts as files of their own"
    )
