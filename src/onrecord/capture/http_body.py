"""An HTTP body as it was sent to the payload it stands for: chunks joined, coding undone.

Many archives keep headers as received beside a body already decoded; a body that does not begin as
its headers say is therefore taken as decoded, and only one that breaks off is a damage.
"""

import io
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fastwarc.stream_io import BrotliReader, ZstdReader

from onrecord.capture.limits import Limits

CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]*)?\r?\n")

LINE_END = re.compile(rb"\r?\n")


@dataclass(frozen=True, slots=True)
class Body:
    """`dechunked` is the body with its content coding, `payload` without; `problem` says what
    broke off, None for a sound one; `refused` that it expands past a limit."""

    dechunked: bytes
    payload: bytes
    problem: str | None = None
    refused: bool = False


class _TooMuch(Exception):
    pass


def decode_body(body: bytes, headers: Mapping[str, str], limits: Limits) -> Body:
    """Return the payload of a body, given header values by lower-case name.

    >>> chunked = {"transfer-encoding": "chunked"}
    >>> decode_body(b"3\\r\\nabc\\r\\n0\\r\\n\\r\\n", chunked, Limits()).payload
    b'abc'
    >>> decode_body(b"plain", {"content-encoding": "gzip"}, Limits()).payload
    b'plain'
    """
    problem = None
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body, problem = _dechunk(body)
    payload = body
    for coding in reversed(headers.get("content-encoding", "").lower().split(",")):
        decoder = DECODERS.get(coding.strip())
        if decoder is None:
            continue
        try:
            payload, broken = decoder(payload, limits)
        except _TooMuch:
            return Body(body, b"", f"{coding.strip()} body expands past the limit", refused=True)
        if broken:
            problem = problem or f"{coding.strip()} body is damaged or cut off"
    return Body(body, payload, problem)


def _dechunk(body: bytes) -> tuple[bytes, str | None]:
    parts: list[bytes] = []
    position = 0
    while True:
        size = CHUNK.match(body, position)
        if size is None:
            rest = body[position:].strip(b"\r\n")
            if not parts:
                return body, None
            parts.append(rest)
            return b"".join(parts), "chunked body is damaged" if rest else "last chunk is missing"
        length = int(size[1], 16)
        if not length:
            return b"".join(parts), None
        part = body[size.end() : size.end() + length]
        parts.append(part)
        if len(part) < length:
            return b"".join(parts), "chunked body is cut off"
        position = size.end() + length
        line_end = LINE_END.match(body, position)
        position = line_end.end() if line_end else position


def _inflate(body: bytes, limits: Limits, wbits: int = 47) -> tuple[bytes, bool]:
    """Return (what comes out, whether it broke off); the body itself where nothing comes out."""
    limit = _limit(body, limits)
    out = bytearray()
    rest = body
    while rest:
        engine = zlib.decompressobj(wbits)
        while not engine.eof:
            try:
                piece = engine.decompress(rest, 1024 * 1024)
            except zlib.error:
                return (bytes(out), True) if out else (body, False)
            out += piece
            if len(out) > limit:
                raise _TooMuch
            rest = engine.unconsumed_tail
            if not engine.eof and not rest:
                return (bytes(out), True) if out else (body, False)
        rest = engine.unused_data
        if not rest.startswith(b"\x1f\x8b"):
            break
    return bytes(out), False


def _deflate(body: bytes, limits: Limits) -> tuple[bytes, bool]:
    """RFC 9110 says zlib; some servers send it bare."""
    try:
        zlib.decompressobj().decompress(body[:256], 1)
    except zlib.error:
        return _inflate(body, limits, -15)
    return _inflate(body, limits)


def _streamed(reader: Callable[[io.BytesIO], BrotliReader | ZstdReader]) -> "Decoder":
    def decode(body: bytes, limits: Limits) -> tuple[bytes, bool]:
        limit = _limit(body, limits)
        out = bytearray()
        try:
            stream = reader(io.BytesIO(body))
            while piece := stream.read(256 * 1024):
                out += piece
                if len(out) > limit:
                    raise _TooMuch
        except (OSError, ValueError, EOFError):
            # Brotli has no magic bytes: it may read words out of plain text before it stumbles.
            return (bytes(out), True) if out and not is_utf8(body) else (body, False)
        return (bytes(out), False) if out or not body else (body, False)

    return decode


def is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _limit(body: bytes, limits: Limits) -> int:
    return min(limits.payload, max(limits.ratio_from, limits.ratio * len(body)))


Decoder = Callable[[bytes, Limits], tuple[bytes, bool]]
DECODERS: dict[str, Decoder] = {
    "gzip": _inflate,
    "x-gzip": _inflate,
    "deflate": _deflate,
    "br": _streamed(BrotliReader),
    "zstd": _streamed(ZstdReader),
}
