"""Files and folders to captures: lists them in a stable order and gives each to its reader."""

import datetime as dt
import os
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

from onrecord.capture.item import Item, bare
from onrecord.capture.limits import DEFAULT, Limits
from onrecord.capture.media_type import (
    ARC,
    CSV,
    HEAD,
    JSON,
    JSONL,
    MBOX,
    WACZ,
    WARC,
    look_inside,
)
from onrecord.capture.plain import read_plain
from onrecord.capture.reading import FileRef, Reading
from onrecord.errors import CaptureError, RefusedError

Reader = Callable[[Reading], Iterator[Item]]

# A new container kind is a new file and one line; whatever is not here is one capture as it is.
# Readers are named, not imported: each is loaded, with its libraries, when its first file comes.
READERS = {
    ARC: "onrecord.capture.arc:read_arc",
    CSV: "onrecord.capture.datasets:read_csv",
    JSON: "onrecord.capture.datasets:read_json",
    JSONL: "onrecord.capture.datasets:read_jsonl",
    MBOX: "onrecord.capture.mailbox:read_mailbox",
    WACZ: "onrecord.capture.wacz:read_wacz",
    WARC: "onrecord.capture.warc:read_warc",
}


def list_files(target: Path) -> Iterator[FileRef | CaptureError]:
    """Yield the files of a target, itself or recursively, sorted by name within each folder.

    Hidden files are passed over, and so are links to what the folder holds anyway. What can't be
    read, links that leave the folder, and what is no file are yielded as errors.

    Raises CaptureError when the target is missing or can't be opened.
    """
    try:
        is_folder = target.is_dir()
        size = target.stat().st_size
    except OSError as error:
        raise CaptureError(
            "no such file or folder; give a path that exists", path=str(target)
        ) from bare(error)
    if is_folder:
        return _walk(target, "", target.resolve())
    return iter([FileRef(target, target.name, size)])


def _walk(folder: Path, prefix: str, root: Path) -> Iterator[FileRef | CaptureError]:
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda e: e.name)
    except OSError as error:
        yield CaptureError("folder can't be read", cause=bare(error), path=prefix or ".")
        return
    for entry in found:
        if not entry.name.startswith("."):
            yield from _visit(entry, f"{prefix}{entry.name}", root)


def _visit(entry: "os.DirEntry[str]", name: str, root: Path) -> Iterator[FileRef | CaptureError]:
    path = Path(entry.path)
    try:
        if entry.is_symlink():
            yield from _refuse_link(path, name, root)
        elif entry.is_dir():
            yield from _walk(path, f"{name}/", root)
        elif entry.is_file():
            yield FileRef(path, name, entry.stat().st_size)
        else:
            yield RefusedError("neither a file nor a folder; left out", path=name)
    except OSError as error:
        yield CaptureError("can't be read", cause=bare(error), path=name)


def _refuse_link(path: Path, name: str, root: Path) -> Iterator[CaptureError]:
    """A link within the folder names what is listed anyway (or a loop), and is passed over."""
    try:
        inside = path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        yield CaptureError("link that leads nowhere", path=name)
        return
    if not inside:
        yield RefusedError("link that leaves the folder; add its target by its own path", path=name)


def read_file(
    ref: FileRef,
    *,
    at: dt.datetime,
    source: str,
    columns: tuple[tuple[str, str], ...] = (),
    limits: Limits = DEFAULT,
) -> Iterator[Item]:
    """Yield what one file holds: captures to be, skips, and errors with `path` and `offset`.

    Lazily and with flat memory for containers. `at` stands for whatever has no date of its own.
    Never raises for the file's sake: an unreadable file is one CaptureError.
    """
    try:
        if not ref.path.stat().st_size:
            yield CaptureError("empty file", path=ref.name)
            return
        with ref.path.open("rb") as file:
            head = file.read(HEAD)
        found = look_inside(head, ref.name)
        reading = Reading(
            ref=ref,
            source=source,
            at=at,
            media_type=found.media_type,
            gzipped=found.gzipped,
            columns=columns,
            limits=limits,
        )
        yield from _reader(found.media_type)(reading)
    except CaptureError as error:
        yield error
    except OSError as error:
        yield CaptureError("file can't be read", cause=bare(error), path=ref.name)


@cache
def _reader(media_type: str) -> Reader:
    if media_type not in READERS:
        return read_plain
    module, _, function = READERS[media_type].partition(":")
    reader: Reader = getattr(import_module(module), function)
    return reader
