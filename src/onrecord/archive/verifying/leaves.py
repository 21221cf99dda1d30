"""The ledger's file against the rows it was written from, and the tree over its lines.

A lot of lines is compared as bytes by a worker, which gives back their hashes. Only where a lot
does not match are its leaves gone through one by one: one that is missing or one too many is told
once, the rest is compared by their own numbers.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from onrecord.archive.opening import Archive
from onrecord.archive.verifying.fault import Fault
from onrecord.errors import FixityError
from onrecord.model.ledger import Entry
from onrecord.model.merkle import leaf_hash
from onrecord.store.checking import count_leaves, list_leaves
from onrecord.store.dialects.dialect import Dialect, RawConnection

LOT_LINES = 4096


@dataclass(frozen=True, slots=True)
class LeavesOrder:
    """Lines of the ledger's file from one byte to before another; the first is leaf `first`."""

    database: Dialect
    ledger: Path
    first: int
    count: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LeavesChecked:
    """The hashes of a lot's lines, and whether they are what the rows say."""

    hashes: tuple[bytes, ...]
    same: bool


def leaf_lots(database: Dialect, ledger: Path) -> Iterator[LeavesOrder]:
    """Yield the whole lines of the ledger's file in lots."""
    if not ledger.exists():
        return
    first = count = start = end = 0
    with ledger.open("rb") as file:
        for line in file:
            if not line.endswith(b"\n"):
                break
            count += 1
            end += len(line)
            if count == LOT_LINES:
                yield LeavesOrder(database, ledger, first, count, start, end)
                first, count, start = first + count, 0, end
    if count:
        yield LeavesOrder(database, ledger, first, count, start, end)


def check_leaves(order: LeavesOrder) -> LeavesChecked:
    """Compare a lot of lines with what the rows say."""
    with order.ledger.open("rb") as file:
        file.seek(order.start)
        lines = file.read(order.end - order.start).split(b"\n")[:-1]
    with order.database.reading_raw() as connection:
        leaves = list(list_leaves(connection, order.first, order.first + order.count))
    same = lines == [leaf.canonical() for leaf in leaves]
    return LeavesChecked(tuple(map(leaf_hash, lines)), same)


class Ledger:
    """The ledger's file as its lots come in, and what is to be said of it."""

    def __init__(self, archive: Archive, connection: RawConnection, *, at_rest: bool) -> None:
        self._archive = archive
        self._connection = connection
        self._at_rest = at_rest
        self._is_same = True
        self.hashes: list[bytes] = []  # of the leaves, as the rows say them once all is told

    def orders(self) -> Iterator[LeavesOrder]:
        return leaf_lots(self._archive.dialect, self._archive.ledger.path)

    def take(self, outcome: LeavesChecked) -> None:
        """Take in what came of a lot."""
        self.hashes += outcome.hashes
        self._is_same = self._is_same and outcome.same

    def faults(self) -> Iterator[Fault]:
        """Yield each leaf that is not its row's, once all lots are in."""
        written = count_leaves(self._connection)
        until = written if self._at_rest else min(written, len(self.hashes))
        if self._is_same and len(self.hashes) == until:
            return
        leaves = islice(self._archive.ledger.list_leaves(), None if self._at_rest else until)
        yield from compare_leaves(leaves, list_leaves(self._connection, 0, until))
        # What the file lacks is told: the checkpoints must still be of what the rows say.
        rows = list_leaves(self._connection, 0, until)
        self.hashes = [leaf_hash(leaf.canonical()) for leaf in rows]


def compare_leaves(leaves: Iterator[Entry], rows: Iterable[Entry]) -> Iterator[Fault]:
    """Yield each leaf of the file that is not its row's."""
    try:
        yield from _compare(_Ahead(leaves), rows)
    except FixityError as error:
        yield Fault("ledger", f"ledger.jsonl line {error.line + 1}", "a canonical leaf", str(error))


class _Ahead:
    """Leaves in order, with a look at the one after the next."""

    def __init__(self, leaves: Iterator[Entry]) -> None:
        self._leaves = leaves
        self._window = list(islice(leaves, 2))
        self.line = 1  # of the next leaf

    @property
    def first(self) -> Entry | None:
        return self._window[0] if self._window else None

    @property
    def second(self) -> Entry | None:
        return self._window[1] if len(self._window) > 1 else None

    def go_on(self) -> None:
        self._window = [*self._window[1:], *islice(self._leaves, 1)]
        self.line += 1


def _compare(leaves: _Ahead, rows: Iterable[Entry]) -> Iterator[Fault]:
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


def _is_altered(leaves: _Ahead, row: Entry) -> bool:
    """Whether it is this leaf's own number that was altered: the next one goes on as it should."""
    return leaves.second is not None and leaves.second.seq == row.seq + 1


def _too_many(leaves: _Ahead) -> Fault:
    leaf, line = leaves.first, leaves.line
    leaves.go_on()
    found = "no leaf" if leaf is None else leaf.sha256()
    return Fault("ledger", f"ledger.jsonl line {line}", "no leaf", found)
