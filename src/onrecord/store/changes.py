"""The change log: what the index follows, and what `onrecord changes` tells."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, select

from onrecord.model.instant import format_instant, parse_instant
from onrecord.model.records import Change
from onrecord.store.captures import CHUNK
from onrecord.store.rows import insert_rows
from onrecord.store.schema import changes, statements
from onrecord.store.streaming import stream


def add_changes(
    connection: Connection, rows: Sequence[tuple[str, int, str | None, int | None, int | None]]
) -> None:
    """Append rows of (at, statement n, kind, from version, to version) in this order."""
    if rows:
        noted_at = format_instant(dt.datetime.now(dt.UTC))
        insert_rows(
            connection,
            changes,
            [
                {
                    "seq": seq,
                    "at": at,
                    "noted_at": noted_at,
                    "statement_n": n,
                    "kind": kind,
                    "from_version": old,
                    "to_version": new,
                }
                for seq, (at, n, kind, old, new) in enumerate(rows, last_seq(connection) + 1)
            ],
        )


def last_seq(connection: Connection) -> int:
    """Return the number of the newest change; 0 when there is none."""
    return connection.execute(select(func.max(changes.c.seq))).scalar_one() or 0


def list_changed(connection: Connection, after: int, limit: int) -> tuple[list[int], int]:
    """Return the statements touched by the next `limit` changes, each once, and the last seq."""
    rows = connection.execute(
        select(changes.c.seq, changes.c.statement_n)
        .where(changes.c.seq > after)
        .order_by(changes.c.seq)
        .limit(limit)
    ).all()
    return list(dict.fromkeys(row.statement_n for row in rows)), (rows[-1].seq if rows else after)


def list_changes(
    connection: Connection, since: str | None = None, *, after: int = 0, newest: int | None = None
) -> Iterator[Change]:
    """Yield the changes a reader cares about, oldest first; `since` is an instant as stored.

    `after` is the number of a change. With `newest` at most so many, the newest first.
    """
    query = select(changes).where(changes.c.kind.is_not(None), changes.c.seq > after)
    query = query.order_by(changes.c.seq if newest is None else changes.c.seq.desc())
    query = query.limit(newest)
    if since is not None:
        query = query.where(changes.c.at >= since)
    for row in stream(connection, query):
        yield _change(row)


def changes_before(
    connection: Connection, before: int | None, kind: str | None
) -> Iterator[Change]:
    """Yield the changes a reader cares about, newest first, lazily: those before a number of the
    log, all for None, and of one kind where one is named."""
    query = select(changes).where(changes.c.kind.is_not(None)).order_by(changes.c.seq.desc())
    if before is not None:
        query = query.where(changes.c.seq < before)
    if kind is not None:
        query = query.where(changes.c.kind == kind)
    for row in stream(connection, query):
        yield _change(row)


def _change(row: Row[Any]) -> Change:
    return Change(
        seq=row.seq,
        at=parse_instant(row.at),
        statement_n=row.statement_n,
        kind=row.kind,
        from_version=row.from_version,
        to_version=row.to_version,
    )


def ids_of(connection: Connection, numbers: Sequence[int]) -> list[str]:
    """Return the ids of these statements, withheld ones too."""
    ids: list[str] = []
    for start in range(0, len(numbers), CHUNK):
        some = numbers[start : start + CHUNK]
        ids += connection.execute(select(statements.c.id).where(statements.c.n.in_(some))).scalars()
    return ids
