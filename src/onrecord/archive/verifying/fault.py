"""What `verify` says of each thing that does not match."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not match.

    `kind` is capture, record, warc, ledger, checkpoint, stamp, store or index; `where` names file
    and offset, line, or table and row.
    """

    kind: str
    where: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a worker found in one lot: the faults in it, and how many records it looked at."""

    faults: tuple[Fault, ...] = ()
    records: int = 0
