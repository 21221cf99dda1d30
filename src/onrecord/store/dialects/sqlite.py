"""A record in one SQLite file (WAL): settings, marks, and errors a user can act on."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from onrecord.errors import StoreError
from onrecord.store.dialects.dialect import Check, RawConnection

# SQLite's primary result codes that a user can mend (https://sqlite.org/rescode.html).
MENDABLE = {
    sqlite3.SQLITE_BUSY: "the database is locked by another process; try again when it has ended",
    sqlite3.SQLITE_READONLY: "the database is read-only; check the rights of the archive's folder",
    sqlite3.SQLITE_FULL: "the disk is full; free some space and run the command again",
    sqlite3.SQLITE_IOERR: "the disk can't be read or written; check it",
    sqlite3.SQLITE_CANTOPEN: "the database can't be opened; check the rights of the folder",
    sqlite3.SQLITE_CORRUPT: "the database is damaged; restore it from a backup",
    sqlite3.SQLITE_NOTADB: "record.sqlite is no database; put the one of this archive back",
}


@dataclass(frozen=True, slots=True)
class Sqlite:
    """A SQLite file. Not to be shared between processes: each opens its own."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def is_local(self) -> bool:
        return True

    @property
    def not_ours(self) -> str:
        return f"{self.name} was not made by onrecord; choose another folder"

    def is_there(self) -> bool:
        return self.path.exists()

    def is_missing(self) -> bool:
        return not self.path.exists()

    def make_engine(self) -> Engine:
        if not self.path.exists() or _is_writable(self.path):
            return make_engine(self.path)
        return _reading_engine(self.path)

    def to_read(self, engine: Engine) -> Engine:
        return engine

    def begin_writing(self, connection: Connection) -> None:
        """Nothing: the file has one writer at a time."""

    def read_marks(self, connection: Connection) -> tuple[int, int]:
        application = connection.execute(text("PRAGMA application_id")).scalar_one()
        return application, connection.execute(text("PRAGMA user_version")).scalar_one()

    def write_marks(self, connection: Connection, application: int, version: int) -> None:
        connection.execute(text(f"PRAGMA application_id = {application:d}"))
        connection.execute(text(f"PRAGMA user_version = {version:d}"))

    @contextmanager
    def holding(self, name: str, *, say: Callable[[str], None], wait: float) -> Iterator[Check]:
        """Nothing to hold: who writes to the file works in its folder, which has a lock."""
        yield lambda: None

    def compact(self, engine: Engine) -> None:
        """Write the file anew without what was deleted, and empty its log."""
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("VACUUM")
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def size(self, engine: Engine) -> int:
        return self.path.stat().st_size

    @contextmanager
    def reading_raw(self) -> Iterator[RawConnection]:
        """Text that is no UTF-8 comes as surrogates: it can be told and never passes for sound."""
        connection = None
        try:
            connection = _connect(self.path)
            connection.execute("BEGIN")
            yield connection
        except sqlite3.Error as error:
            raise StoreError(
                "the database is damaged; restore it from a backup", cause=error, path=self.name
            ) from error
        finally:
            if connection is not None:
                connection.close()

    def unsound(self, connection: RawConnection, table: str, most: int) -> list[str]:
        found = [str(row[0]) for row in connection.execute(f'PRAGMA integrity_check("{table}")')]
        if found != ["ok"]:
            return found[:most]
        lost = connection.execute(f'PRAGMA foreign_key_check("{table}")').fetchmany(most)
        return [f"a row of {row[0]} belongs to no row of {row[2]}" for row in lost]

    def advice(self, error: DBAPIError) -> str | None:
        code = getattr(error.orig, "sqlite_errorcode", None)
        return MENDABLE.get(code & 0xFF) if isinstance(code, int) else None


def _connect(path: Path) -> sqlite3.Connection:
    if _is_writable(path):
        connection = sqlite3.connect(path, timeout=10, isolation_level=None)
        connection.execute("PRAGMA query_only = 1")
    else:
        uri = f"file:{quote(str(path))}?mode=ro" + ("&immutable=1" if _has_no_log(path) else "")
        connection = sqlite3.connect(uri, timeout=10, isolation_level=None, uri=True)
    connection.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
    return connection


def _is_writable(path: Path) -> bool:
    """Whether the file and its folder, where SQLite puts its log, can be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _has_no_log(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return not log.exists() or not log.stat().st_size


def _reading_engine(path: Path) -> Engine:
    """An engine that reads a database whose folder it can't write to.

    A database without a log is taken as it lies ("immutable"): SQLite would else make the files of
    its log beside it (https://sqlite.org/wal.html#read_only_databases).
    """
    query = {"mode": "ro", "uri": "true"}
    if _has_no_log(path):
        query["immutable"] = "1"
    url = URL.create("sqlite", database=f"file:{quote(str(path))}", query=query)
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def _settings(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA busy_timeout = 10000")

    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def make_engine(path: Path) -> Engine:
    """Return an engine for a SQLite file that is written to: WAL, whole transactions."""
    engine = create_engine(URL.create("sqlite", database=str(path)))

    @event.listens_for(engine, "connect")
    def _settings(connection: Any, _record: Any) -> None:
        # The driver's own transaction handling is switched off so that BEGIN below covers DDL.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA busy_timeout = 10000")
        cursor.execute("PRAGMA journal_mode = WAL")
        # FULL: a batch that was acknowledged is on the disk, also after a loss of power.
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA cache_size = -32768")
        cursor.close()

    event.listen(engine, "begin", _begin)
    return engine
