"""What the index keeps of a document for whoever finds it: one record, pressed.

A text of some kilobytes alone presses to half of itself at best, and the engine would take it by
LZ4, to half as many bytes again. With a dictionary of what the archive's texts in its language
have in common (`dictionaries`) it is a third to two fifths, and is read in half of the time.
"""

import datetime as dt
import struct
from typing import NamedTuple

import tantivy

from onrecord.index import schema as at
from onrecord.index.dictionaries import unpressed

_ODD = "surrogatepass"  # half of a surrogate pair, in the name of a file, comes out as it went in
# The day as its proleptic ordinal, 0 for none; version, current; then how long each value is.
_HEAD = struct.Struct("<iIBH")


class Kept(NamedTuple):
    """What a hit shows; `number` is the version's."""

    published_on: dt.date | None
    number: int
    current: bool
    key: str
    url: str | None
    title: str
    kind: str
    language: str | None
    text: str
    issuers: tuple[str, ...]


def packed(kept: Kept) -> bytes:
    """Return the bytes of a record, not pressed yet.

    >>> day = dt.date(2025, 10, 19)
    >>> made = Kept(day, 1, True, "a", None, "Ferry", "statement", "az", "Bəyanat", ("MFA",))
    >>> unpacked(packed(made)) == made
    True
    """
    said = (kept.key, kept.url, kept.title, kept.kind, kept.language, kept.text, *kept.issuers)
    values = [(value or "").encode("utf-8", _ODD) for value in said]
    day = kept.published_on.toordinal() if kept.published_on else 0
    head = _HEAD.pack(day, kept.number, kept.current, len(values))
    return b"".join((head, _lengths(len(values)).pack(*map(len, values)), *values))


def unpacked(record: bytes) -> Kept:
    """Return the record of these bytes."""
    day, number, current, count = _HEAD.unpack_from(record)
    lengths = _lengths(count)
    begin = _HEAD.size + lengths.size
    values = []
    for length in lengths.unpack_from(record, _HEAD.size):
        values.append(record[begin : begin + length].decode("utf-8", _ODD))
        begin += length
    key, url, title, kind, language, text, *issuers = values
    published_on = dt.date.fromordinal(day) if day else None
    return Kept(
        published_on,
        number,
        bool(current),
        key,
        url or None,
        title,
        kind,
        language or None,
        text,
        tuple(issuers),
    )


def kept_of(document: tantivy.Document, searcher: tantivy.Searcher) -> Kept:
    """Return what is kept of a statement's document, which the searcher gave."""
    return unpacked(unpressed(_bytes(document, at.KEPT), searcher))


def id_of(document: tantivy.Document) -> str:
    """Return the id of the statement whose document this is."""
    return _bytes(document, at.SHOWN_ID).decode("utf-8", _ODD)


def _bytes(document: tantivy.Document, name: str) -> bytes:
    value = document.get_first(name)
    assert isinstance(value, bytes)  # noqa: S101 - every statement's document has it
    return value


def _lengths(count: int) -> struct.Struct:
    return struct.Struct(f"<{count}I")
