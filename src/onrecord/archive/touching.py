"""Writing about statements that are kept: one transaction, and the index follows at its end."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection

from onrecord.archive.behind import mark_behind, mark_whole
from onrecord.archive.lock import WAIT_SECONDS, writing_lock
from onrecord.archive.opening import Archive
from onrecord.archive.sync import catch_up
from onrecord.errors import StoreError
from onrecord.model.instant import format_instant
from onrecord.store import changes, statements
from onrecord.store.settings import get_setting
from onrecord.store.signing_key import Signer, find_signer

Touch = Callable[[Sequence[int]], None]


@contextmanager
def touching(archive: Archive, *, wait: float = WAIT_SECONDS) -> Iterator[tuple[Connection, Touch]]:
    """Give a transaction, and what is told which statements it changes for a reader.

    Raises StoreError where another still writes to the archive after `wait` seconds.
    """
    touched: dict[int, None] = {}
    with writing_lock(archive, wait=wait):
        mark_behind(archive)
        with archive.database.writing() as connection:
            yield connection, lambda numbers: touched.update(dict.fromkeys(numbers))
            now = format_instant(dt.datetime.now(dt.UTC))
            changes.add_changes(connection, [(now, n, None, None, None) for n in touched])
        catch_up(archive)
        mark_whole(archive)


def number_shown(connection: Connection, id: str) -> int:
    """Return the n of a statement that may be shown; raises NotFoundError."""
    return statements.get_statement(connection, id).n


def get_signer(connection: Connection) -> Signer:
    """Return what signs for the archive; raises StoreError where its key is not here."""
    signer = find_signer(get_setting(connection, "archive_id"))
    if signer is None:
        raise StoreError(
            "this is signed for, and the archive's key is not here; set ONRECORD_KEYS to its folder"
        )
    return signer
