"""Before anything is written: complete what a crash left half done.

A torn tail of a WARC is set aside whole, never dropped; the ledger's file is completed from the
rows of the last transaction.
"""

from onrecord.archive.opening import Archive
from onrecord.capture.warc_files import set_aside
from onrecord.model.instant import format_instant
from onrecord.store import captures

TORN = "torn"  # below captures/, where set-aside tails lie


def mend(archive: Archive) -> None:
    """Bring the files of the archive up to its rows; the caller holds the lock."""
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
        first = archive.ledger.mend()
        missing = [
            capture.leaf(format_instant(capture.at))
            for capture in captures.list_captures(connection, first)
        ]
        if missing:
            archive.ledger.append(missing)
            archive.say(f"completed the ledger from the record: {len(missing):,} at its end")
