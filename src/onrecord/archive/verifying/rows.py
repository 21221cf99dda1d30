"""The store against the digests of its rows: a damaged value, a row that is gone or one too many.

A stretch of a table is read by a worker. That another process writes meanwhile is no fault: what
does not match is then read again within one state of the database.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.archive.verifying.fault import Fault
from onrecord.errors import StoreError
from onrecord.model.ids import statement_id
from onrecord.store import checking
from onrecord.store.checking import RowsRead, Stretch
from onrecord.store.dialects.dialect import Dialect, RawConnection
from onrecord.store.rows import MODULUS

KEYS = 2048  # statements or captures in a stretch: some tens of milliseconds of work
MOST_TOLD = 20  # of what the database itself finds wrong with one table


@dataclass(frozen=True, slots=True)
class RowsOrder:
    """A stretch of a table to be read."""

    database: Dialect
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class SoundOrder:
    """A table to be checked by the database's own means, with its indexes."""

    database: Dialect
    table: str


@dataclass(frozen=True, slots=True)
class RowsChecked:
    """What came of a stretch; None where it could not be read, for the reason given."""

    table: str
    read: RowsRead | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SoundChecked:
    """What the database finds wrong with a table."""

    table: str
    found: tuple[str, ...]


def check_rows(order: RowsOrder) -> RowsChecked:
    """Read a stretch of a table."""
    try:
        with order.database.reading_raw() as connection:
            return RowsChecked(order.stretch.table, checking.read_rows(connection, order.stretch))
    except StoreError as error:
        return RowsChecked(order.stretch.table, None, str(error))


def check_soundness(order: SoundOrder) -> SoundChecked:
    """Let the database check a table."""
    try:
        with order.database.reading_raw() as connection:
            return SoundChecked(
                order.table, tuple(order.database.unsound(connection, order.table, MOST_TOLD))
            )
    except StoreError as error:
        return SoundChecked(order.table, (str(error),))


class Tally:
    """What the stretches come to, table by table, against the sums kept with them."""

    def __init__(self, connection: RawConnection, database: Dialect) -> None:
        self._connection = connection
        self._database = database
        self._sums = checking.read_sums(connection)
        self._read: dict[str, list[RowsRead]] = {}
        self._faults: list[Fault] = []

    def orders(self) -> Iterator[RowsOrder | SoundOrder]:
        """Yield what there is to be checked; the largest tables are cut up."""
        for stretch in checking.list_stretches(self._connection, KEYS):
            if stretch.table not in self._read:
                self._read[stretch.table] = []
                yield SoundOrder(self._database, stretch.table)
            yield RowsOrder(self._database, stretch)

    def take(self, outcome: RowsChecked | SoundChecked) -> None:
        """Take in what came of a stretch."""
        match outcome:
            case SoundChecked():
                where = f"{self._database.name}, table {outcome.table}"
                self._faults += [
                    Fault("store", where, "a sound table", found) for found in outcome.found
                ]
            case RowsChecked(table=table, read=None):
                where = f"{self._database.name}, table {table}"
                self._faults.append(Fault("store", where, "rows that can be read", outcome.reason))
            case RowsChecked(table=table, read=RowsRead() as read):
                self._read.setdefault(table, []).append(read)

    def faults(self) -> Iterator[Fault]:
        """Yield what does not match, once all stretches are in."""
        yield from self._faults
        found = list(self._compared())
        yield from self._again() if found and self._has_moved() else found
        for id, key in checking.list_identities(self._connection):
            if id != statement_id(key):
                yield Fault("store", f"statement {id}", statement_id(key), id)
        for id, number in checking.list_without_wording(self._connection):
            yield Fault("store", f"statement {id}", f"version {number}", "no such version")

    def _compared(self) -> Iterator[Fault]:
        for table, stretches in self._read.items():
            where = f"{self._database.name}, table {table}"
            damaged = [row for read in stretches for row in read.damaged]
            for row in damaged:
                yield Fault("store", f"{where}, row {row.named}", row.kept, row.found)
            rows = sum(read.rows for read in stretches)
            total = sum(read.total for read in stretches) % MODULUS
            wanted, wanted_total = self._sums.get(table, (None, None))
            if rows != wanted:
                yield Fault("store", where, f"{wanted} rows", f"{rows} rows")
            elif total != wanted_total and not damaged:
                expected = "rows whose digests come to the kept sum"
                yield Fault("store", where, expected, "other rows")

    def _has_moved(self) -> bool:
        """Whether somebody has written since the sums were read."""
        with self._database.reading_raw() as connection:
            return checking.read_sums(connection) != self._sums

    def _again(self) -> Iterator[Fault]:
        """Read all within the one state of the database in which the sums were read."""
        self._read = {}
        for stretch in checking.list_stretches(self._connection, KEYS):
            read = checking.read_rows(self._connection, stretch)
            self._read.setdefault(stretch.table, []).append(read)
        yield from self._compared()
