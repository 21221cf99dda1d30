"""Where a record file's bytes come from: the file as it is, or gzip members one after another.

Both give pieces of one logical stream and say where in the file each lies; both stop at damage and
can go on behind it. They must not know records, only what the first bytes of one look like.
"""

import re
import zlib
from collections import deque
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from onrecord.capture.reading import Reading
from onrecord.errors import CaptureError

STEP = 64 * 1024  # read from the file at a time
PIECE = 256 * 1024  # given at a time
MAGIC = b"\x1f\x8b\x08"
PROBE = 512  # compressed bytes of a would-be member that are tried
MAX_DAMAGES = 1000  # then the rest of the file is given up: no file is worth a search without end


@dataclass(frozen=True, slots=True)
class Member:
    """One whole gzip member: where it lies in the logical stream, and where in the file."""

    start: int
    end: int
    offset: int
    offset_end: int


class Feed(Protocol):
    """Gives the stream piece by piece; `more` returns b"" at its end and at damage.

    `given` counts the bytes given so far. `damage` tells end and damage apart; after damage
    `resume` goes to the next place where a record starts, False where there is none. `offset_of` is
    the file's offset to name for a logical position; `members` are the whole members met, oldest
    first, for the reader to use up.
    """

    damage: CaptureError | None
    members: deque[Member]
    given: int

    def more(self) -> bytes: ...

    def resume(self, start: re.Pattern[bytes]) -> bool: ...

    def offset_of(self, position: int) -> int: ...


class PlainFeed:
    """The file's own bytes: position and offset are one."""

    def __init__(self, file: BinaryIO) -> None:
        self.damage: CaptureError | None = None
        self.members: deque[Member] = deque()
        self.given = 0
        self._file = file

    def more(self) -> bytes:
        piece = self._file.read(STEP)
        self.given += len(piece)
        return piece

    def resume(self, start: re.Pattern[bytes]) -> bool:
        return False

    def offset_of(self, position: int) -> int:
        return position


class GzipFeed:
    """What gzip members hold, in order; positions after damage go on counting what was given."""

    def __init__(self, file: BinaryIO, reading: Reading) -> None:
        self.damage: CaptureError | None = None
        self.members: deque[Member] = deque()
        self._file = file
        self._reading = reading
        self._input = b""
        self._at = 0  # the file's offset of _input's first byte
        self._engine: zlib._Decompress | None = None
        self._offset = 0  # of the current member
        self._start = 0  # its logical position
        self.given = 0
        self._starts: deque[tuple[int, int]] = deque()  # (position, offset) of members begun
        self._damages = 0

    def more(self) -> bytes:
        while self.damage is None:
            if self._engine is None and not self._begin():
                return b""
            piece = self._inflate()
            if piece:
                self.given += len(piece)
                return piece
        return b""

    def offset_of(self, position: int) -> int:
        while len(self._starts) > 1 and self._starts[1][0] <= position:
            self._starts.popleft()
        return self._starts[0][1] if self._starts else 0

    def resume(self, start: re.Pattern[bytes]) -> bool:
        self._damages += 1
        self._engine = None
        if self.damage is None or self._damages > MAX_DAMAGES:
            return False
        self._seek(self._offset + 1)
        while True:
            found = self._input.find(MAGIC)
            if found < 0:
                if not self._slide(len(self._input) - len(MAGIC) + 1):
                    return False
            else:
                self._slide(found)
                if self._begins_record(start):
                    self.damage = None
                    return True
                self._slide(1)

    def _begin(self) -> bool:
        """Start on the next member; False at the end of the file, and at what is no member."""
        while not self._input.lstrip(b"\x00"):
            if not self._slide(len(self._input)):
                return False
        padding = len(self._input) - len(self._input.lstrip(b"\x00"))
        self._slide(padding)
        self._offset, self._start = self._at, self.given
        self._starts.append((self.given, self._at))
        if not self._input.startswith(MAGIC[: len(self._input)]):
            self._harm("no gzip member starts here", self._at)
            return False
        self._engine = zlib.decompressobj(31)
        return True

    def _inflate(self) -> bytes:
        engine = self._engine
        if engine is None:
            return b""
        if not self._input and not self._slide(0):
            self._harm("gzip member is cut off", self._offset)
            return b""
        safe = engine.copy()
        try:
            piece = engine.decompress(self._input, PIECE)
        except zlib.error as error:
            self._harm(f"damaged gzip member ({_reason(error)})", self._offset)
            return _rescue(safe, self._input)
        if engine.eof:
            self._advance(engine.unused_data)
            self.members.append(
                Member(self._start, self.given + len(piece), self._offset, self._at)
            )
            self._engine = None
        else:
            self._advance(engine.unconsumed_tail)
            self._check_ratio()
        return piece

    def _check_ratio(self) -> None:
        limits = self._reading.limits
        given, taken = self.given - self._start, self._at - self._offset
        if given > limits.ratio_from and given > limits.ratio * taken:
            self._engine = None
            self.damage = self._reading.refusal(
                f"gzip member expands more than {limits.ratio} times, as bombs do", self._offset
            )

    def _begins_record(self, start: re.Pattern[bytes]) -> bool:
        if len(self._input) < PROBE:
            self._slide(0)
        try:
            probe = zlib.decompressobj(31).decompress(self._input[:PROBE], PROBE)
        except zlib.error:
            return False
        return start.match(probe.lstrip(b"\r\n")) is not None

    def _harm(self, message: str, offset: int) -> None:
        self._engine = None
        self.damage = self._reading.damage(message, offset)

    def _advance(self, rest: bytes) -> None:
        self._at += len(self._input) - len(rest)
        self._input = rest

    def _slide(self, count: int) -> bool:
        """Drop bytes from the front and read on; False at the end of the file."""
        self._advance(self._input[max(count, 0) :])
        if len(self._input) >= PROBE:
            return True
        fresh = self._file.read(STEP)
        self._input += fresh
        return bool(fresh)

    def _seek(self, offset: int) -> None:
        self._file.seek(offset)
        self._at, self._input = offset, self._file.read(STEP)


def _reason(error: zlib.error) -> str:
    return str(error).rpartition(": ")[2]


def _rescue(engine: "zlib._Decompress", data: bytes) -> bytes:
    """Return what comes out before the damage: halving, since a failing call gives nothing."""
    rescued = b""
    step = len(data)
    while step and len(rescued) < PIECE:
        attempt = engine.copy()
        try:
            rescued += attempt.decompress(data[:step])
        except zlib.error:
            step //= 2
            continue
        engine, data = attempt, data[step:]
        step = min(step, len(data))
    return rescued
