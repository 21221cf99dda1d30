"""How far somebody has been told: a mark for each reader, the number of the last change told.

A mark moves only after the telling, so that nothing is passed over where that fails.
"""

import datetime as dt
from dataclasses import dataclass

from onrecord.archive.lock import writing_lock
from onrecord.archive.opening import Archive
from onrecord.model.instant import format_instant, parse_instant
from onrecord.store import changes
from onrecord.store.settings import find_setting, set_setting

READER = "reader"  # of `onrecord changes --since last`
_PREFIX = "told:"


@dataclass(frozen=True, slots=True)
class Mark:
    """The last change told; `at` is when."""

    seq: int
    at: dt.datetime


def find_mark(archive: Archive, name: str) -> Mark | None:
    """Return how far a reader has been told, None where there was nothing yet."""
    with archive.database.reading() as connection:
        value = find_setting(connection, _PREFIX + name)
    if value is None:
        return None
    seq, _, at = value.partition(" ")
    return Mark(int(seq), parse_instant(at))


def set_mark(archive: Archive, name: str, seq: int, at: dt.datetime) -> None:
    """Remember that a reader has been told all changes up to one."""
    with (
        writing_lock(archive),
        archive.database.writing() as connection,
    ):
        set_setting(connection, _PREFIX + name, f"{seq} {format_instant(at)}")


def newest_change(archive: Archive) -> int:
    """Return the number of the newest change, 0 for none."""
    with archive.database.reading() as connection:
        return changes.last_seq(connection)
