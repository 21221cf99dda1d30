"""The lines of a text file as bytes, numbered, with flat memory whatever the file holds."""

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from onrecord.capture.gunzip import open_stream
from onrecord.capture.reading import Reading

UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
PIECE = 256 * 1024  # characters decoded at a time


class _InUtf8(io.RawIOBase):
    """A UTF-16 stream as UTF-8: in UTF-16 neither a line's end nor a quote is one byte."""

    def __init__(self, raw: BinaryIO, charset: str) -> None:
        super().__init__()
        self._raw = raw
        self._decoder = codecs.getincrementaldecoder(charset)("replace")
        self._rest = b""

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._raw.close()
        super().close()

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # RawIOBase's own signature
        while not self._rest:
            piece = self._raw.read(PIECE)
            text = self._decoder.decode(piece, final=not piece)
            self._rest = text.encode("utf-8", "replace")
            if not piece:
                break
        given, self._rest = self._rest[: len(view)], self._rest[len(view) :]
        view[: len(given)] = given
        return len(given)


@contextmanager
def open_text(reading: Reading) -> Iterator[io.BufferedReader]:
    """Open a file's bytes through its gzip, without a byte order mark.

    UTF-16, which spreadsheets write, comes as UTF-8; every other charset as it is.
    """
    with open_stream(reading) as stream:
        mark = stream.peek(3)[:3]
        if mark[:2] in UTF_16:
            stream.read(2)
            yield io.BufferedReader(_InUtf8(stream, UTF_16[mark[:2]]), PIECE)
            return
        if mark == codecs.BOM_UTF8:
            stream.read(3)
        yield stream


def read_lines(stream: io.BufferedReader, limit: int) -> Iterator[bytes | None]:
    """Yield each line with its end; None for one longer than `limit` bytes, which is passed by."""
    while line := stream.readline(limit):
        if len(line) < limit or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(PIECE)
        yield None
