"""An archive of an older schema brought up to this program's."""

from pathlib import Path

from onrecord.archive.finding import check_archive
from onrecord.archive.lock import writing_lock
from onrecord.archive.opening import DATABASE
from onrecord.store.database import Database
from onrecord.store.migrations import migrate


def migrate_archive(folder: Path) -> list[int]:
    """Bring the store of an archive up to date; return the versions gone through, in order."""
    check_archive(folder)
    with writing_lock(folder, say=lambda _message: None):
        database = Database(folder / DATABASE)
        with database.writing() as connection:
            done = migrate(connection)
        database.close()
    return done
