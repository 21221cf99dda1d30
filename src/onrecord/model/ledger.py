"""The ledger's leaves: what is sworn to of each capture, and of what was taken out again."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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
        return _canonical_json({name: getattr(self, name) for name in self.__slots__})

    def sha256(self) -> str:
        return hashlib.sha256(self.canonical()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Expunction:
    """One line of the ledger that says that a capture's bytes were taken out, and why.

    `expunged` is the number of the capture's own leaf, which stays; `member_sha256` is over the
    record that stands in its place now. `signature` is the archive's key's, in hex, over the rest.
    """

    seq: int
    expunged: int
    at: str
    reason: str
    member_sha256: str
    signature: str = ""

    def unsigned(self) -> bytes:
        """Return what is signed: the canonical JSON of all but the signature."""
        names = (name for name in self.__slots__ if name != "signature")
        return _canonical_json({name: getattr(self, name) for name in names})

    def canonical(self) -> bytes:
        """Return the canonical JSON of the leaf, as for a capture's."""
        return _canonical_json({name: getattr(self, name) for name in self.__slots__})

    def sha256(self) -> str:
        return hashlib.sha256(self.canonical()).hexdigest()


Entry = Leaf | Expunction


def entry_from_json(fields: Mapping[str, Any]) -> Entry:
    """Return a leaf of either kind; raises TypeError for other fields."""
    return Expunction(**fields) if "expunged" in fields else Leaf(**fields)


def _canonical_json(fields: Mapping[str, object]) -> bytes:
    return _canonical(fields).encode("utf-8", "surrogatepass")
