"""How the same is said to each kind of database, where SQL that both understand won't do."""

import sqlite3
from collections.abc import Callable, Sequence
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Connection

CHUNK = 1000


class Sealing(NamedTuple):
    """A table whose rows get digests: the columns they are over, and where its key's stand."""

    table: str
    names: Sequence[str]
    key: Sequence[int]
    column: str
    digest: Callable[[Sequence[object]], bytes]


class Spelling(NamedTuple):
    """The words of one kind of database."""

    mark: str  # stands for a value
    join_asked: str  # joins what is asked for, in this order, with a table
    blob: str  # the type of bytes
    has_booleans: bool  # and takes no numbers in their place
    seal: Callable[[Connection, Sealing], None]  # gives every row its digest


def _seal_in_place(connection: Connection, sealing: Sealing) -> None:
    """Let SQLite call us for each row."""
    driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    driver.create_function("row_digest", -1, lambda *values: sealing.digest(values))
    values = ", ".join(f'"{name}"' for name in sealing.names)
    connection.exec_driver_sql(
        f'UPDATE "{sealing.table}" SET {sealing.column} = row_digest({values})'  # noqa: S608
    )


def _seal_by_key(connection: Connection, sealing: Sealing) -> None:
    """Read all rows and write the digest of each: a cursor of PostgreSQL sees none of it."""
    names = ", ".join(f'"{name}"' for name in sealing.names)
    wanted = " AND ".join(f'"{sealing.names[at]}" = %s' for at in sealing.key)
    rows = iter(
        connection.exec_driver_sql(
            f'SELECT {names} FROM "{sealing.table}"',  # noqa: S608
            execution_options={"yield_per": CHUNK},
        )
    )
    while some := list(islice(rows, CHUNK)):
        connection.exec_driver_sql(
            f'UPDATE "{sealing.table}" SET {sealing.column} = %s WHERE {wanted}',  # noqa: S608
            [(sealing.digest(row), *[row[at] for at in sealing.key]) for row in some],
        )


_SPELLINGS = {
    # A plain JOIN may begin with the table and go through it whole.
    "sqlite": Spelling("?", "CROSS JOIN", "BLOB", has_booleans=False, seal=_seal_in_place),
    "postgresql": Spelling("%s", "JOIN", "BYTEA", has_booleans=True, seal=_seal_by_key),
}


def spelling_for(connection: Connection) -> Spelling:
    """Return how the database at the other end is spoken to."""
    return _SPELLINGS[connection.dialect.name]
