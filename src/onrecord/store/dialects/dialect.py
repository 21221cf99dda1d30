"""What the store asks of a kind of database: opening it, its marks, its locks, its own checks."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError


class RawRows(Protocol):
    """Rows as they lie, lazily."""

    def __iter__(self) -> Iterator[Any]: ...

    def fetchone(self) -> Any: ...

    def fetchmany(self, size: int, /) -> list[Any]: ...


class RawConnection(Protocol):
    """One state of a record throughout, its values as they lie; `?` stands for a value."""

    def execute(self, sql: str, values: Sequence[Any] = ..., /) -> RawRows: ...


Check = Callable[[], None]


class Dialect(Protocol):
    """A database that a record lies in, by its address: small, and picklable for workers.

    What goes wrong there is raised as the driver's own error; `advice` knows what a user can mend.
    """

    @property
    def name(self) -> str:
        """Return what people call it: a file's name, a server's address without any secret."""
        ...

    @property
    def is_local(self) -> bool:
        """Return whether it is a file in the archive's folder, which every change of it changes."""
        ...

    @property
    def not_ours(self) -> str:
        """Return what to say of a database that is not a record of ours, and what to do."""
        ...

    def is_there(self) -> bool:
        """Return whether there is something there, so that no record may be made in it."""
        ...

    def is_missing(self) -> bool:
        """Return whether there is plainly no database to be opened."""
        ...

    def make_engine(self) -> Engine:
        """Return an engine whose transactions are whole, and on the disk when they end."""
        ...

    def to_read(self, engine: Engine) -> Engine:
        """Return the engine for connections that see one state throughout and write nothing."""
        ...

    def begin_writing(self, connection: Connection) -> None:
        """Wait until no other writing transaction is under way.

        So numbers that are counted up in it become visible in their order, none after a later one.
        """
        ...

    def read_marks(self, connection: Connection) -> tuple[int, int]:
        """Return the number of the program whose it is, and of the schema; 0 for none."""
        ...

    def write_marks(self, connection: Connection, application: int, version: int) -> None:
        """Say whose it is, and which schema it has."""
        ...

    def holding(
        self, name: str, *, say: Callable[[str], None], wait: float
    ) -> AbstractContextManager[Check]:
        """Hold a lock of the record against processes that work in another folder.

        Waits for another holder and says who it is; StoreError where that has not ended within
        `wait` seconds. The check raises StoreError where the lock was lost meanwhile.
        """
        ...

    def compact(self, engine: Engine) -> None:
        """Give the room of what was deleted back, so that nothing of it can be read."""
        ...

    def size(self, engine: Engine) -> int:
        """Return the bytes that the record takes."""
        ...

    def reading_raw(self) -> AbstractContextManager[RawConnection]:
        """A connection for `verify`; raises StoreError for what is no sound database."""
        ...

    def unsound(self, connection: RawConnection, table: str, most: int) -> list[str]:
        """Return what the database's own checks of a table find wrong, so many at most."""
        ...

    def advice(self, error: DBAPIError) -> str | None:
        """Return what happened and what to do, where it is something that a user can mend."""
        ...
