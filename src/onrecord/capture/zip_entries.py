"""The entries of a zip of untrusted origin: what they are called and where their bytes lie.

Nothing is ever unpacked under an entry's own name. An archive without its directory, as a broken
download leaves it, is read from its local headers (APPNOTE.TXT 4.3.7). Knows zip; must not know
what is in an entry.
"""

import io
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from onrecord.capture.limits import Limits
from onrecord.errors import RecordError, RefusedError

LOCAL_HEADER = struct.Struct("<4sHHHHHIIIHH")
LOCAL_MAGIC = b"PK\x03\x04"
ZIP64_SIZES = struct.Struct("<QQ")
IN_ZIP64 = 0xFFFFFFFF
ENCRYPTED, SIZES_FOLLOW = 0x1, 0x8  # bits of the general purpose flag
PIECE = 1024 * 1024
# What reading a broken entry raises; zipfile's error for an unknown compression is a RuntimeError.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class Entry:
    """One file inside a zip: `offset` is of its local header, `stored` its bytes as they lie."""

    name: str
    offset: int
    stored: int
    size: int
    method: int
    is_encrypted: bool

    @property
    def is_cut(self) -> bool:
        """Whether its bytes stop before their end, as at the end of a broken download."""
        return self.method == zipfile.ZIP_STORED and self.stored < self.size

    @property
    def leaves(self) -> bool:
        """Whether its name leads out of the archive, were it unpacked under it."""
        parts = self.name.replace("\\", "/").split("/")
        return ".." in parts or parts[0] == "" or parts[0].endswith(":")


@dataclass(frozen=True, slots=True)
class Listing:
    """A zip's entries; `problem` says why they may not be all."""

    entries: tuple[Entry, ...]
    problem: str | None = None


class _Range(io.RawIOBase):
    """A part of a file as a file of its own."""

    def __init__(self, file: BinaryIO, start: int, length: int) -> None:
        super().__init__()
        self._file = file
        self._start = start
        self._length = length
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._length}[whence]
        self._at = max(base + offset, 0)
        return self._at

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # RawIOBase's own signature
        wanted = max(min(len(view), self._length - self._at), 0)
        self._file.seek(self._start + self._at)
        piece = self._file.read(wanted)
        view[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)


def list_entries(path: Path, limits: Limits) -> Listing:
    """Return the entries of a zip in the order of its directory, folders left out.

    Raises RefusedError for too many entries, and for ones that share bytes, as bombs do.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (*BROKEN, struct.error):
        with path.open("rb") as file:
            found = tuple(_walk_headers(file, path.stat().st_size, limits))
        return Listing(found, "zip is truncated or damaged: it has no sound directory")
    if len(infos) > limits.entries:
        raise RefusedError(f"zip holds more than {limits.entries:,} files")
    entries = tuple(
        Entry(
            info.filename,
            info.header_offset,
            info.compress_size,
            info.file_size,
            info.compress_type,
            bool(info.flag_bits & ENCRYPTED),
        )
        for info in infos
        if not info.is_dir()
    )
    if sum(entry.stored for entry in entries) > path.stat().st_size:
        raise RefusedError("zip's files overlap, as in bombs")
    return Listing(entries)


def _walk_headers(file: BinaryIO, size: int, limits: Limits) -> Iterator[Entry]:
    offset = 0
    for _ in range(limits.entries):
        file.seek(offset)
        head = file.read(LOCAL_HEADER.size)
        if len(head) < LOCAL_HEADER.size or not head.startswith(LOCAL_MAGIC):
            return
        _, _, flags, method, _, _, _, stored, full, name_length, extra_length = LOCAL_HEADER.unpack(
            head
        )
        name = file.read(name_length).decode("utf-8", "replace")
        stored, full = _zip64(file.read(extra_length), stored, full)
        if flags & SIZES_FOLLOW and not stored:
            return
        data = offset + LOCAL_HEADER.size + name_length + extra_length
        there = max(min(stored, size - data), 0)
        if not name.endswith("/"):
            yield Entry(name, offset, there, full, method, bool(flags & ENCRYPTED))
        offset = data + stored


def _zip64(extra: bytes, stored: int, full: int) -> tuple[int, int]:
    if IN_ZIP64 not in (stored, full) or len(extra) < 4 + ZIP64_SIZES.size:
        return stored, full
    kind, _ = struct.unpack_from("<HH", extra)
    if kind != 1:
        return stored, full
    full64, stored64 = ZIP64_SIZES.unpack_from(extra, 4)
    return stored64, full64


@contextmanager
def open_entry(path: Path, entry: Entry, limits: Limits) -> Iterator[io.BufferedReader]:
    """Open what an entry holds, seekable: by range where it is stored, else from a nameless copy.

    Raises RefusedError for encryption and bombs, RecordError where it can't be decompressed.
    """
    if entry.is_encrypted:
        raise RefusedError("file in the zip is encrypted; decrypt it first")
    with path.open("rb") as file:
        stored = _buffered(_Range(file, _data_start(file, entry), entry.stored))
        if entry.method == zipfile.ZIP_STORED:
            yield stored
            return
        if entry.method != zipfile.ZIP_DEFLATED:
            raise RefusedError(
                f"file in the zip is packed by method {entry.method}; unpack it and add it"
            )
        with tempfile.TemporaryFile() as copy:
            _inflate(stored, copy, limits)
            yield _buffered(_Range(copy, 0, copy.seek(0, io.SEEK_END)))


def _buffered(raw: io.RawIOBase) -> io.BufferedReader:
    return io.BufferedReader(raw)


def _data_start(file: BinaryIO, entry: Entry) -> int:
    file.seek(max(0, entry.offset))
    head = file.read(LOCAL_HEADER.size)
    if entry.offset < 0 or len(head) < LOCAL_HEADER.size or not head.startswith(LOCAL_MAGIC):
        raise RecordError("file in the zip is not where its directory says", offset=entry.offset)
    *_, name_length, extra_length = LOCAL_HEADER.unpack(head)
    return entry.offset + LOCAL_HEADER.size + int(name_length) + int(extra_length)


def _inflate(source: BinaryIO, sink: BinaryIO, limits: Limits) -> None:
    """Write out what bare deflate holds; what came before a damage stays written."""
    engine = zlib.decompressobj(-15)
    taken = given = 0
    while not engine.eof and (piece := source.read(PIECE // 16)):
        taken += len(piece)
        while piece and not engine.eof:
            try:
                out = engine.decompress(piece, PIECE)
            except zlib.error:
                return
            given += len(out)
            is_bomb = given > limits.ratio_from and given > limits.ratio * taken
            if is_bomb or given > limits.expanded:
                raise RefusedError("file in the zip expands without measure, as bombs do")
            sink.write(out)
            piece = engine.unconsumed_tail
