"""Verify: every kept record against its digests, the ledger against the rows, index against store.

Reads everything, changes nothing beyond what opening completes after a crash. Says exactly what
is wrong and where.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from onrecord.archive.behind import is_behind
from onrecord.archive.beside import Beside
from onrecord.archive.fault import Fault
from onrecord.archive.ledger_check import check_ledger
from onrecord.archive.lock import writing_lock
from onrecord.archive.mending import mend
from onrecord.archive.opening import INDEX, Archive
from onrecord.capture.warc import open_record
from onrecord.errors import CaptureError, FixityError, SearchIndexError, StoreError
from onrecord.model.ids import statement_id
from onrecord.model.records import KeptCapture
from onrecord.store import captures, changes, counting

Progress = Callable[[int], None]


def verify(archive: Archive, progress: Progress | None = None) -> Iterator[Fault]:
    """Yield what does not match, lazily; nothing when all is well."""
    at_rest = _complete(archive)
    yield from _check_store(archive)
    yield from check_ledger(archive, at_rest=at_rest)
    yield from _check_captures(archive, progress)
    yield from _check_ends(archive, at_rest=at_rest)
    yield from _check_index(archive)


def _complete(archive: Archive) -> bool:
    """Complete what a crash left half done, and return whether nobody is writing meanwhile.

    An archive that can't be written, or that another is writing to, is read as it is.
    """
    try:
        with writing_lock(archive.folder, say=lambda _message: None, wait=0):
            mend(archive)
    except (StoreError, CaptureError) as error:
        archive.database  # noqa: B018 - without a record there is nothing to check: raises
        archive.say(f"checked as it lies: {error}")
        return False
    return True


def _check_captures(archive: Archive, progress: Progress | None) -> Iterator[Fault]:
    beside = Beside(archive)
    for kept in archive.captures.list():
        if not (archive.captures_folder / kept.warc).is_symlink():
            yield from beside.check_up_to(kept)
        fault = check_capture(archive.captures_folder, kept)
        if fault is not None:
            yield fault
        if progress is not None:
            progress(1)
    yield from beside.check_rest()


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


def _check_ends(archive: Archive, *, at_rest: bool) -> Iterator[Fault]:
    """Each WARC file ends where the last acknowledged record ends, unless it is growing."""
    with archive.database.reading() as connection:
        ends = captures.warc_ends(connection)
    for name, end in ends.items():
        path = archive.captures_folder / name
        size = path.stat().st_size if path.exists() else None
        grows = not at_rest and size is not None and size > end
        if size != end and not grows and not path.is_symlink():
            found = "no such file" if size is None else f"{size} bytes"
            yield Fault("warc", name, f"{end} bytes", found)


def _check_store(archive: Archive) -> Iterator[Fault]:
    with archive.database.reading() as connection:
        for fault in counting.integrity_faults(connection):
            yield Fault("store", "record.sqlite", "a sound database", fault)
        for id, number, expected, found in counting.wording_faults(connection):
            yield Fault("store", f"statement {id} version {number}", expected, found)
        for id, key in counting.list_identities(connection):
            if id != statement_id(key):
                yield Fault("store", f"statement {id}", statement_id(key), id)
        for id, number in counting.list_without_wording(connection):
            yield Fault("store", f"statement {id}", f"version {number}", "no such version")


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
