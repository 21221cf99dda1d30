"""Orders into the archive: workers read the records, the parent writes them in batches."""

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice

from onrecord.archive.ahead import ahead
from onrecord.archive.counts import Counts
from onrecord.archive.filling import filling
from onrecord.archive.importing.records import Order, bring, name_of
from onrecord.archive.ingest import Ingest
from onrecord.archive.isolation import Isolation
from onrecord.archive.opening import Archive
from onrecord.archive.worked import Failed, Item
from onrecord.archive.working import Job
from onrecord.store import sources
from onrecord.store.sources import Source

ORDERS_A_TASK = 16
ITEMS_AHEAD = 256  # a batch: what workers make while the parent writes

Orders = Iterator[Order]


class Sources(Mapping[str, Source]):
    """The archive's sources by name; one that is not there yet is made when it is asked for."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._known: dict[str, Source] = {}

    def __getitem__(self, name: str) -> Source:
        if not name:
            raise KeyError(name)
        if name not in self._known:
            self.save(name)
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def save(
        self, name: str, issuer: str | None = None, columns: tuple[tuple[str, str], ...] = ()
    ) -> Source:
        """Make a source, or bring it up to date."""
        with self._archive.database.writing() as connection:
            self._known[name] = sources.save_source(
                connection, name=name, root_digest=None, issuer=issuer, columns=columns
            )
        return self._known[name]


def bring_in(
    archive: Archive,
    orders: Callable[[Sources, Job], Iterable[Order]],
    *,
    source: str,
    issuer: str | None = None,
    after: Callable[[], None] = lambda: None,
) -> Counts:
    """Write what the orders come to; `orders` makes them when the archive is held for writing.

    `source` is that of items that have none of their own. `after` runs while it is still held.
    """
    with filling(archive) as following:
        known = Sources(archive)
        own = known.save(source, issuer)
        job = Job(
            source=own.name,
            issuer=own.issuer,
            columns=own.columns,
            registry=archive.config.registry,
            at=dt.datetime.now(dt.UTC),
            terms=True,
        )
        with (
            archive.capture_files.writer() as writer,
            Isolation(bring, _failed, workers=os.cpu_count() or 1) as isolation,
        ):
            ingest = Ingest(
                database=archive.database,
                writer=writer,
                ledger=archive.ledger,
                source=own,
                sources=known,
                written=following.written,
            )
            made = isolation.run(_tasks(orders(known, job)))
            counts = ingest.run(ahead(made, ITEMS_AHEAD))
        after()
    return counts


def _tasks(orders: Iterable[Order]) -> Iterator[list[Order]]:
    each = iter(orders)
    while task := list(islice(each, ORDERS_A_TASK)):
        yield task


def _failed(order: Order, reason: str) -> Item:
    return Failed(name_of(order), reason)
