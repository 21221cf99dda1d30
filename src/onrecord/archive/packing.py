"""Proof packs: statements with their captures, cited pages, and what proves these."""

import datetime as dt
from collections.abc import Sequence

from onrecord.archive.checkpointing import make_checkpoint
from onrecord.archive.exporting import to_json
from onrecord.archive.lock import writing_lock
from onrecord.archive.opening import Archive
from onrecord.archive.verifying.checkpoints import read_checkpoints
from onrecord.capture.warc_files import read_member
from onrecord.errors import ConfigError, FixityError
from onrecord.export.wacz import Pack, PackedCapture, wacz
from onrecord.model.checkpoint import UNANCHORED, Checkpoint, read_note
from onrecord.model.instant import format_instant
from onrecord.model.merkle import inclusion_proof, leaf_hash
from onrecord.model.view import StatementView
from onrecord.store import captures, leaves
from onrecord.store.settings import get_setting
from onrecord.store.taking_out import EXPUNGED


def pack(archive: Archive, ids: Sequence[str]) -> bytes:
    """Return a proof pack of these statements as the bytes of a WACZ.

    Raises NotFoundError, FixityError where a record is not what was kept, and ConfigError where
    the ledger is under no checkpoint and none can be signed here.
    """
    views = [archive.statements.get(id) for id in dict.fromkeys(ids)]
    note, checkpoint = _checkpoint(archive)
    with archive.database.reading() as connection:
        public_key = get_setting(connection, "public_key")
        entries = list(leaves.list_entries(connection))[: checkpoint.size]
    hashes = [leaf_hash(entry.canonical()) for entry in entries]
    return wacz(
        Pack(
            archive_id=checkpoint.archive_id,
            public_key=public_key,
            checkpoint=note,
            anchor=UNANCHORED,
            made_at=format_instant(dt.datetime.now(dt.UTC)),
            captures=[_packed(archive, seq, hashes) for seq in _seqs(archive, views)],
            statements={view.id: to_json(view) for view in views},
            pages=[page for view in views for page in _pages(archive, view)],
        )
    )


def _checkpoint(archive: Archive) -> tuple[str, Checkpoint]:
    """Return the last checkpoint, made now where leaves came after it."""
    with writing_lock(archive):
        make_checkpoint(archive)
    signed, faults = read_checkpoints(archive)
    if faults:
        raise FixityError("the checkpoints are damaged; run `onrecord verify`")
    with archive.database.reading() as connection:
        size = leaves.next_seq(connection)
    if not signed or signed[-1].checkpoint.size < size:
        raise ConfigError(
            "the ledger is not under a checkpoint; set ONRECORD_KEYS to the archive's key"
        )
    notes = [note for note in archive.checkpoints.list_notes() if note]
    return notes[-1], read_note(notes[-1])[0]


def _seqs(archive: Archive, views: Sequence[StatementView]) -> list[int]:
    """Return the captures that show the statements, and those of the pages they cite."""
    found = {capture.seq for view in views for capture in view.captures}
    cited = [one.url for view in views for one in view.extraction.citations]
    with archive.database.reading() as connection:
        found |= {seq for seq, _ in captures.find_responses(connection, cited).values()}
        kept = [captures.get_capture(connection, seq) for seq in sorted(found)]
    return [one.seq for one in kept if one.role != EXPUNGED]


def _packed(archive: Archive, seq: int, hashes: Sequence[bytes]) -> PackedCapture:
    kept = archive.captures.get(seq)
    path = archive.captures_folder / kept.warc
    return PackedCapture(
        leaf=kept.leaf(format_instant(kept.at)),
        member=read_member(path, kept.offset, kept.length, member_sha256=kept.member_sha256),
        path=tuple(inclusion_proof(hashes, seq)),
        status=kept.status,
        media_type=kept.media_type,
    )


def _pages(archive: Archive, view: StatementView) -> list[tuple[str, str, str]]:
    """Return the addresses under which the statement can be replayed, with time and title."""
    kept = [archive.captures.get(one.seq) for one in view.captures]
    return [(one.uri, format_instant(one.at), view.extraction.title) for one in kept]
