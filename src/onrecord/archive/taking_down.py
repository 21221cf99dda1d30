"""Take-downs: a statement withheld from every face and export, or expunged for good.

To expunge takes the words out of store, index and claims and the bytes out of the WARC file, where
a tombstone takes their place; the ledger keeps the digest, the date and the reason, signed.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from onrecord.archive.behind import mark_behind
from onrecord.archive.checkpointing import make_checkpoint
from onrecord.archive.lock import WAIT_SECONDS, writing_lock
from onrecord.archive.mending import mend
from onrecord.archive.opening import Archive
from onrecord.archive.rebuilding import remake_index
from onrecord.archive.tombstones import finish_expunging, tombstone_of
from onrecord.archive.touching import get_signer, touching
from onrecord.capture.fixity import sha256
from onrecord.errors import ConfigError
from onrecord.model.instant import format_instant
from onrecord.model.ledger import Expunction
from onrecord.model.records import KeptCapture
from onrecord.store import changes, leaves, sightings, statements, taking_out
from onrecord.store.settings import set_leaves_written
from onrecord.store.signing_key import Signer


def withhold(archive: Archive, id: str, *, undo: bool = False, wait: float = WAIT_SECONDS) -> None:
    """Hide a statement from every face and export, or show it again; raises NotFoundError."""
    with touching(archive, wait=wait) as (connection, touch):
        n = statements.get_number(connection, id)
        if undo and not taking_out.has_wordings(connection, n):
            raise ConfigError("this statement was expunged: there is nothing to show", id=id)
        statements.set_withheld(connection, n, withheld=not undo)
        touch([n])


def list_withheld(archive: Archive) -> list[tuple[str, str]]:
    """Return (id, key) of the statements that are withheld and not expunged, newest first."""
    with archive.database.reading() as connection:
        return taking_out.list_withheld(connection)


def expunge(
    archive: Archive,
    id: str,
    *,
    reason: str,
    shared: bool = False,
    wait: float = WAIT_SECONDS,
) -> Sequence[int]:
    """Take a statement's words and bytes out for good; return its captures' numbers.

    Raises NotFoundError; ConfigError where a capture shows other statements too (without
    `shared`, which lets them lose that witness) or lies in a WARC file that isn't ours; StoreError
    without the archive's key.
    """
    with writing_lock(archive, wait=wait):
        mend(archive)
        with archive.database.reading() as connection:
            n = statements.get_number(connection, id)
            signer = get_signer(connection)
            kept = _captures(archive, connection, n, shared=shared)
            made = _expunctions(kept, signer, reason, leaves.next_seq(connection))
        mark_behind(archive)
        with archive.database.writing() as connection:
            leaves.add_expunctions(connection, made)
            taking_out.take_out(connection, n, [one.seq for one in kept])
            changes.add_changes(connection, [(_now(), n, None, None, None)])
        archive.ledger.append(made)
        with archive.database.writing() as connection:
            set_leaves_written(connection, leaves.next_seq(connection))
        finish_expunging(archive)
        archive.database.compact()
        make_checkpoint(archive)
        remake_index(archive)  # the engine keeps what it deletes until it next merges
    return [one.seq for one in kept]


def _now() -> str:
    return format_instant(dt.datetime.now(dt.UTC))


def _captures(
    archive: Archive, connection: Connection, n: int, *, shared: bool
) -> list[KeptCapture]:
    kept = sightings.list_witnesses(connection, n)
    foreign = [one.warc for one in kept if (archive.captures_folder / one.warc).is_symlink()]
    if foreign:
        raise ConfigError(
            "it lies in a WARC file that is not the archive's own; take it out of that file",
            file=foreign[0],
        )
    others = taking_out.others_shown_by(connection, [one.seq for one in kept], n)
    if others and not shared:
        raise ConfigError(
            "its captures show other statements too, which would lose them; say --shared for that",
            others=" ".join(others[:20]),
        )
    return kept


def _expunctions(
    kept: Sequence[KeptCapture], signer: Signer, reason: str, first: int
) -> list[Expunction]:
    at = _now()
    made = []
    for seq, one in enumerate(kept, first):
        digest = sha256(tombstone_of(one, at, reason))
        plain = Expunction(seq=seq, expunged=one.seq, at=at, reason=reason, member_sha256=digest)
        made.append(replace(plain, signature=signer.sign(plain.unsigned()).hex()))
    return made
