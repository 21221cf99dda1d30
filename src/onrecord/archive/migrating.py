"""Bringing an archive that an older program wrote up to this one."""

from onrecord.archive.lock import WAIT_SECONDS, folder_lock
from onrecord.archive.opening import Archive
from onrecord.store.database import Database


def migrate(archive: Archive) -> list[int]:
    """Bring the system of record up to this program's schema; return the versions reached."""
    with folder_lock(archive.folder, say=archive.say):
        return Database.migrate(archive.dialect, say=archive.say, wait=WAIT_SECONDS)
