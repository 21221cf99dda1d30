"""Tombstones in the places of records that the record of the archive says are expunged."""

from collections.abc import Sequence

from sqlalchemy import Connection

from onrecord.archive.opening import Archive
from onrecord.capture.fixity import sha256
from onrecord.capture.tombstone import tombstone
from onrecord.model.ledger import Expunction
from onrecord.model.records import KeptCapture
from onrecord.store import captures, leaves


def tombstone_of(kept: KeptCapture, at: str, reason: str) -> bytes:
    """Return the member that takes the place of a capture's record."""
    return tombstone(
        uri=kept.uri,
        member_sha256=kept.member_sha256,
        payload_sha256=kept.payload_sha256,
        length=kept.length,
        at=at,
        reason=reason,
    )


def finish_expunging(archive: Archive) -> None:
    """Put the tombstones that are missing into their places; the caller holds the lock."""
    with archive.database.reading() as connection:
        waiting = [(one, _capture(connection, one)) for one in leaves.list_unfinished(connection)]
    for one, kept in waiting:
        member = tombstone_of(kept, one.at, one.reason)
        assert sha256(member) == one.member_sha256  # noqa: S101 - the same for the same values
        archive.capture_files.replace(kept.warc, kept.offset, member)
    if waiting:
        _say_done(archive, [one for one, _ in waiting])


def _capture(connection: Connection, one: Expunction) -> KeptCapture:
    return captures.get_capture(connection, one.expunged)


def _say_done(archive: Archive, made: Sequence[Expunction]) -> None:
    with archive.database.writing() as connection:
        leaves.finish_expunctions(connection, made)
