"""Reading many rows without holding them all: the same on every kind of database."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, Select

ROWS = {"yield_per": 500}  # at a time; of the statement alone, the connection goes on as it was


def stream(connection: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    """Yield the rows of a query, lazily."""
    with connection.execute(query, execution_options=ROWS) as rows:
        yield from rows


def stream_raw(connection: Connection, statement: str) -> Iterator[Row[Any]]:
    """Yield the rows of a statement of the driver's own, lazily."""
    with connection.exec_driver_sql(statement, execution_options=ROWS) as rows:
        yield from rows
