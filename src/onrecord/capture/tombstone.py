"""A tombstone: the record that stands in the place of one that was expunged, as long to the byte.

So every other record stays where the ledger says it lies. The member is filled up with empty
stored blocks of deflate (RFC 1951 section 3.2.4), which every reader passes over.
"""

import hashlib
import uuid
import zlib

from onrecord.capture.deflate import gzip_member
from onrecord.capture.fixity import warc_digest
from onrecord.capture.pack import UNSAFE, percent, write_record
from onrecord.errors import CaptureError

EMPTY_BLOCK = b"\x00\x00\x00\xff\xff"
HEAD = gzip_member(b"")[:10]  # all our members begin alike
MOST_FILL = 256  # characters tried until what is missing is whole blocks


def tombstone(
    *, uri: str, member_sha256: str, payload_sha256: str, length: int, at: str, reason: str
) -> bytes:
    """Return the member, the same for the same values; raises CaptureError where none fits.

    The reason, and then the address, are left out of it where they don't fit: the ledger has both.
    """
    for fields in (
        {"reason": reason, "payload-sha256": payload_sha256, "uri": uri},
        {"payload-sha256": payload_sha256, "uri": uri},
        {"payload-sha256": payload_sha256, "uri": ""},
        {"uri": ""},
    ):
        member = _fitted(fields, member_sha256, length, at)
        if member is not None:
            return member
    raise CaptureError("this record is too short to be replaced by a tombstone", length=length)


def _fitted(fields: dict[str, str], member_sha256: str, length: int, at: str) -> bytes | None:
    fill = hashlib.shake_128(member_sha256.encode()).hexdigest(MOST_FILL // 2)
    for size in range(MOST_FILL):
        record = _record(fields, member_sha256, at, fill[:size])
        engine = zlib.compressobj(9, zlib.DEFLATED, -15)
        data = engine.compress(record) + engine.flush()
        missing = length - len(HEAD) - len(data) - 8
        if missing < 0:
            return None
        if missing % len(EMPTY_BLOCK) == 0:
            blocks = EMPTY_BLOCK * (missing // len(EMPTY_BLOCK))
            end = zlib.crc32(record).to_bytes(4, "little") + len(record).to_bytes(4, "little")
            return HEAD + blocks + data + end
    return None


def _record(fields: dict[str, str], member_sha256: str, at: str, fill: str) -> bytes:
    told = {"expunged": at, **fields, "fill": fill}
    uri = UNSAFE.sub(percent, told.pop("uri"))
    block = "".join(f"{name}: {' '.join(v.split())}\r\n" for name, v in told.items() if v)
    data = block.encode("utf-8", "surrogatepass")
    headers = [
        ("WARC-Record-ID", f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, member_sha256)}>"),
        ("WARC-Date", at),
    ]
    if uri:
        headers += [("WARC-Target-URI", uri), ("WARC-Block-Digest", warc_digest(data, "sha1"))]
    return write_record("metadata", headers, data, "application/warc-fields")
