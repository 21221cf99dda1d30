"""What tests of this package share: bytes to a file, and what is read from it, sorted by kind."""

import datetime as dt
import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from onrecord.capture.files import read_file
from onrecord.capture.item import Item, Skipped
from onrecord.capture.limits import DEFAULT, Limits
from onrecord.capture.media_type import look_inside
from onrecord.capture.reading import FileRef, Reading
from onrecord.errors import CaptureError
from onrecord.model.capture import Received

AT = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Sorted:
    """Items of one file by kind, each kind in order."""

    received: list[Received]
    skipped: list[Skipped]
    errors: list[CaptureError]

    @property
    def payloads(self) -> list[bytes]:
        return [item.payload for item in self.received]

    @property
    def messages(self) -> list[str]:
        return [error.message for error in self.errors]

    @property
    def lines(self) -> list[int | None]:
        return [error.ids.get("line") for error in self.errors]

    @property
    def offsets(self) -> list[int | None]:
        return [error.ids.get("offset") for error in self.errors]


def by_kind(items: Iterable[Item]) -> Sorted:
    found = Sorted([], [], [])
    for item in items:
        match item:
            case Received():
                found.received.append(item)
            case Skipped():
                found.skipped.append(item)
            case CaptureError():
                found.errors.append(item)
    return found


def put(folder: Path, name: str, data: bytes) -> FileRef:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return FileRef(path, name, len(data))


def read(
    folder: Path,
    name: str,
    data: bytes,
    *,
    columns: tuple[tuple[str, str], ...] = (),
    limits: Limits = DEFAULT,
) -> Sorted:
    """Write a file, read it through the registry of readers, and sort what comes."""
    ref = put(folder, name, data)
    return by_kind(read_file(ref, at=AT, source="set", columns=columns, limits=limits))


def read_gzipped(folder: Path, name: str, data: bytes) -> Sorted:
    return read(folder, name, gzip.compress(data, mtime=0))


def reading_of(folder: Path, name: str, data: bytes, *, limits: Limits = DEFAULT) -> Reading:
    found = look_inside(data[:65536], name)
    return Reading(
        ref=put(folder, name, data),
        source="set",
        at=AT,
        media_type=found.media_type,
        gzipped=found.gzipped,
        limits=limits,
    )


def gzipped_reading() -> Reading:
    """Return a reading for tests that open no file."""
    return Reading(
        ref=FileRef(Path("a.warc.gz"), "a.warc.gz", 0),
        source="set",
        at=AT,
        media_type="application/warc",
        gzipped=True,
    )
