"""Gzip of untrusted origin, with limits on what comes out of it."""

import io
from typing import BinaryIO

from onrecord.capture.deflate import InflateError, inflating
from onrecord.capture.reading import Reading

STEP = 64 * 1024  # of compressed bytes at a time
PIECE = 1024 * 1024  # of what comes out at a time


class Gunzip(io.RawIOBase):
    """A readable stream of what a gzip file holds, member after member.

    Raises RefusedError past `limit` bytes or past the ratio a bomb needs, RecordError with the
    offset in the compressed file where it is damaged or cut off. Zero padding after the last
    member is passed over, as gzip(1) does.
    """

    def __init__(self, raw: BinaryIO, reading: Reading, limit: int) -> None:
        super().__init__()
        self._raw = raw
        self._reading = reading
        self._limit = limit
        self._engine = inflating()
        self._input = b""
        self._taken = 0  # compressed bytes given to the engine
        self._given = 0  # bytes come out
        self._in_member = False

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._raw.close()
        super().close()

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # RawIOBase's own signature
        piece = self.next_piece(min(len(view), PIECE))
        view[: len(piece)] = piece
        return len(piece)

    def next_piece(self, size: int = PIECE) -> bytes:
        """Return up to `size` bytes of what comes next, none at the end; raises as reading does."""
        while True:
            if not self._input and not self._fill():
                return b""
            before = len(self._input)
            try:
                piece = self._engine.decompress(self._input, size)
            except InflateError as error:
                raise self._reading.damage(f"damaged gzip ({error})", self._taken) from error
            if self._engine.eof:
                self._input = self._engine.unused_data.lstrip(b"\x00")
                self._engine = inflating()
                self._in_member = False
            else:
                self._input = self._engine.unconsumed_tail
                self._in_member = True
            self._taken += before - len(self._input)
            self._given += len(piece)
            self._check()
            if piece:
                return piece

    def _fill(self) -> bool:
        self._input = self._raw.read(STEP)
        if not self._in_member:
            self._input = self._input.lstrip(b"\x00") if self._taken else self._input
        if not self._input and self._in_member:
            raise self._reading.damage("truncated gzip", self._taken)
        return bool(self._input)

    def _check(self) -> None:
        limits = self._reading.limits
        if self._given > self._limit:
            raise self._reading.refusal(
                f"gzip holds more than the limit of {self._limit:,} bytes; unpack and split it"
            )
        if self._given > limits.ratio_from and self._given > limits.ratio * self._taken:
            raise self._reading.refusal(
                f"gzip expands more than {limits.ratio} times, as bombs do; "
                "unpack it by hand if you trust it"
            )


def gunzip(data: bytes, reading: Reading) -> bytes:
    """Return what a gzip file holds, under the limit of one payload; raises as Gunzip does."""
    stream = Gunzip(io.BytesIO(data), reading, reading.limits.payload)
    return b"".join(iter(stream.next_piece, b""))


def open_stream(reading: Reading) -> io.BufferedReader:
    """Open a file for streaming, through its gzip where it has one."""
    raw = reading.open()
    if not reading.gzipped:
        return raw
    return io.BufferedReader(Gunzip(raw, reading, reading.limits.expanded), PIECE)
