"""The lots of `verify`, checked on all cores; those of a small archive in place."""

from collections.abc import Iterable, Iterator

from onrecord.archive.isolation import Bounds, Isolation
from onrecord.archive.verifying.fault import Checked, Fault
from onrecord.archive.verifying.leaves import LeavesChecked, LeavesOrder, check_leaves
from onrecord.archive.verifying.records import RecordsOrder, check_records
from onrecord.archive.verifying.rows import (
    RowsChecked,
    RowsOrder,
    SoundChecked,
    SoundOrder,
    check_rows,
    check_soundness,
)

Order = RecordsOrder | LeavesOrder | RowsOrder | SoundOrder
Outcome = Checked | LeavesChecked | RowsChecked | SoundChecked

# SQLite's own check of a table is one call: of a record of many gigabytes it takes minutes.
BOUNDS = Bounds(seconds=3600)


def run(orders: Iterable[Order], *, in_place: bool) -> Iterator[Outcome]:
    """Yield what came of each lot, in their order."""
    if in_place:
        for order in orders:
            yield from check(order)
        return
    with Isolation(check, _lost, bounds=BOUNDS) as isolation:
        yield from isolation.run([order] for order in orders)


def check(order: Order, skip: int = 0, bare: int | None = None) -> Iterator[Outcome]:
    """Yield the one outcome of a lot; the form isolation asks for."""
    if skip:
        return
    if bare is not None:
        yield _lost(order, "reading it ended the worker (crash, memory or time)")
        return
    match order:
        case RecordsOrder():
            yield check_records(order)
        case LeavesOrder():
            yield check_leaves(order)
        case RowsOrder():
            yield check_rows(order)
        case SoundOrder():
            yield check_soundness(order)


def _lost(order: Order, reason: str) -> Outcome:
    match order:
        case RecordsOrder():
            return Checked((Fault("warc", order.warc, "a file that can be read", reason),))
        case LeavesOrder():
            return LeavesChecked((), same=False)
        case RowsOrder():
            return RowsChecked(order.stretch.table, None, reason)
        case SoundOrder():
            return SoundChecked(order.table, (reason,))
