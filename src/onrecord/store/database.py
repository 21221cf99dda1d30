"""Opening record.sqlite: settings, schema version, and errors a user can act on."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, OperationalError

from onrecord.errors import SchemaVersionError, StoreError
from onrecord.store.migrations import migrate
from onrecord.store.rows import seal_all
from onrecord.store.schema import APPLICATION_ID, VERSION, metadata

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


class Database:
    """The system of record in one SQLite file (WAL).

    One writer at a time (the archive's lock sees to it); readers in any number. Not to be shared
    between processes: each opens its own.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        is_new = not path.exists()
        self.engine = make_engine(path) if is_new or _is_writable(path) else _reading_engine(path)

    @classmethod
    def create(cls, path: Path) -> "Database":
        """Make a new database; the file must not exist."""
        if path.exists():
            raise StoreError("there is a database already", path=path.name)
        database = cls(path)
        with database.writing() as connection:
            metadata.create_all(connection)
            seal_all(connection)
            connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
            connection.execute(text(f"PRAGMA user_version = {VERSION}"))
        return database

    @classmethod
    def open(cls, path: Path) -> "Database":
        """Open an existing database; refuse one of another version, or not ours."""
        if not path.exists():
            raise StoreError("the archive has no record.sqlite; was it moved?", path=path.name)
        database = cls(path)
        with database.reading() as connection:
            owner = connection.execute(text("PRAGMA application_id")).scalar_one()
            version = connection.execute(text("PRAGMA user_version")).scalar_one()
        if owner != APPLICATION_ID:
            raise SchemaVersionError(
                "record.sqlite was not made by onrecord; choose another folder", path=path.name
            )
        if version != VERSION:
            newer = "a newer" if version > VERSION else "an older"
            raise SchemaVersionError(
                f"the archive was written by {newer} onrecord (schema {version}, this program "
                f"reads {VERSION}); "
                + ("upgrade onrecord" if version > VERSION else "run `onrecord migrate`"),
                path=path.name,
            )
        return database

    @classmethod
    def migrate(cls, path: Path) -> list[int]:
        """Bring an older database up to this program's schema; return the versions reached."""
        database = cls(path)
        try:
            with database.writing() as connection:
                return migrate(connection)
        finally:
            database.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database throughout."""
        with mendable(self.path), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: committed at the end, rolled back on any error."""
        with mendable(self.path), self.engine.begin() as connection:
            yield connection

    def compact(self) -> None:
        """Write the file anew without what was deleted, and empty its log."""
        with mendable(self.path), closing(self.engine.raw_connection()) as connection:
            connection.cursor().execute("VACUUM")
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        self.engine.dispose()


def _is_writable(path: Path) -> bool:
    """Whether the file and its folder, where SQLite puts its log, can be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _reading_engine(path: Path) -> Engine:
    """An engine that reads a database whose folder it can't write to.

    A database without a log is taken as it lies ("immutable"): SQLite would else make the files of
    its log beside it (https://sqlite.org/wal.html#read_only_databases).
    """
    log = path.with_name(f"{path.name}-wal")
    query = {"mode": "ro", "uri": "true"}
    if not log.exists() or not log.stat().st_size:
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


@contextmanager
def mendable(path: Path) -> Iterator[None]:
    """Turn what the user can mend into a StoreError; anything else is a bug and goes on."""
    try:
        yield
    except (OperationalError, DBAPIError) as error:
        code = getattr(error.orig, "sqlite_errorcode", None)
        message = MENDABLE.get(code & 0xFF) if isinstance(code, int) else None
        if message is None:
            raise
        raise StoreError(message, cause=error.orig, path=path.name) from error.orig
