"""The ledger's file against the rows it was written from, leaf by leaf.

A leaf that is missing or one too many is told once: the rest is compared by their own numbers.
"""

from collections.abc import Iterator
from itertools import islice

from onrecord.archive.fault import Fault
from onrecord.archive.opening import Archive
from onrecord.errors import FixityError
from onrecord.model.instant import format_instant
from onrecord.model.ledger import Leaf


def check_ledger(archive: Archive, *, at_rest: bool) -> Iterator[Fault]:
    """Yield each leaf that is not its row's; the rows go on growing where it is not at rest."""
    until = None if at_rest else archive.ledger.count()
    rows = (kept.leaf(format_instant(kept.at)) for kept in archive.captures.list())
    leaves = archive.ledger.list_leaves()
    try:
        yield from _compare(_Ahead(islice(leaves, until)), islice(rows, until))
    except FixityError as error:
        yield Fault("ledger", f"ledger.jsonl line {error.line + 1}", "a canonical leaf", str(error))


class _Ahead:
    """Leaves in order, with a look at the one after the next."""

    def __init__(self, leaves: Iterator[Leaf]) -> None:
        self._leaves = leaves
        self._window = list(islice(leaves, 2))
        self.line = 1  # of the next leaf

    @property
    def first(self) -> Leaf | None:
        return self._window[0] if self._window else None

    @property
    def second(self) -> Leaf | None:
        return self._window[1] if len(self._window) > 1 else None

    def go_on(self) -> None:
        self._window = [*self._window[1:], *islice(self._leaves, 1)]
        self.line += 1


def _compare(leaves: _Ahead, rows: Iterator[Leaf]) -> Iterator[Fault]:
    for row in rows:
        while (leaf := leaves.first) is not None and leaf.seq < row.seq:
            yield _too_many(leaves)
        if leaf is None or (leaf.seq > row.seq and not _is_altered(leaves, row)):
            yield Fault(
                "ledger", f"ledger.jsonl, leaf of capture {row.seq}", row.sha256(), "no leaf"
            )
            continue
        if leaf != row:
            yield Fault("ledger", f"ledger.jsonl line {leaves.line}", row.sha256(), leaf.sha256())
        leaves.go_on()
    while leaves.first is not None:
        yield _too_many(leaves)


def _is_altered(leaves: _Ahead, row: Leaf) -> bool:
    """Whether it is this leaf's own number that was altered: the next one goes on as it should."""
    return leaves.second is not None and leaves.second.seq == row.seq + 1


def _too_many(leaves: _Ahead) -> Fault:
    leaf, line = leaves.first, leaves.line
    leaves.go_on()
    found = "no leaf" if leaf is None else leaf.sha256()
    return Fault("ledger", f"ledger.jsonl line {line}", "no leaf", found)
