"""Verify: every kept record against its digests, the ledger against the rows, index against store.

Reads everything, changes nothing beyond what opening completes after a crash. Says exactly what
is wrong and where.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from onrecord.archive.behind import is_behind
from onrecord.archive.lock import writing_lock
from onrecord.archive.mending import mend
from onrecord.archive.opening import INDEX, Archive
from onrecord.capture.warc import open_record
from onrecord.errors import FixityError, SearchIndexError, StoreError
from onrecord.model.instant import format_instant
from onrecord.model.ledger import Leaf
from onrecord.model.records import KeptCapture
from onrecord.store import captures, changes, counting

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not match: `kind` is capture, warc, ledger, store or index."""

    kind: str
    where: str
    expected: str
    found: str


def verify(archive: Archive, progress: Progress | None = None) -> Iterator[Fault]:
    """Yield what does not match, lazily; nothing when all is well."""
    _complete(archive)
    yield from _check_store(archive)
    yield from _check_ledger(archive)
    yield from _check_captures(archive, progress)
    yield from _check_ends(archive)
    yield from _check_index(archive)


def _complete(archive: Archive) -> None:
    """Complete what a crash left half done; an archive that can't be written is read as it is."""
    try:
        with writing_lock(archive.folder, say=lambda _message: None, wait=0):
            mend(archive)
    except StoreError as error:
        archive.say(f"checked as it lies: {error}")


def _check_captures(archive: Archive, progress: Progress | None) -> Iterator[Fault]:
    for kept in archive.captures.list():
        fault = check_capture(archive.captures_folder, kept)
        if fault is not None:
            yield fault
        if progress is not None:
            progress(1)


def check_capture(folder: Path, kept: KeptCapture) -> Fault | None:
    """Return what is wrong with one kept record, None where its digests match."""
    try:
        open_record(
            folder / kept.warc,
            kept.offset,
            kept.length,
            member_sha256=kept.member_sha256,
            payload_sha256=kept.payload_sha256,
        )
    except FixityError as error:
        where = f"{kept.warc} at {kept.offset} (capture {kept.seq}, {kept.uri})"
        return Fault("capture", where, kept.member_sha256, str(error))
    return None


def _check_ledger(archive: Archive) -> Iterator[Fault]:
    rows = (kept.leaf(format_instant(kept.at)) for kept in archive.captures.list())
    leaves = archive.ledger.list_leaves()
    try:
        for seq, (leaf, row) in enumerate(zip_longest(leaves, rows)):
            if leaf != row:
                yield Fault("ledger", f"ledger.jsonl line {seq + 1}", _words(row), _words(leaf))
    except FixityError as error:
        yield Fault("ledger", f"ledger.jsonl line {error.line + 1}", "a canonical leaf", str(error))


def _words(leaf: Leaf | None) -> str:
    return "no leaf" if leaf is None else leaf.sha256()


def _check_ends(archive: Archive) -> Iterator[Fault]:
    """Each WARC file ends where the last acknowledged record ends."""
    with archive.database.reading() as connection:
        ends = captures.warc_ends(connection)
    for name, end in ends.items():
        path = archive.captures_folder / name
        size = path.stat().st_size if path.exists() else None
        if size != end and not path.is_symlink():
            found = "no such file" if size is None else f"{size} bytes"
            yield Fault("warc", name, f"{end} bytes", found)


def _check_store(archive: Archive) -> Iterator[Fault]:
    with archive.database.reading() as connection:
        for fault in counting.integrity_faults(connection):
            yield Fault("store", "record.sqlite", "a sound database", fault)
        for id, number, expected, found in counting.wording_faults(connection):
            yield Fault("store", f"statement {id} version {number}", expected, found)


def _check_index(archive: Archive) -> Iterator[Fault]:
    if is_behind(archive.folder):
        archive.say("the index is behind the store; the next search brings it up to date")
        return
    with archive.database.reading() as connection:
        last = changes.last_seq(connection)
        wanted = counting.count_intervals(connection)
    try:
        position, count = archive.index.position(), archive.index.count()
    except SearchIndexError as error:
        yield Fault("index", INDEX, "a sound index", str(error))
        return
    if position != last:
        yield Fault("index", INDEX, f"change {last}", f"change {position}")
    elif count != wanted:
        yield Fault("index", INDEX, f"{wanted} documents", f"{count} documents")
