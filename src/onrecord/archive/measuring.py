"""How an archive stands, in numbers that cost little however large it is: for who operates it."""

import datetime as dt
from dataclasses import dataclass

from onrecord.archive.opening import Archive
from onrecord.store import changes, watched
from onrecord.store.rows import read_sums


@dataclass(frozen=True, slots=True)
class Measures:
    """Rows of the record by table; the newest change, and that which the index has come to; how
    many watched addresses are due, and since when the longest."""

    rows: dict[str, int]
    last_change: int
    index_change: int
    due: int
    overdue_seconds: float


def measure(archive: Archive, now: dt.datetime | None = None) -> Measures:
    """Return how an archive stands; raises StoreError, SearchIndexError where it can't be read."""
    now = now or dt.datetime.now(dt.UTC)
    with archive.database.reading() as connection:
        rows = {name: count for name, (count, _) in read_sums(connection).items()}
        last = changes.last_seq(connection)
        due = watched.count_due(connection, now)
        first = watched.next_due(connection)
    overdue = max(0.0, (now - first).total_seconds()) if first is not None and due else 0.0
    return Measures(rows, last, archive.index.position(), due, overdue)
