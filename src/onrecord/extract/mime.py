"""MIME messages opened: header fields as text, the tree of parts, a part's bytes.

On the standard library's older parser, which keeps what it can't read instead of raising. Knows
nothing of what a message says; mail and saved pages are read beside.
"""

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.utils import collapse_rfc2231_value
from typing import Any, TypeAlias

from onrecord.errors import ExtractionError
from onrecord.extract.charset import decode
from onrecord.text.normalise import normalise

Mime: TypeAlias = "Message[Any, Any]"

MAX_DEPTH = 20  # of parts within parts; a message forwarded ten times has about twenty
MAX_PARTS = 500
LONGEST_FIELD = 20_000
# What the parser raises for fields and encodings that are no such.
FAULTS = (MessageError, ValueError, LookupError, AttributeError, TypeError, AssertionError)
_FIELD = re.compile(rb"(?:From [^\n]*\n)?[!-9;-~]+[ \t]*:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A part without parts. `filename` is as the sender wrote it, never a path to open."""

    media_type: str
    payload: bytes
    charset: str | None = None
    filename: str | None = None
    disposition: str | None = None
    content_id: str | None = None
    location: str | None = None
    flowed: bool = False
    delsp: bool = False  # RFC 3676, 4.6: the blank before a soft line end is not of the text


def open_message(payload: bytes, *, uri: str) -> Mime:
    """Return the tree of a message; raises ExtractionError for what has no header."""
    if not payload.strip(b" \t\r\n\x00"):
        raise ExtractionError("the file is empty", uri=uri)
    if not _FIELD.match(payload.lstrip(b"\xef\xbb\xbf\r\n")):
        raise ExtractionError("no message: it begins with no header field", uri=uri)
    try:
        return message_from_bytes(payload.lstrip(b"\xef\xbb\xbf\r\n"))
    except (*FAULTS, RecursionError) as error:
        raise ExtractionError("this message can't be read", cause=error, uri=uri) from error


def field(message: Mime, name: str) -> str | None:
    """Return the first header field of a name: RFC 2047 words and raw 8-bit bytes decoded."""
    raw = raw_field(message, name)
    return (normalise(decoded_words(raw)) or None) if raw else None


def raw_field(message: Mime, name: str) -> str | None:
    """Return a header field as it stands, its bytes beyond ASCII decoded."""
    for key, value in message.raw_items():
        if key.lower() == name.lower():
            return _characters(str(value)[:LONGEST_FIELD])
    return None


def decoded_words(value: str) -> str:
    """Return a field's value with its encoded words (RFC 2047) decoded.

    >>> decoded_words("=?utf-8?B?QmFrxLE=?= =?iso-8859-1?Q?=E9t=E9?= 2025")
    'Bakıété 2025'
    """
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):
        return value
    return "".join(
        piece if isinstance(piece, str) else _piece(piece, charset) for piece, charset in pieces
    )


def media_type_of(part: Mime) -> str:
    try:
        return part.get_content_type().lower()
    except FAULTS:
        return "text/plain"  # RFC 2045, 5.2


def children(part: Mime) -> list[Mime]:
    """Return the parts of a multipart or of an attached message, none for a leaf."""
    payload = part.get_payload()
    return [p for p in payload if isinstance(p, Message)] if isinstance(payload, list) else []


def leaf_of(part: Mime) -> Leaf:
    """Return a part's own bytes, its transfer encoding taken off, with what its fields say."""
    try:
        payload = part.get_payload(decode=True)
    except FAULTS:
        payload = None
    return Leaf(
        media_type=media_type_of(part),
        payload=payload if isinstance(payload, bytes) else b"",
        charset=parameter(part, "charset"),
        filename=parameter(part, "filename", "content-disposition") or parameter(part, "name"),
        disposition=_disposition(part),
        content_id=(field(part, "content-id") or "").strip("<> ") or None,
        location=_unfolded(field(part, "content-location")),
        flowed=(parameter(part, "format") or "").lower() == "flowed",
        delsp=(parameter(part, "delsp") or "").lower() == "yes",
    )


def parameter(part: Mime, name: str, header: str = "content-type") -> str | None:
    """Return a parameter of a header field, in whichever way it was encoded (RFC 2231, 2047)."""
    holder: Mime = Message()  # of the field alone, its raw bytes decoded
    try:
        holder[header] = raw_field(part, header) or ""
        found = holder.get_param(name, header=header)
        value = collapse_rfc2231_value(found) if found else ""
    except FAULTS:
        return None
    return normalise(decoded_words(value) if "=?" in value else value) or None


def text_of(leaf: Leaf) -> tuple[str, tuple[str, ...]]:
    """Return the text of a leaf and warnings; raises ExtractionError when it is none."""
    decoded = decode(leaf.payload, leaf.charset)
    return decoded.text, decoded.warnings


def _disposition(part: Mime) -> str | None:
    try:
        return part.get_content_disposition()
    except FAULTS:
        return None


def _unfolded(value: str | None) -> str | None:
    """RFC 2557, 4.4.2: a long Content-Location is folded, and the blanks are not of it."""
    return value.replace(" ", "") if value else None


def _characters(value: str) -> str:
    """Return a field's text; the parser keeps bytes beyond ASCII as lone surrogates."""
    try:
        value.encode("utf-8")
        return value
    except UnicodeEncodeError:
        raw = value.encode("utf-8", "surrogateescape")
    try:
        return decode(raw).text
    except ExtractionError:
        return raw.decode("utf-8", "replace")


def _piece(piece: bytes, charset: str | None) -> str:
    for name in (charset, "utf-8"):
        try:
            return piece.decode(name or "ascii")
        except (LookupError, UnicodeError, ValueError):
            continue
    return piece.decode("cp1252", "replace")
