"""The objects of a JSON array as bytes, one after another, with flat memory and through damage.

Knows brackets and strings (RFC 8259); whether an object is sound is for its reader to say.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

PIECE = 256 * 1024
TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|["{}\[\]]', re.DOTALL)
BETWEEN = re.compile(rb"[\s,]*")
NEXT_OBJECT = re.compile(rb"\}\s*,\s*(?=\{)")
SCALAR = re.compile(rb'"(?:[^"\\]|\\.)*+"|[^{}\[\],]*+', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the array; `line` is that of its first byte, counted from 1.

    `problem` says why its bytes can't be given.
    """

    data: bytes
    line: int
    problem: str | None = None


class _Window:
    """The bytes not yet used, and the line on which they start."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.data = b""
        self.line = 1

    def more(self) -> bool:
        piece = self._stream.read(PIECE)
        self.data += piece
        return bool(piece)

    def take(self, count: int) -> bytes:
        taken, self.data = self.data[:count], self.data[count:]
        self.line += taken.count(b"\n")
        return taken

    def go_to_element(self) -> None:
        """Pass by white space and commas."""
        while True:
            self.take(self._blank())
            if self.data or not self.more():
                return

    def _blank(self) -> int:
        found = BETWEEN.match(self.data)
        return found.end() if found else 0


def read_elements(stream: BinaryIO, limit: int) -> Iterator[Element]:
    """Yield the elements of the array at the start of a stream.

    What is no object, is not closed within `limit` bytes, or is cut off, has a problem; reading
    goes on at the next object.
    """
    window = _Window(stream)
    window.go_to_element()
    window.take(1)  # the bracket
    while True:
        window.go_to_element()
        if not window.data:
            yield Element(b"", window.line, "array is cut off: its closing bracket is missing")
            return
        if window.data.startswith(b"]"):
            window.take(1)
            window.go_to_element()
            if window.data:
                yield Element(b"", window.line, "something follows the array's closing bracket")
            return
        yield _read_one(window, limit)


def _read_one(window: _Window, limit: int) -> Element:
    line = window.line
    if not window.data.startswith((b"{", b"[")):
        window.take(_scalar_end(window))
        return Element(b"", line, "not a JSON object")
    size = _end(window, limit)
    if size is None:
        is_long = len(window.data) > limit
        _go_to_next_object(window)
        return Element(
            b"",
            line,
            f"not closed within the limit of {limit:,} bytes"
            if is_long
            else "cut off, or its brackets and quotes don't match",
        )
    data = window.data[:size]
    inner = NEXT_OBJECT.search(data)
    if inner and not _is_json(data):  # a quote too few lets one object swallow others
        window.take(inner.end())
        return Element(b"", line, "not JSON")
    return Element(window.take(size), line)


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _scalar_end(window: _Window) -> int:
    while True:
        found = SCALAR.match(window.data)
        end = found.end() if found else 1
        if end < len(window.data) or not window.more():
            return max(end, 1)


def _end(window: _Window, limit: int) -> int | None:
    """Return the length of the object or array that starts here; None where it has no end."""
    depth = position = 0
    while True:
        for token in TOKEN.finditer(window.data, position):
            mark = token[0]
            if mark == b'"':  # the string goes on behind what has been read
                break
            position = token.end()
            if mark in (b"{", b"["):
                depth += 1
            elif mark in (b"}", b"]"):
                depth -= 1
                if not depth:
                    return position
        else:
            position = len(window.data)
        if len(window.data) > limit or not window.more():
            return None


def _go_to_next_object(window: _Window) -> None:
    """Go behind the element at hand to the next place that looks like the start of an object."""
    start = 0
    while True:
        found = NEXT_OBJECT.search(window.data, start)
        if found:
            window.take(found.end())
            return
        start = max(len(window.data) - PIECE, 0)
        if start > 4 * PIECE:
            window.take(start)
            start = 0
        if not window.more():
            window.take(len(window.data.rstrip().removesuffix(b"]").rstrip()))
            return
