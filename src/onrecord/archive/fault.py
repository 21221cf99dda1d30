"""What `verify` says of each thing that does not match."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not match: `kind` is capture, warc, ledger, store or index."""

    kind: str
    where: str
    expected: str
    found: str
