"""The lots of `verify`, checked on all cores; a few are checked in place."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from onrecord.archive.isolation import Isolation
from onrecord.archive.verifying.fault import Checked, Fault
from onrecord.archive.verifying.leaves import LeavesChecked, LeavesOrder, check_leaves
from onrecord.archive.verifying.records import RecordsOrder, check_records

Order = RecordsOrder | LeavesOrder
Outcome = Checked | LeavesChecked

FEW = 8  # lots that take less time than starting the workers


def run(orders: Iterable[Order]) -> Iterator[Outcome]:
    """Yield what came of each lot, in their order."""
    source = iter(orders)
    first = list(islice(source, FEW))
    if len(first) < FEW:
        for order in first:
            yield from check(order)
        return
    with Isolation(check, _lost) as isolation:
        yield from isolation.run([order] for order in chain(first, source))


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


def _lost(order: Order, reason: str) -> Outcome:
    match order:
        case RecordsOrder():
            return Checked((Fault("warc", order.warc, "a file that can be read", reason),))
        case LeavesOrder():
            return LeavesChecked((), same=False)
