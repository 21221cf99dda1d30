"""A record in a PostgreSQL database: one archive in one database (or schema of its search path).

Transactions that write take an advisory lock first, so that they end in the order of the numbers
they count up; the archive's own lock is an advisory lock too, held by a connection of its own.
"""

import os
import sys
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from platform import node
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from onrecord.errors import ConfigError, StoreError
from onrecord.store.dialects.dialect import Check, RawConnection, RawRows

try:
    import psycopg
    from psycopg.conninfo import conninfo_to_dict
    from psycopg.types.bool import BoolLoader
except ImportError as error:
    raise ConfigError(
        "a record on PostgreSQL needs psycopg; install it with: pip install 'onrecord[server]'"
    ) from error

LOCKS = 0x6F6E7265  # "onre": the first half of our advisory locks, the second names one
WRITING = 0  # held by each transaction that writes
MARKS = "schema_version"  # the table that says whose the database is
TRY_AGAIN = 0.2  # seconds between two tries for a lock that another holds
PATIENCE = 10  # seconds that a server may take to answer a new connection

# Classes of SQLSTATE, or whole ones, that a user can mend
# (https://www.postgresql.org/docs/current/errcodes-appendix.html).
MENDABLE = {
    "08": "the connection to PostgreSQL broke; run the command again when the server is there",
    "57P": "PostgreSQL was stopped; run the command again when the server is there",
    "57014": "PostgreSQL was told to cancel this; run the command again",
    "53100": "the disk of PostgreSQL is full; free some space and run the command again",
    "53": "PostgreSQL has too little memory or too few connections left; see its settings",
    "55P03": "the record is locked by another process; try again when it has ended",
    "25006": "this PostgreSQL server only reads; name the one that may be written to",
    "42501": "this user of PostgreSQL may not do that; grant it the rights on the database",
    "54000": "an address is longer than PostgreSQL can index (some 2,600 bytes)",
    "58": "PostgreSQL can't read or write its disk; check it",
    "XX001": "the database is damaged; restore it from a backup",
    "XX002": "an index of the database is damaged; run REINDEX DATABASE on it",
}
UNREACHABLE = (  # libpq has no code for what goes wrong before it is connected; it says it in words
    "PostgreSQL can't be reached, or does not let us in; see to the server, and to `store` in "
    "onrecord.toml (a password goes into ~/.pgpass or PGPASSWORD)"
)


@dataclass(frozen=True, slots=True)
class Postgresql:
    """A database on a server, by a URI of libpq; what it leaves out comes from libpq's variables.

    A password is better kept in ~/.pgpass or PGPASSWORD than in the address.
    """

    url: str = field(repr=False)

    @property
    def name(self) -> str:
        try:
            given = conninfo_to_dict(self.url)
        except psycopg.ProgrammingError as error:
            raise ConfigError("`store` is no address of PostgreSQL", cause=error) from None
        port = f":{given['port']}" if given.get("port") else ""
        return f"postgresql://{given.get('host', '')}{port}/{given.get('dbname', '')}"

    @property
    def is_local(self) -> bool:
        return False

    @property
    def not_ours(self) -> str:
        return (
            "this database holds no archive of onrecord; mend `store` in onrecord.toml, or make an "
            "archive in an empty database with `onrecord init --store`"
        )

    def is_there(self) -> bool:
        with self._connected() as connection:
            (found,) = connection.execute(
                "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"
            ).fetchone() or (0,)
        return bool(found)

    def is_missing(self) -> bool:
        return False  # who answers says so

    def make_engine(self) -> Engine:
        return create_engine(
            "postgresql+psycopg://",
            creator=lambda: self._connect(),
            pool_pre_ping=True,  # a server that was started again is found again
        )

    def to_read(self, engine: Engine) -> Engine:
        return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    def begin_writing(self, connection: Connection) -> None:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCKS}, {WRITING})")

    def read_marks(self, connection: Connection) -> tuple[int, int]:
        if not inspect(connection).has_table(MARKS):
            return 0, 0
        row = connection.execute(text(f"SELECT application, version FROM {MARKS}")).one()  # noqa: S608
        return row.application, row.version

    def write_marks(self, connection: Connection, application: int, version: int) -> None:
        connection.exec_driver_sql(
            f"CREATE TABLE IF NOT EXISTS {MARKS} (application bigint PRIMARY KEY, version bigint)"
        )
        connection.exec_driver_sql(
            f"INSERT INTO {MARKS} VALUES (%s, %s) "  # noqa: S608 - a name of ours
            "ON CONFLICT (application) DO UPDATE SET version = excluded.version",
            (application, version),
        )

    @contextmanager
    def holding(self, name: str, *, say: Callable[[str], None], wait: float) -> Iterator[Check]:
        number = zlib.crc32(name.encode()) - (1 << 31)
        with self._connected(_own_name()) as connection:
            try:
                _take(connection, number, say, wait)
            except psycopg.Error as error:
                raise self._told(error) from error
            yield lambda: _check(connection)
            with suppress(psycopg.Error):  # the lock ends with the connection, or has ended
                connection.execute("SELECT pg_advisory_unlock(%s, %s)", (LOCKS, number))

    def compact(self, engine: Engine) -> None:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM FULL")

    def size(self, engine: Engine) -> int:
        with engine.connect() as connection:
            asked = connection.exec_driver_sql("SELECT pg_database_size(current_database())")
            return int(asked.scalar_one())

    @contextmanager
    def reading_raw(self) -> Iterator[RawConnection]:
        with self._connected() as connection:
            try:
                connection.autocommit = False
                connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
                connection.read_only = True
                connection.adapters.register_loader("bool", _Number)
                with ExitStack() as cursors:
                    yield _Raw(connection, cursors)
            except psycopg.Error as error:
                raise self._told(error) from error

    def unsound(self, connection: RawConnection, table: str, most: int) -> list[str]:
        """Nothing: PostgreSQL holds its keys itself, and says of a damaged page when it is read."""
        return []

    def advice(self, error: DBAPIError) -> str | None:
        return _advice(error.orig) if isinstance(error.orig, psycopg.Error) else None

    def _connect(self, application: str = "onrecord") -> "psycopg.Connection[Any]":
        return psycopg.connect(self.url, application_name=application, connect_timeout=PATIENCE)

    @contextmanager
    def _connected(self, application: str = "onrecord") -> Iterator["psycopg.Connection[Any]"]:
        """A connection of its own, each statement a transaction."""
        try:
            connection = self._connect(application)
        except psycopg.Error as error:
            raise self._told(error) from None
        with suppress(psycopg.Error):
            connection.autocommit = True
        try:
            yield connection
        finally:
            connection.close()

    def _told(self, error: psycopg.Error) -> StoreError:
        return StoreError(_advice(error) or UNREACHABLE, cause=error, path=self.name)


