"""The ledger's leaves: what is sworn to about each capture (DESIGN section 4)."""

import hashlib
import json
from dataclasses import dataclass

_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One line of the ledger; `seq` counts from 0 without gaps.

    `member_sha256` is over the compressed bytes as stored, so that a flipped bit anywhere in the
    kept record is seen, gzip headers included.
    """

    seq: int
    uri: str
    at: str
    warc: str
    offset: int
    length: int
    member_sha256: str
    payload_sha256: str

    def canonical(self) -> bytes:
        """Return the canonical JSON of the leaf: sorted keys, no spaces, UTF-8."""
        fields = {name: getattr(self, name) for name in self.__slots__}
        return _canonical(fields).encode("utf-8", "surrogatepass")

    def sha256(self) -> str:
        return hashlib.sha256(self.canonical()).hexdigest()
