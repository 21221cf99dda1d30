"""The archive's own WARC files: one writer appends, anyone reads a member back.

Knows folders, names and the disk; must not know the database. The caller holds the archive's lock
and says where each file's acknowledged bytes end.
"""

import datetime as dt
import os
import shutil
import uuid
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from onrecord.capture.deflate import gzip_member
from onrecord.capture.fixity import sha256, warc_digest
from onrecord.capture.item import bare
from onrecord.capture.pack import warc_date, write_record
from onrecord.errors import CaptureError, FixityError

ROTATE_AT = 1024**3  # bytes; the size WARC tools expect (WARC 1.1 annex C: 1 GB)
GZIP_HEAD = 10  # bytes of a member before its data (RFC 1952); ours have no name in it
TORN = "torn"
SOFTWARE = "onrecord"
O_BINARY = getattr(os, "O_BINARY", 0)  # Windows would else write CR LF for LF


try:
    import fcntl
except ImportError:  # Windows, where nobody but us is kept from a file that is open
    fcntl = None  # type: ignore[assignment]


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a member lies: `file` is relative to the captures folder, "/" between parts."""

    file: str
    offset: int
    length: int


class WarcWriter:
    """Appends members to a file of its own, and to a next one when that is full.

    A file is made on the first append, in `YYYY/MM` of the day `now` gives; a closed file is never
    opened again. Nothing is promised until `sync` has returned. Not for two threads at once.
    Raises CaptureError when the disk is full or the folder can't be written; the bytes of a failed
    append are taken back, or, where that fails too, the file is closed for good, so that what was
    acknowledged stays readable.

    `ended` hears of a file that is full or closed, once what is in it was acknowledged: when the
    caller comes with the batch after the one in which it ended, or closes.
    """

    def __init__(
        self,
        folder: Path,
        writer_id: str,
        *,
        rotate_at: int = ROTATE_AT,
        clock: Callable[[], dt.datetime] = _utc_now,
        ended: Callable[[str], None] = lambda _file: None,
    ) -> None:
        self._folder = folder
        self._writer_id = writer_id
        self._rotate_at = rotate_at
        self._clock = clock
        self._tell_ended = ended
        self._full: list[str] = []  # since the last sync
        self._acknowledged: list[str] = []
        self._sequence = 0
        self._handle: int | None = None
        self._file = ""
        self._end = 0
        self._unsynced_folders: list[Path] = []

    def append(self, member: bytes) -> Place:
        """Append one member and return where it lies."""
        if self._handle is not None and self._end + len(member) > self._rotate_at:
            self._full.append(self._file)
            self._sync()
            self._abandon()
        if self._handle is None:
            self._start()
        return self._put(member)

    def sync(self) -> None:
        """Return when everything appended is on the disk, new folder entries included."""
        self._end_acknowledged()
        self._acknowledged, self._full = self._full, []
        self._sync()

    def _end_acknowledged(self) -> None:
        while self._acknowledged:
            self._tell_ended(self._acknowledged[0])
            self._acknowledged.pop(0)

    def _sync(self) -> None:
        if self._handle is None:
            return
        try:
            os.fsync(self._handle)
            while self._unsynced_folders:
                _sync_folder(self._unsynced_folders[-1])
                self._unsynced_folders.pop()
        except OSError as error:
            # After a failed fsync the kernel may have dropped the bytes: never trust this file on.
            self._abandon()
            raise _disk_error(self._file) from bare(error)

    def close(self) -> None:
        """Sync and close; all that was appended is acknowledged, and more goes to a new file."""
        self._sync()
        self._acknowledged += self._full
        self._full = []
        if self._handle is not None:
            self._acknowledged.append(self._file)
        self._abandon()
        self._end_acknowledged()

    def __enter__(self) -> "WarcWriter":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()
        else:
            self._abandon()

    def _start(self) -> None:
        now = self._clock().astimezone(dt.UTC)
        month = self._folder / f"{now:%Y}" / f"{now:%m}"
        name = ""
        try:
            month.mkdir(parents=True, exist_ok=True)
            while self._handle is None:
                self._sequence += 1
                name = f"{now:%Y%m%dT%H%M%SZ}-{self._writer_id}-{self._sequence:05d}.warc.gz"
                self._handle = _create(month / name)
            if fcntl is not None:
                fcntl.flock(self._handle, fcntl.LOCK_EX)  # says that it is being written
        except OSError as error:
            raise _disk_error(f"{now:%Y/%m}/{name}") from bare(error)
        self._file = f"{now:%Y/%m}/{name}"
        self._end = 0
        self._unsynced_folders = [self._folder.parent, self._folder, month.parent, month]
        self._put(_warcinfo(name, now))

    def _put(self, member: bytes) -> Place:
        start, handle = self._end, self._handle
        view = memoryview(member)
        try:
            while view and handle is not None:
                view = view[os.write(handle, view) :]
        except OSError as error:
            self._take_back(handle, start)
            raise _disk_error(self._file) from bare(error)
        self._end = start + len(member)
        return Place(self._file, start, len(member))

    def _take_back(self, handle: int | None, end: int) -> None:
        if not end or handle is None:  # not even a whole warcinfo: leave the file behind
            self._abandon()
            return
        try:
            os.ftruncate(handle, end)
            os.lseek(handle, end, os.SEEK_SET)
        except OSError:
            self._abandon()

    def _abandon(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)


def is_being_written(path: Path) -> bool:
    """Return whether a writer, in this process or another, has the file open."""
    if fcntl is None:
        return False
    with suppress(OSError), path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _create(path: Path) -> int | None:
    """Make the file and open it; None where one of that name is there already."""
    try:
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | O_BINARY, 0o644)
    except FileExistsError:
        return None


def _warcinfo(name: str, now: dt.datetime) -> bytes:
    fields = f"software: {SOFTWARE}\r\nformat: WARC File Format 1.1\r\n".encode()
    headers = [
        ("WARC-Record-ID", f"<urn:uuid:{uuid.uuid4()}>"),
        ("WARC-Filename", name),
        ("WARC-Date", warc_date(now)),
        ("WARC-Block-Digest", warc_digest(fields)),
    ]
    return gzip_member(write_record("warcinfo", headers, fields, "application/warc-fields"))


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # a folder can't be opened there, and its entries need no fsync
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _disk_error(file: str) -> CaptureError:
    return CaptureError(
        "captures can't be written; free some space or mend the folder's "
        "permissions, then run it again",
        path=file,
    )


def read_member(path: Path, offset: int, length: int, *, member_sha256: str | None = None) -> bytes:
    """Return a member's compressed bytes as stored.

    Raises FixityError where they are missing, cut short, or have another digest.
    """
    try:
        with path.open("rb") as file:
            file.seek(offset)
            data = file.read(max(length, 0))  # a damaged row may say anything
    except OSError as error:
        raise FixityError("kept file can't be read", file=path.name, offset=offset) from bare(error)
    return check_member(data, path.name, offset, length, member_sha256)


def check_member(
    data: bytes, name: str, offset: int, length: int, member_sha256: str | None
) -> bytes:
    """Return the bytes of a member; raises FixityError where they are not those recorded."""
    if len(data) != length:
        raise FixityError(
            "kept record is cut short",
            file=name,
            offset=offset,
            expected=length,
            found=len(data),
        )
    if member_sha256 is not None and sha256(data) != member_sha256:
        raise FixityError(
            "kept bytes are not the bytes that were recorded",
            file=name,
            offset=offset,
            expected=member_sha256,
            found=sha256(data),
        )
    return data


def check_warcinfo(data: bytes, name: str) -> None:
    """Raise FixityError unless the first bytes of a file are one sound member, begun as ours begin.

    That is the warcinfo record, which says what the file is; it has no leaf in the ledger. What
    comes next may be a record of another archive, which begins otherwise.
    """
    engine = zlib.decompressobj(31)
    try:
        engine.decompress(data)
        reason = None if engine.eof and not engine.unused_data else "it is not one whole member"
    except zlib.error as error:
        reason = str(error)
    if data[:GZIP_HEAD] != gzip_member(b"")[:GZIP_HEAD]:
        reason = "it does not begin as our records do"
    if reason:
        raise FixityError("what the file says of itself was altered", file=name, found=reason)


def replace_member(folder: Path, file: str, offset: int, member: bytes) -> None:
    """Write a file anew with another member, as long, at a place; whole or not at all.

    Raises CaptureError when the disk is full or can't be written.
    """
    path = folder / file
    fresh = path.with_name(f"{path.name}.partial")
    try:
        shutil.copyfile(path, fresh)
        with fresh.open("rb+") as copy:
            copy.seek(offset)
            copy.write(member)
            copy.flush()
            os.fsync(copy.fileno())
        fresh.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise _disk_error(file) from bare(error)


def write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file that is there, and on the disk, only once it is whole; raises CaptureError."""
    fresh = path.with_name(f"{path.name}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        for folder in (path.parent, path.parent.parent, path.parent.parent.parent):
            _sync_folder(folder)
    except OSError as error:
        raise _disk_error(path.name) from bare(error)


def find_torn_tail(path: Path, known_end: int) -> int:
    """Return how many bytes lie after the acknowledged ones; 0 for none.

    Raises FixityError where the file is shorter than what was acknowledged.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise FixityError("kept file is missing", file=path.name) from bare(error)
    if size < known_end:
        raise FixityError(
            "kept file is shorter than recorded", file=path.name, expected=known_end, found=size
        )
    return size - known_end


def set_aside(folder: Path, file: str, known_end: int) -> Path | None:
    """Move what follows the acknowledged bytes of a file whole to `torn/NAME-OFFSET`.

    `file` is relative to the captures folder. Returns the new file, None where nothing follows.
    The copy is on the disk before the file is cut; after a crash in between, the same is done
    again. A file with no acknowledged byte at all is moved as it is. Raises CaptureError when the
    disk is full or can't be written.
    """
    path = folder / file
    if not find_torn_tail(path, known_end):
        return None
    target = folder / TORN / f"{path.name}-{known_end}"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if known_end:
            _copy_tail(path, known_end, target)
        else:
            path.replace(target)
        _sync_folder(target.parent)
        if known_end:
            with path.open("rb+") as kept:
                kept.truncate(known_end)
                os.fsync(kept.fileno())
        _sync_folder(path.parent)
    except OSError as error:
        raise _disk_error(f"{TORN}/{target.name}") from bare(error)
    return target


def _copy_tail(path: Path, start: int, target: Path) -> None:
    copy = target.with_name(target.name + ".part")
    with path.open("rb") as source, copy.open("wb") as sink:
        source.seek(start)
        while piece := source.read(ROTATE_AT >> 10):
            sink.write(piece)
        sink.flush()
        os.fsync(sink.fileno())
    copy.replace(target)
