"""Proof packs: statements with their captures, cited pages, and what proves these."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import islice

from onrecord.archive.anchoring import describe_anchor, list_stamps
from onrecord.archive.checkpointing import make_checkpoint
from onrecord.archive.exporting import to_json
from onrecord.archive.lock import writing_lock
from onrecord.archive.opening import Archive
from onrecord.archive.verifying.checkpoints import read_checkpoints
from onrecord.capture.warc_files import read_member
from onrecord.errors import ConfigError, FixityError
from onrecord.export.wacz import Pack, PackedCapture, wacz
from onrecord.model.checkpoint import Checkpoint, read_note
from onrecord.model.instant import format_instant
from onrecord.model.merkle import Tree, leaf_hash
from onrecord.store import captures, leaves
from onrecord.store.settings import get_setting
from onrecord.store.taking_out import EXPUNGED


def pack(archive: Archive, ids: Sequence[str]) -> Iterator[bytes]:
    """Return a proof pack of these statements, the bytes of a WACZ piece by piece.

    Raises NotFoundError, FixityError where a record is not what was kept, and ConfigError where
    the ledger is under no checkpoint and none can be signed here.
    """
    ids = list(dict.fromkeys(ids))
    seqs, pages = _captures(archive, ids)
    note, checkpoint = _checkpoint(archive)
    with archive.database.reading() as connection:
        public_key = get_setting(connection, "public_key")
        entries = islice(leaves.list_entries(connection), checkpoint.size)
        tree = Tree(leaf_hash(entry.canonical()) for entry in entries)
    return wacz(
        Pack(
            archive_id=checkpoint.archive_id,
            public_key=public_key,
            checkpoint=note,
            anchor=describe_anchor(archive, note),
            stamps=list(list_stamps(archive, note)),
            made_at=format_instant(dt.datetime.now(dt.UTC)),
            captures=(_packed(archive, seq, tree) for seq in seqs),
            statements=((id, to_json(archive.statements.get(id))) for id in ids),
            pages=pages,
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


def _captures(archive: Archive, ids: Sequence[str]) -> tuple[list[int], list[tuple[str, str, str]]]:
    """Return the captures that show the statements and those of the pages they cite, and pages.

    A page is the address under which a statement can be replayed, with its time and title.
    """
    found: set[int] = set()
    pages: list[tuple[str, str, str]] = []
    for id in ids:
        view = archive.statements.get(id)
        found |= {capture.seq for capture in view.captures}
        for one in view.captures:
            kept = archive.captures.get(one.seq)
            pages.append((kept.uri, format_instant(kept.at), view.extraction.title))
        cited = [one.url for one in view.extraction.citations]
        with archive.database.reading() as connection:
            found |= {seq for seq, _ in captures.find_responses(connection, cited).values()}
    with archive.database.reading() as connection:
        kept_all = (captures.get_capture(connection, seq) for seq in sorted(found))
        return [one.seq for one in kept_all if one.role != EXPUNGED], pages


def _packed(archive: Archive, seq: int, tree: Tree) -> PackedCapture:
    kept = archive.captures.get(seq)
    path = archive.captures_folder / kept.warc

    def member() -> bytes:
        return read_member(path, kept.offset, kept.length, member_sha256=kept.member_sha256)

    return PackedCapture(
        leaf=kept.leaf(format_instant(kept.at)),
        member=member,
        path=tuple(tree.inclusion_proof(seq)),
        status=kept.status,
        media_type=kept.media_type,
    )
