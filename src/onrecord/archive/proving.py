"""Proofs for others: what the ledger stands under, that captures are under it, that it only grew.

Whoever was given a checkpoint once can be shown that the ledger of today grew from it. What is
proved here is checked as its reader will check it before it is handed out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from onrecord.archive.anchoring import describe_anchor
from onrecord.archive.checkpointing import make_checkpoint
from onrecord.archive.lock import writing_lock
from onrecord.archive.opening import Archive
from onrecord.archive.verifying.checkpoints import read_checkpoints
from onrecord.errors import ConfigError, FixityError
from onrecord.model.checkpoint import Checkpoint, key_hash, origin, read_note
from onrecord.model.instant import format_instant
from onrecord.model.merkle import Tree, is_consistent, is_included, leaf_hash
from onrecord.store import leaves
from onrecord.store.settings import get_setting
from onrecord.store.signing_key import is_signed

Json = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the ledger stands under: its last checkpoint as signed, and what stands behind that."""

    note: str
    checkpoint: Checkpoint
    anchor: str
    public_key: str

    def to_json(self) -> Json:
        """Return what every proof says of the checkpoint that it leads to."""
        return {
            "checkpoint": self.note,
            "size": self.checkpoint.size,
            "root": self.checkpoint.root.hex(),
            "anchor": self.anchor,
            "public_key": self.public_key,
        }


def get_standing(archive: Archive) -> Standing:
    """Return the last checkpoint, made now where leaves came after it.

    Raises FixityError where the checkpoints are damaged, and ConfigError where the ledger is under
    none and none can be signed here.
    """
    with archive.database.reading() as connection:
        size = leaves.next_seq(connection)
        public_key = get_setting(connection, "public_key")
    signed, faults = read_checkpoints(archive)
    if not faults and (not signed or signed[-1].checkpoint.size < size):
        with writing_lock(archive):
            make_checkpoint(archive)
        signed, faults = read_checkpoints(archive)
    if faults:
        raise FixityError("the checkpoints are damaged; run `onrecord verify`")
    if not signed or signed[-1].checkpoint.size < size:
        raise ConfigError(
            "the ledger is not under a checkpoint; add something to it, with ONRECORD_KEYS set to "
            "the archive's key"
        )
    last = signed[-1]
    return Standing(
        note=last.note,
        checkpoint=last.checkpoint,
        anchor=describe_anchor(archive, last.note),
        public_key=public_key,
    )


def tree_under(archive: Archive, checkpoint: Checkpoint) -> Tree:
    """Return the tree over the ledger's leaves under a checkpoint, as the record has them."""
    with archive.database.reading() as connection:
        entries = islice(leaves.list_entries(connection), checkpoint.size)
        return Tree(leaf_hash(entry.canonical()) for entry in entries)


def prove_inclusion(archive: Archive, id: str) -> Iterator[Json]:
    """Yield, for each capture of a statement, its leaf and the path from it to the root.

    Raises NotFoundError, and FixityError where a leaf is not under the checkpoint.
    """
    view = archive.statements.get(id)
    standing = get_standing(archive)
    tree, root = tree_under(archive, standing.checkpoint), standing.checkpoint.root
    for capture in view.captures:
        kept = archive.captures.get(capture.seq)
        entry = kept.leaf(format_instant(kept.at)).canonical()
        path = tree.inclusion_proof(kept.seq)
        if not is_included(leaf_hash(entry), kept.seq, size=tree.size, proof=path, root=root):
            raise FixityError("the leaf is not under the checkpoint; run `onrecord verify`", id=id)
        yield {
            **standing.to_json(),
            "leaf": entry.decode("utf-8", "surrogatepass"),
            "index": kept.seq,
            "path": [step.hex() for step in path],
        }


def prove_consistency(archive: Archive, note: str) -> Json:
    """Return the proof that the ledger of today grew from that of an older checkpoint.

    Raises FixityError for a note that this archive did not sign, and where the ledger did not grow
    from it: leaves before it were altered, taken out or put in since.
    """
    standing = get_standing(archive)
    older, hash, signature = read_note(note)
    key = bytes.fromhex(standing.public_key)
    is_ours = hash == key_hash(origin(standing.checkpoint.archive_id), key)
    if not is_ours or not is_signed(older.body().encode(), signature, key):
        raise FixityError("this checkpoint is not signed by the archive's key")
    newer = standing.checkpoint
    if older.size > newer.size:
        raise FixityError(
            "the ledger has fewer leaves than under this checkpoint",
            expected=older.size,
            found=newer.size,
        )
    path = tree_under(archive, newer).consistency_proof(older.size)
    if not is_consistent(older.size, older.root, size=newer.size, root=newer.root, proof=path):
        raise FixityError(
            "the ledger did not grow from this checkpoint: it was altered since", size=older.size
        )
    return {
        **standing.to_json(),
        "older": {"size": older.size, "root": older.root.hex(), "at": older.at},
        "path": [step.hex() for step in path],
    }
