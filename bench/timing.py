"""Filling an index and timing searches, the same way for all benchmarks of searches."""

import time
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import TypeVar

from onrecord.index.tantivy_index import TantivyIndex
from onrecord.model.index_document import IndexDocument

BATCH = 2_000
ROUNDS = 3  # the first warms up
_Q = TypeVar("_Q")


def fill(index: TantivyIndex, documents: Iterable[IndexDocument]) -> None:
    """Add the documents in batches, as `add` does."""
    position = 0
    source = iter(documents)
    while batch := list(islice(source, BATCH)):
        position += len(batch)
        index.update([one.statement for one in batch], batch, position)


def in_rounds(
    asked: Sequence[_Q], ours: Callable[[_Q], object], theirs: Callable[[_Q], object]
) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each query for both: each asked all in a row, the best of rounds.

    Asked in turn they would push each other's data out of the processor's caches. Counted is the
    time of the processor, all threads together, which other programs disturb least.
    """
    best: list[list[float]] = []
    for search in (ours, theirs):
        rounds = [[_milliseconds(search, query) for query in asked] for _ in range(ROUNDS)]
        best.append([min(taken) for taken in zip(*rounds, strict=True)])
    return best[0], best[1]


def _milliseconds(search: Callable[[_Q], object], query: _Q) -> float:
    started = time.process_time()
    search(query)
    return (time.process_time() - started) * 1000


def quantile(values: list[float], at: float) -> float:
    """Return the value that so great a share of the values lies below.

    >>> quantile([3.0, 1.0, 2.0], 0.5)
    2.0
    """
    return sorted(values)[min(int(len(values) * at), len(values) - 1)]
