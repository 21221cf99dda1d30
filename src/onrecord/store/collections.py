"""The store of collections: statements that people put together under a name."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, select

from onrecord.errors import NotFoundError
from onrecord.model.addition import Collection
from onrecord.model.instant import format_instant, parse_instant
from onrecord.store.captures import CHUNK
from onrecord.store.rows import Over, delete_rows, insert_row, update_rows
from onrecord.store.schema import collected, collections, statements


def save_collection(connection: Connection, made: Collection) -> None:
    """Keep a collection; one of its id gets its name and words and keeps its statements."""
    here = collections.c.id == made.id
    if update_rows(connection, collections, here, name=made.name, about=made.about):
        return
    insert_row(
        connection,
        collections,
        id=made.id,
        name=made.name,
        about=made.about,
        by=made.by,
        at=format_instant(made.at),
    )


def remove_collection(connection: Connection, id: str) -> list[int]:
    """Forget a collection, not its statements, and return their n; raises NotFoundError."""
    get_collection(connection, id)
    inside = numbers_in(connection, id)
    delete_rows(connection, collected, collected.c.collection == id)
    delete_rows(connection, collections, collections.c.id == id)
    return inside


def get_collection(connection: Connection, id: str) -> Collection:
    """Return a collection; raises NotFoundError."""
    row = connection.execute(select(collections).where(collections.c.id == id)).one_or_none()
    if row is None:
        raise NotFoundError("no collection of that id in this archive", id=id)
    return _collection(row)


def list_collections(connection: Connection) -> list[tuple[Collection, int]]:
    """Return the collections by name, each with how many statements of it may be shown."""
    rows = connection.execute(
        select(collected.c.collection, func.count())
        .join(statements, statements.c.n == collected.c.statement_n)
        .where(statements.c.withheld.is_(False))
        .group_by(collected.c.collection)
    )
    counted = {row.collection: row[1] for row in rows}
    kept = map(_collection, connection.execute(select(collections)))
    by_name = sorted(kept, key=lambda one: (one.name.casefold(), one.id))
    return [(one, counted.get(one.id, 0)) for one in by_name]


def put_in(connection: Connection, id: str, n: int, *, by: str, at: str) -> None:
    """Put a statement into a collection; raises NotFoundError for no such collection."""
    get_collection(connection, id)
    insert_row(connection, collected, Over.IGNORE, statement_n=n, collection=id, by=by, at=at)


def take_out_of(connection: Connection, id: str, n: int) -> bool:
    """Take a statement out of a collection; return whether it was there."""
    here = (collected.c.statement_n == n) & (collected.c.collection == id)
    return bool(delete_rows(connection, collected, here))


def numbers_in(connection: Connection, id: str) -> list[int]:
    """Return the statements of a collection in order of their arrival in the archive."""
    query = select(collected.c.statement_n).where(collected.c.collection == id)
    return list(connection.execute(query.order_by(collected.c.statement_n)).scalars())


def collections_of(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Collection]]:
    """Return n -> the collections that a statement is in, by id."""
    found: dict[int, list[Collection]] = defaultdict(list)
    for start in range(0, len(numbers), CHUNK):
        for row in connection.execute(
            select(collected.c.statement_n, *collections.columns)
            .join(collections, collections.c.id == collected.c.collection)
            .where(collected.c.statement_n.in_(numbers[start : start + CHUNK]))
            .order_by(collections.c.id)
        ):
            found[row.statement_n].append(_collection(row))
    return found


def _collection(row: Row[Any]) -> Collection:
    return Collection(
        id=row.id, name=row.name, about=row.about, by=row.by, at=parse_instant(row.at)
    )
