"""Verify: every kept record against its digests, ledger and checkpoints, store, index.

Reads everything, changes nothing beyond what opening completes after a crash. Says exactly what
is wrong and where.
"""

from collections.abc import Callable, Iterator
from itertools import islice

from onrecord.archive.behind import is_behind
from onrecord.archive.lock import writing_lock
from onrecord.archive.mending import mend
from onrecord.archive.opening import INDEX, Archive
from onrecord.archive.verifying.checkpoints import check_roots, read_checkpoints
from onrecord.archive.verifying.fault import Checked, Fault
from onrecord.archive.verifying.leaves import (
    LeavesChecked,
    LeavesOrder,
    compare_leaves,
    leaf_lots,
)
from onrecord.archive.verifying.records import RecordsOrder, lots
from onrecord.archive.verifying.workers import run
from onrecord.errors import CaptureError, SearchIndexError, StoreError
from onrecord.model.ids import statement_id
from onrecord.model.merkle import leaf_hash
from onrecord.store import changes, checking, counting

Progress = Callable[[int], None]


def verify(archive: Archive, progress: Progress | None = None) -> Iterator[Fault]:
    """Yield what does not match, lazily; nothing when all is well."""
    at_rest = _complete(archive)
    yield from _check_store(archive)
    yield from _check_files(archive, progress, at_rest=at_rest)
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


def _check_files(archive: Archive, progress: Progress | None, *, at_rest: bool) -> Iterator[Fault]:
    """Check the WARC files and the ledger lot by lot, and the checkpoints over the ledger."""
    signed, faults = read_checkpoints(archive)
    yield from faults
    hashes: list[bytes] = []
    is_same = True
    lying: list[Fault] = []
    database = archive.database.path
    with checking.reading_raw(database) as connection:
        places = checking.list_places(connection)
        ends = checking.warc_ends(connection)
        written = checking.count_leaves(connection)

        def orders() -> Iterator[RecordsOrder | LeavesOrder]:
            yield from leaf_lots(database, archive.ledger.path)
            for lot in lots(archive.captures_folder, places, ends, at_rest=at_rest):
                if isinstance(lot, Fault):
                    lying.append(lot)
                else:
                    yield lot

        for outcome in run(orders()):
            match outcome:
                case LeavesChecked():
                    hashes += outcome.hashes
                    is_same = is_same and outcome.same
                case Checked():
                    yield from outcome.faults
                    if progress is not None:
                        progress(outcome.records)
            yield from lying
            lying.clear()
        yield from lying
        until = written if at_rest else min(written, len(hashes))
        if not is_same or len(hashes) != until:
            leaves = islice(archive.ledger.list_leaves(), None if at_rest else until)
            yield from compare_leaves(leaves, checking.list_leaves(connection, 0, until))
            # What the file lacks is told: the checkpoints must still be of what the rows say.
            rows = checking.list_leaves(connection, 0, until)
            hashes = [leaf_hash(leaf.canonical()) for leaf in rows]
    yield from check_roots(hashes, signed)


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
