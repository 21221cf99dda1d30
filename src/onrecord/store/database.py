"""Opening the record: its schema's version, transactions, and errors a user can act on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from onrecord.errors import SchemaVersionError, StoreError
from onrecord.store.migrations import migrate
from onrecord.store.rows import seal_all
from onrecord.store.schema import APPLICATION_ID, VERSION, metadata

if TYPE_CHECKING:
    from onrecord.store.dialects.dialect import Check, Dialect

LOCK = "lock"  # the one that whoever writes to the archive holds


class Database:
    """The system of record, in whatever database its dialect speaks to.

    One writer at a time (the archive's lock sees to it); readers in any number. Not to be shared
    between processes: each opens its own.
    """

    def __init__(self, dialect: "Dialect") -> None:
        self.dialect = dialect
        self._checks: list[Check] = []
        with mendable(dialect):
            self.engine = dialect.make_engine()
        self._to_read = dialect.to_read(self.engine)

    @classmethod
    def create(cls, dialect: "Dialect") -> "Database":
        """Make a new database; there must be nothing of that name, or in it."""
        if dialect.is_there():
            raise StoreError("there is a database already", path=dialect.name)
        database = cls(dialect)
        with database._closed_on_error(), database.writing() as connection:
            metadata.create_all(connection)
            seal_all(connection)
            dialect.write_marks(connection, APPLICATION_ID, VERSION)
        return database

    @classmethod
    def open(cls, dialect: "Dialect") -> "Database":
        """Open an existing database; refuse one of another version, or not ours."""
        if dialect.is_missing():
            raise StoreError(f"the archive has no {dialect.name}; was it moved?", path=dialect.name)
        database = cls(dialect)
        with database._closed_on_error():
            with database.reading() as connection:
                owner, version = dialect.read_marks(connection)
            if owner != APPLICATION_ID:
                raise SchemaVersionError(dialect.not_ours, path=dialect.name)
            if version != VERSION:
                raise SchemaVersionError(_of_another_version(version), path=dialect.name)
        return database

    @classmethod
    def migrate(cls, dialect: "Dialect", say: Callable[[str], None], wait: float) -> list[int]:
        """Bring an older database up to this program's schema; return the versions reached.

        Nobody writes to it meanwhile: who does is waited for.
        """
        database = cls(dialect)
        try:
            with database.holding(LOCK, say=say, wait=wait), database.writing() as connection:
                application, version = dialect.read_marks(connection)
                reached = migrate(connection, version)
                if reached:
                    dialect.write_marks(connection, application, reached[-1])
                return reached
        finally:
            database.close()

    @property
    def name(self) -> str:
        """Return what people call the database."""
        return self.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database throughout."""
        with mendable(self.dialect), self._to_read.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: committed at the end, rolled back on any error.

        Raises StoreError where a lock that is held was lost.
        """
        for check in self._checks:
            check()
        with mendable(self.dialect), self.engine.begin() as connection:
            self.dialect.begin_writing(connection)
            yield connection

    @contextmanager
    def holding(self, name: str, *, say: Callable[[str], None], wait: float) -> Iterator[None]:
        """Hold a lock of the record, beside that of the archive's folder."""
        with self.dialect.holding(name, say=say, wait=wait) as check:
            self._checks.append(check)
            try:
                yield
            finally:
                self._checks.remove(check)

    def compact(self) -> None:
        """Write the database anew without what was deleted."""
        with mendable(self.dialect):
            self.dialect.compact(self.engine)

    def size(self) -> int:
        """Return the bytes that the record takes."""
        with mendable(self.dialect):
            return self.dialect.size(self.engine)

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def _closed_on_error(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise


def _of_another_version(version: int) -> str:
    newer = version > VERSION
    return (
        f"the archive was written by {'a newer' if newer else 'an older'} onrecord (schema "
        f"{version}, this program reads {VERSION}); "
        + ("upgrade onrecord" if newer else "run `onrecord migrate`")
    )


@contextmanager
def mendable(dialect: "Dialect") -> Iterator[None]:
    """Turn what the user can mend into a StoreError; anything else is a bug and goes on."""
    try:
        yield
    except DBAPIError as error:
        message = dialect.advice(error)
        if message is None:
            raise
        raise StoreError(message, cause=error.orig, path=dialect.name) from error.orig
