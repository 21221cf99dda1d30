"""A capture that stays in the WARC it came from: what the archive must know to find it there.

Knows the place of a record and its digests; must not know the archive's own files.
"""

from pathlib import Path

from onrecord.capture.fixity import sha256
from onrecord.capture.pack import Packed
from onrecord.capture.warc import open_record
from onrecord.capture.warc_files import read_member
from onrecord.errors import FixityError
from onrecord.model.capture import Received


def stand_in(received: Received, path: Path) -> Packed | None:
    """Return a capture as `pack` does, but with an empty member: its record lies in `path`.

    `length` and `member_sha256` are those of the bytes as stored there. None where the capture
    can't be read back from its place alone (its record is damaged, shares a gzip member, lies in
    a WACZ or in an ARC): such a one is packed and copied.

    The record is read once more, from the system's memory of the file: what is promised to stay
    findable is found once before.
    """
    offset, length = received.warc_offset, received.warc_length
    if offset is None or length is None or received.warc_record_id is None:
        return None
    payload_sha256 = sha256(received.payload)
    try:
        member_sha256 = sha256(read_member(path, offset, length))
        open_record(
            path, offset, length, member_sha256=member_sha256, payload_sha256=payload_sha256
        )
    except FixityError:
        return None
    return Packed(
        member=b"",
        member_sha256=member_sha256,
        payload_sha256=payload_sha256,
        length=length,
        record_id=received.warc_record_id,
    )
