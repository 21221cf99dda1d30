"""All rows of a record into another one, with their digests as they are."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, LargeBinary, MetaData, Table, literal, select, tuple_

from onrecord.store.database import Database
from onrecord.store.rows import DIGEST
from onrecord.store.schema import metadata, row_sums

ROWS = 1000  # in a transaction


def copy_rows(old: Database, new: Database) -> int:
    """Bring what the new record lacks, table by table in the order of keys; return how many rows.

    A digest that is not its row's stays so: `verify` is to find in the copy what it finds here.
    """
    count = 0
    with old.reading() as connection:
        for table in metadata.sorted_tables:
            if table is not row_sums:
                for some in _lacking(connection, new, table):
                    with new.writing() as writing:
                        writing.execute(_with_digest(table).insert(), some)
                    count += len(some)
        sums = [dict(row._mapping) for row in connection.execute(select(row_sums))]
    with new.writing() as writing:  # last: they say that all is there
        writing.execute(row_sums.delete())
        writing.execute(row_sums.insert(), sums)
    return count


@cache
def _with_digest(table: Table) -> Table:
    """A table with the column that its rows' digests stand in."""
    columns = [Column(one.name, one.type, primary_key=one.primary_key) for one in table.columns]
    return Table(table.name, MetaData(), *columns, Column(DIGEST, LargeBinary))


def _lacking(connection: Connection, new: Database, table: Table) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows behind the last key that the new record has."""
    whole = _with_digest(table)
    key = list(table.primary_key.columns)
    query = select(*whole.columns).order_by(*(whole.c[one.name] for one in key)).limit(ROWS)
    with new.reading() as there:
        row = there.execute(
            select(*key).order_by(*(one.desc() for one in key)).limit(1)
        ).one_or_none()
    last: Sequence[Any] | None = None if row is None else tuple(row)
    while True:
        asked = query
        if last is not None:
            behind = tuple_(
                *(literal(value, one.type) for value, one in zip(last, key, strict=True))
            )
            asked = query.where(tuple_(*(whole.c[one.name] for one in key)) > behind)
        some = [dict(row._mapping) for row in connection.execute(asked)]
        if not some:
            return
        yield some
        last = tuple(some[-1][one.name] for one in key)
