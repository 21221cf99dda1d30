"""Time stamps: what a service outside of the archive says of a checkpoint, and as a line.

Pure: what the service's answer (RFC 3161) says is read by the store (store.time_stamp).
"""

import base64
import hashlib
import json
from dataclasses import dataclass

from onrecord.errors import FixityError

_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """The answer of a time-stamp service to the SHA-256 of a signed note.

    `response` is its TimeStampResp (RFC 3161 section 2.4.2) as received.
    """

    note_sha256: str
    service: str
    response: bytes

    def line(self) -> bytes:
        """Return the stamp as one line: canonical JSON with a digest over all the rest of it."""
        fields = {
            "note_sha256": self.note_sha256,
            "response": base64.b64encode(self.response).decode("ascii"),
            "service": self.service,
        }
        digest = hashlib.sha256(_canonical(fields).encode()).hexdigest()
        return _canonical({**fields, "sha256": digest}).encode()


def note_sha256(note: str) -> str:
    """Return the digest of a signed note that is stamped: of the whole of it, signature included.

    >>> note_sha256("onrecord/x...")[:8]
    'e5fe73b1'
    """
    return hashlib.sha256(note.encode("utf-8", "surrogatepass")).hexdigest()


def read_stamp(line: bytes) -> Stamp:
    """Return the stamp of a line; raises FixityError for anything but what `Stamp.line` writes."""
    try:
        fields = json.loads(line)
        stamp = Stamp(
            note_sha256=fields["note_sha256"],
            service=fields["service"],
            response=base64.b64decode(fields["response"], validate=True),
        )
        is_whole = stamp.line() == line
    except (ValueError, TypeError, KeyError) as error:
        raise FixityError("a line of the time stamps is no time stamp", cause=error) from error
    if not is_whole:
        raise FixityError("a line of the time stamps is not as it was written")
    return stamp
