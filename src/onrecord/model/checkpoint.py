"""Checkpoints: what the ledger came to at a moment, as a signed note.

The note is that of C2SP's signed-note and tlog-checkpoint: an origin, the number of leaves, the
root in base64, further lines, a blank line, a line for the signature. Pure: signing and checking
signatures is the store's (signing_key).
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from onrecord.errors import FixityError

UNANCHORED = "unanchored: proves nothing against the archive's own operator"
ED25519 = b"\x01"  # C2SP signed-note: the algorithm of a key
DASH = "\u2014 "
AT = "at "


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The ledger's first `size` leaves have this root; `at` is when that was said."""

    archive_id: str
    size: int
    root: bytes
    at: str  # an instant as the store writes it

    def body(self) -> str:
        """Return the text that is signed."""
        root = base64.b64encode(self.root).decode("ascii")
        return f"{origin(self.archive_id)}\n{self.size}\n{root}\n{AT}{self.at}\n"


def origin(archive_id: str) -> str:
    """Return the name that an archive's checkpoints and its key go by."""
    return f"onrecord/{archive_id}"


def write_note(checkpoint: Checkpoint, public_key: bytes, signature: bytes) -> str:
    """Return a checkpoint with its signature as one note."""
    name = origin(checkpoint.archive_id)
    signed = base64.b64encode(key_hash(name, public_key) + signature).decode("ascii")
    return f"{checkpoint.body()}\n{DASH}{name} {signed}\n"


def read_note(note: str) -> tuple[Checkpoint, bytes, bytes]:
    """Return a note's checkpoint, the hash of its key, and its signature.

    Raises FixityError for anything but what `write_note` writes, to the byte.
    """
    try:
        body, line = note.split("\n\n")
        name, size, root, at = body.split("\n")
        signed = base64.b64decode(line.rstrip("\n").rsplit(" ", 1)[1], validate=True)
        checkpoint = Checkpoint(
            name.removeprefix(origin("")), int(size), base64.b64decode(root), at.removeprefix(AT)
        )
    except (ValueError, IndexError, binascii.Error) as error:
        raise FixityError("a checkpoint is no signed note", cause=error) from error
    rewritten = base64.b64encode(signed).decode("ascii")
    if note != f"{checkpoint.body()}\n{DASH}{name} {rewritten}\n":
        raise FixityError("a checkpoint is not written as checkpoints are")
    return checkpoint, signed[:4], signed[4:]


def key_hash(name: str, public_key: bytes) -> bytes:
    """Return the four bytes by which a note says which key signed it (C2SP signed-note)."""
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public_key).digest()[:4]
