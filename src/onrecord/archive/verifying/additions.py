"""What people added against the archive's key: each correction and each reply is signed."""

from collections.abc import Iterator

from onrecord.archive.opening import Archive
from onrecord.archive.verifying.fault import Fault
from onrecord.model.addition import Correction, Reply
from onrecord.store import corrections, replies
from onrecord.store.settings import get_setting
from onrecord.store.signing_key import is_signed


def check_additions(archive: Archive) -> Iterator[Fault]:
    """Yield each addition that is not what was signed; the others of its table hold."""
    with archive.database.reading() as connection:
        public_key = bytes.fromhex(get_setting(connection, "public_key"))
        for one in corrections.list_corrections(connection):
            if not _is_sound(one, public_key):
                yield _fault(f"correction {one.id} of {one.statement}")
        for reply in replies.list_replies(connection):
            if not _is_sound(reply, public_key):
                yield _fault(f"reply {reply.id} to {reply.statement}")


def _is_sound(one: Correction | Reply, public_key: bytes) -> bool:
    try:
        signature = bytes.fromhex(one.signature)
    except ValueError:
        return False
    return is_signed(one.unsigned(), signature, public_key)


def _fault(where: str) -> Fault:
    return Fault("signature", where, "what the archive's key signed", "another")
