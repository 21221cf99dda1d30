"""Verify: every kept record against its digests, ledger and checkpoints, store, index.

Reads everything, changes nothing beyond what opening completes after a crash. Says exactly what
is wrong and where.
"""

from collections.abc import Callable, Iterator

from sqlalchemy.exc import SQLAlchemyError

from onrecord.archive.behind import is_behind
from onrecord.archive.lock import silent, writing_lock
from onrecord.archive.mending import mend
from onrecord.archive.opening import ENGINE, INDEX, Archive
from onrecord.archive.verifying.additions import check_additions
from onrecord.archive.verifying.checkpoints import check_roots, read_checkpoints
from onrecord.archive.verifying.fault import Checked, Fault
from onrecord.archive.verifying.leaves import LeavesChecked, Ledger
from onrecord.archive.verifying.records import lots
from onrecord.archive.verifying.rows import RowsChecked, SoundChecked, Tally
from onrecord.archive.verifying.stamps import check_stamps
from onrecord.archive.verifying.workers import Order, run
from onrecord.errors import CaptureError, FixityError, SearchIndexError, StoreError
from onrecord.index.soundness import damaged_files
from onrecord.store import checking
from onrecord.store.dialects.dialect import RawConnection

SMALL = 16 * 1024 * 1024  # bytes of an archive that are checked before workers have started

Progress = Callable[[int], None]


def verify(
    archive: Archive, progress: Progress | None = None, *, in_place: bool = False
) -> Iterator[Fault]:
    """Yield what does not match, lazily; nothing when all is well.

    Workers on all cores do it, for a small archive or with `in_place` this process alone.
    """
    try:
        at_rest = _complete(archive)
        with archive.database.dialect.reading_raw() as connection:
            size = sum(checking.warc_ends(connection).values())
            size += archive.database.size()
            for outcome in _check_kept(
                archive, connection, at_rest=at_rest, in_place=in_place or size < SMALL
            ):
                if isinstance(outcome, Fault):
                    yield outcome
                elif progress is not None:
                    progress(outcome)
        yield from check_additions(archive)
        yield from _check_index(archive)
    except (StoreError, SQLAlchemyError) as error:
        yield Fault("store", archive.dialect.name, "a record that can be read", str(error))


def _complete(archive: Archive) -> bool:
    """Complete what a crash left half done, and return whether nobody is writing meanwhile.

    An archive that can't be written, that another is writing to, or whose record is damaged is
    read as it is.
    """
    try:
        with writing_lock(archive, say=silent, wait=0):
            try:
                mend(archive)
            except (FixityError, ValueError, SQLAlchemyError) as error:  # told of further on
                archive.say(f"checked as it lies: {error}")
    except (StoreError, CaptureError) as error:
        archive.database  # noqa: B018 - without a record there is nothing to check: raises
        archive.say(f"checked as it lies: {error}")
        return False
    return True


def _check_kept(
    archive: Archive, connection: RawConnection, *, at_rest: bool, in_place: bool
) -> Iterator[Fault | int]:
    """Check record, ledger and WARC files lot by lot, and the checkpoints over the ledger.

    Yields faults, and how many records of WARC files were looked at since the last time.
    """
    signed, faults = read_checkpoints(archive)
    yield from faults
    tally = Tally(connection, archive.dialect)
    ledger = Ledger(archive, connection, at_rest=at_rest)
    ends = checking.warc_ends(connection)
    lying: list[Fault] = []

    def orders() -> Iterator[Order]:
        yield from tally.orders()
        yield from ledger.orders()
        places = checking.list_places(connection)
        for lot in lots(archive.capture_files, places, ends, at_rest=at_rest):
            if isinstance(lot, Fault):
                lying.append(lot)
            else:
                yield lot

    for outcome in run(orders(), in_place=in_place):
        match outcome:
            case RowsChecked() | SoundChecked():
                tally.take(outcome)
            case LeavesChecked():
                ledger.take(outcome)
            case Checked():
                yield from outcome.faults
                yield outcome.records
    yield from lying
    yield from tally.faults()
    yield from ledger.faults()
    yield from check_roots(ledger.hashes, signed)
    yield from check_stamps(archive, signed)


def _check_index(archive: Archive) -> Iterator[Fault]:
    if is_behind(archive.folder):
        archive.say("the index is behind the store; the next search brings it up to date")
        return
    with archive.database.dialect.reading_raw() as connection:
        last = checking.last_change(connection)
        wanted = checking.count_intervals(connection)
    damaged = list(damaged_files(archive.folder / INDEX / ENGINE))
    for file, expected, found in damaged:
        yield Fault("index", f"{INDEX}, file {file}", expected, found)
    if damaged:  # the engine may end the process over what it takes for its own
        return
    try:
        position, count = archive.index.position(), archive.index.count()
    except SearchIndexError as error:
        yield Fault("index", INDEX, "a sound index", str(error))
        return
    if position != last:
        yield Fault("index", INDEX, f"change {last}", f"change {position}")
    elif count != wanted:
        yield Fault("index", INDEX, f"{wanted} documents", f"{count} documents")