class _Number(BoolLoader):
    """Truth values as the digests of rows have them: as numbers."""

    def load(self, data: Any) -> Any:
        return int(super().load(data))


class _Raw:
    """Rows one by one out of the server: a table need not fit into memory."""

    def __init__(self, connection: "psycopg.Connection[Any]", cursors: ExitStack) -> None:
        self._connection = connection
        self._cursors = cursors
        self._numbers = count()

    def execute(self, sql: str, values: Sequence[object] = ()) -> RawRows:
        cursor: psycopg.ServerCursor[Any] = self._connection.cursor(f"raw{next(self._numbers)}")
        self._cursors.enter_context(cursor)
        return cursor.execute(sql.replace("?", "%s"), values)


def _advice(error: BaseException) -> str | None:
    code = getattr(error, "sqlstate", None)
    if code is None:  # libpq's own word: nobody answered, or the connection broke
        return UNREACHABLE if isinstance(error, psycopg.OperationalError) else None
    return next((MENDABLE[code[:n]] for n in (5, 3, 2) if code[:n] in MENDABLE), None)


def _own_name() -> str:
    command = " ".join(["onrecord", *sys.argv[1:2]])
    return f"process {os.getpid()} on {node()} ({command})"[:63]  # PostgreSQL's longest name


def _take(
    connection: "psycopg.Connection[Any]", number: int, say: Callable[[str], None], wait: float
) -> None:
    asked = "SELECT pg_try_advisory_lock(%s, %s)"
    until, told = time.monotonic() + wait, False
    while (connection.execute(asked, (LOCKS, number)).fetchone() or (False,))[0] is False:
        holder = _holder(connection, number)
        if time.monotonic() >= until:
            raise StoreError(f"{holder} is writing to this archive; try again when it has ended")
        if not told:
            say(f"waiting for {holder} to finish with this archive")
            told = True
        time.sleep(TRY_AGAIN)


def _holder(connection: "psycopg.Connection[Any]", number: int) -> str:
    row = connection.execute(
        "SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid) "
        "WHERE locktype = 'advisory' AND granted AND classid = %s AND objid = %s",
        (LOCKS, number % (1 << 32)),
    ).fetchone()
    return row[0] if row and row[0] else "another process"


def _check(connection: "psycopg.Connection[Any]") -> None:
    try:
        connection.execute("SELECT 1")
    except psycopg.Error as error:
        raise StoreError(
            "the connection to PostgreSQL broke, and with it the archive's lock; run the command "
            "again",
            cause=error,
        ) from error
