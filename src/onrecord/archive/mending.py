"""Before anything is written: complete what a crash left half done.

A torn tail of a WARC is set aside whole, never dropped; the ledger's file is completed from the
rows of the last transaction.
"""

from onrecord.archive.opening import Archive
from onrecord.archive.tombstones import finish_expunging
from onrecord.capture.warc_files import set_aside
from onrecord.errors import FixityError
from onrecord.store import captures, leaves
from onrecord.store.checking import are_sound
from onrecord.store.settings import leaves_written, set_leaves_written

TRUSTED = ("warc_files", "meta")  # tables that say how far the files go
TORN = "torn"  # below captures/, where set-aside tails lie


def mend(archive: Archive) -> None:
    """Bring the files of the archive up to its rows; the caller holds the lock.

    Raises FixityError where the rows that say how far the files go can't be trusted: nothing of a
    file is set aside on the word of a damaged row.
    """
    with archive.database.dialect.reading_raw() as raw:
        if not are_sound(raw, TRUSTED):
            raise FixityError(
                "the record of what is kept is damaged; run `onrecord verify`",
                file=archive.database.name,
            )
    with archive.database.reading() as connection:
        ends = captures.warc_ends(connection)
        for path in sorted(archive.captures_folder.rglob("*.warc.gz")):
            name = path.relative_to(archive.captures_folder).as_posix()
            if name.startswith(f"{TORN}/") or path.is_symlink():
                continue
            if path.stat().st_size > ends.get(name, 0):
                aside = set_aside(archive.captures_folder, name, ends.get(name, 0))
                if aside is not None:
                    archive.say(
                        f"set aside what an interrupted run left: captures/{TORN}/{aside.name}"
                    )
    if settled := archive.capture_files.settle(ends):
        archive.say(f"put into the bucket what an interrupted run left: {len(settled):,} files")
    _complete_ledger(archive)
    finish_expunging(archive)


def _complete_ledger(archive: Archive) -> None:
    """Append the leaves of the last transaction, which a crash may have kept from the file.

    Leaves that are known to have been in the file are not written again: somebody took them out,
    and `verify` tells so.
    """
    first = archive.ledger.mend()
    with archive.database.reading() as connection:
        written = leaves_written(connection)
        rows = leaves.next_seq(connection)
        missing = list(leaves.list_entries(connection, first)) if first >= written else []
    if first < written:
        archive.say(
            f"the ledger has lost {written - first:,} leaves from its end; run `onrecord verify`"
        )
        return
    if missing:
        archive.ledger.append(missing)
        archive.say(f"completed the ledger from the record: {len(missing):,} at its end")
    if written < rows:
        with archive.database.writing() as connection:
            set_leaves_written(connection, rows)
