"""Checkpoints against the ledger: each is signed by the archive's key and its root is the tree's.

All leaves are at hand, so that each checkpoint's tree is made anew: that the later ones only grew
from the earlier follows from it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.archive.anchoring import describe_anchor
from onrecord.archive.checkpointing import EDGE, count_checkpoints, read_edge
from onrecord.archive.opening import CHECKPOINTS, Archive
from onrecord.archive.verifying.fault import Fault
from onrecord.errors import FixityError, StoreError
from onrecord.model.checkpoint import Checkpoint, key_hash, origin, read_note
from onrecord.model.merkle import EMPTY, Frontier
from onrecord.store.checking import read_settings
from onrecord.store.signing_key import is_signed


@dataclass(frozen=True, slots=True)
class Signed:
    """A checkpoint of the file, its line and the note as it is signed."""

    line: int
    checkpoint: Checkpoint
    note: str

    @property
    def where(self) -> str:
        return f"{CHECKPOINTS} line {self.line}"


def read_checkpoints(archive: Archive) -> tuple[list[Signed], list[Fault]]:
    """Return the checkpoints that the archive's key signed, and what is wrong with the others.

    Raises StoreError where the record can't be read.
    """
    signed: list[Signed] = []
    faults: list[Fault] = []
    try:
        with archive.dialect.reading_raw() as connection:
            settings = read_settings(connection)
        archive_id, kept = settings["archive_id"], settings.get(EDGE)
        public_key = bytes.fromhex(settings["public_key"])
        edge, count = read_edge(kept), count_checkpoints(kept)
    except (ValueError, KeyError, TypeError) as error:
        return [], [
            Fault("store", f"{archive.dialect.name}, settings", "the archive's key", str(error))
        ]
    line = 0
    for line, note in enumerate(archive.checkpoints.list_notes(), 1):
        where = f"{CHECKPOINTS} line {line}"
        try:
            checkpoint, hash, signature = read_note(note or "")
        except FixityError as error:
            faults.append(Fault("checkpoint", where, "a signed note", str(error)))
            continue
        name = origin(archive_id)
        body = checkpoint.body().encode("utf-8", "surrogatepass")
        is_ours = checkpoint.archive_id == archive_id and hash == key_hash(name, public_key)
        if is_ours and is_signed(body, signature, public_key):
            signed.append(Signed(line, checkpoint, note or ""))
        else:
            faults.append(
                Fault("checkpoint", where, f"a note signed by {name}", "a wrong signature")
            )
    if line < count:
        faults.append(Fault("checkpoint", CHECKPOINTS, f"{count} checkpoints", f"{line}"))
    else:
        faults += _order_faults(signed, edge)
    return signed, faults


def _order_faults(signed: Sequence[Signed], edge: Frontier) -> Iterator[Fault]:
    size = 0
    for one in signed:
        if one.checkpoint.size <= size:
            yield Fault("checkpoint", one.where, f"over {size} leaves", f"{one.checkpoint.size}")
        size = one.checkpoint.size
    if size < edge.size:
        expected = f"a last checkpoint of {edge.size} leaves"
        yield Fault("checkpoint", CHECKPOINTS, expected, f"one of {size}" if size else "none")


def check_roots(hashes: Iterable[bytes], signed: Sequence[Signed]) -> Iterator[Fault]:
    """Yield each checkpoint whose root is not that of the tree over the leaves of the file."""
    waiting = sorted(signed, key=lambda one: one.checkpoint.size)
    edge = Frontier()
    for hash in hashes:
        edge.add(hash)
        while waiting and waiting[0].checkpoint.size == edge.size:
            one = waiting.pop(0)
            if one.checkpoint.root != (root := edge.root()):
                yield Fault(
                    "checkpoint", one.where, f"root {one.checkpoint.root.hex()}", root.hex()
                )
    for one in waiting:
        if one.checkpoint.size or one.checkpoint.root != EMPTY:
            expected = f"{one.checkpoint.size} leaves in the ledger"
            yield Fault("checkpoint", one.where, expected, f"{edge.size}")


def describe_last(archive: Archive) -> str:
    """Say for people which checkpoint the ledger stands under and what it proves."""
    try:
        signed, _ = read_checkpoints(archive)
    except StoreError:
        return "the record can't be read: what the ledger stands under can't be told"
    if not signed:
        return "the ledger is under no checkpoint yet"
    last = signed[-1].checkpoint
    anchor = describe_anchor(archive, signed[-1].note)
    return f"checkpoint of {last.size:,} leaves, signed {last.at}: {anchor}"
