"""Checkpoints of the ledger: its size and root, signed at the end of each run that added leaves.

Where the ledger's tree has come to is kept in the record, so that a checkpoint costs what is new.
"""

import datetime as dt
import json

from onrecord.archive.anchoring import stamp_last
from onrecord.archive.opening import Archive
from onrecord.errors import FixityError
from onrecord.model.checkpoint import Checkpoint, read_note, write_note
from onrecord.model.instant import format_instant
from onrecord.model.merkle import Frontier, leaf_hash
from onrecord.store import leaves
from onrecord.store.settings import find_setting, get_setting, set_setting
from onrecord.store.signing_key import Signer, find_signer

EDGE = "ledger_edge"  # the setting: the tree under the last checkpoint, and how many there are


def make_checkpoint(archive: Archive) -> Checkpoint | None:
    """Sign what the ledger has come to; None where it is under a checkpoint already.

    The last checkpoint is stamped then, where a service is configured. The caller holds the
    archive's lock. Without the key on this machine nothing is signed, aloud.
    """
    made = _sign(archive)
    stamp_last(archive)
    return made


def _sign(archive: Archive) -> Checkpoint | None:
    with archive.database.reading() as connection:
        edge = read_edge(find_setting(connection, EDGE))
        before = edge.size
        for entry in leaves.list_entries(connection, before):
            edge.add(leaf_hash(entry.canonical()))
        archive_id = get_setting(connection, "archive_id")
    if edge.size == before:
        return None
    signer = find_signer(archive_id)
    if signer is None:
        archive.say(
            f"no checkpoint was signed: the key of this archive ({archive_id}) is not here; "
            "set ONRECORD_KEYS to its folder"
        )
        return None
    at = format_instant(dt.datetime.now(dt.UTC))
    made = Checkpoint(archive_id, edge.size, edge.root(), at)
    count, last = archive.checkpoints.mend()
    if not _is_same(last, made):  # it is after a crash before the transaction below
        archive.checkpoints.append(_signed(made, signer))
        count += 1
    with archive.database.writing() as connection:
        peaks = [peak.hex() for peak in edge.peaks]
        value = {"checkpoints": count, "size": edge.size, "peaks": peaks}
        set_setting(connection, EDGE, json.dumps(value))
    return made


def read_edge(kept: str | None) -> Frontier:
    """Return the ledger's tree as it was under the last checkpoint, by the setting."""
    if kept is None:
        return Frontier()
    edge = json.loads(kept)
    return Frontier(edge["size"], map(bytes.fromhex, edge["peaks"]))


def count_checkpoints(kept: str | None) -> int:
    """Return how many checkpoints are known to be in their file, on the disk, by the setting."""
    return int(json.loads(kept)["checkpoints"]) if kept else 0


def _is_same(last: str | None, made: Checkpoint) -> bool:
    try:
        before = read_note(last or "")[0]
    except FixityError:
        return False
    return (before.size, before.root) == (made.size, made.root)


def _signed(made: Checkpoint, signer: Signer) -> str:
    return write_note(made, signer.public_key, signer.sign(made.body().encode()))
