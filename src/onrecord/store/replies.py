"""The store of issuers' replies: added as they came, never altered."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, select

from onrecord.model.addition import Reply
from onrecord.model.instant import format_instant, parse_instant
from onrecord.store.rows import insert_row, next_id
from onrecord.store.schema import replies, statements

_ALL = (
    select(replies, statements.c.id.label("statement"))
    .join(statements, statements.c.n == replies.c.statement_n)
    .order_by(replies.c.id)
)


def next_reply(connection: Connection) -> int:
    """Return the number of the next reply, from 1."""
    return next_id(connection, replies)


def add_reply(connection: Connection, n: int, reply: Reply) -> None:
    """Add a reply to the statement `n`."""
    old, new = reply.change or (None, None)
    insert_row(
        connection,
        replies,
        id=reply.id,
        statement_n=n,
        from_version=old,
        to_version=new,
        issuer=reply.issuer,
        issuer_name=reply.issuer_name,
        text=reply.text,
        language=reply.language,
        received=reply.received,
        by=reply.by,
        at=format_instant(reply.at),
        signature=reply.signature,
    )


def replies_to(connection: Connection, n: int) -> tuple[Reply, ...]:
    """Return the replies to a statement and its changes, oldest first."""
    return tuple(map(_reply, connection.execute(_ALL.where(replies.c.statement_n == n))))


def list_replies(connection: Connection) -> Iterator[Reply]:
    """Yield all replies, oldest first, lazily."""
    return map(_reply, connection.execution_options(yield_per=500).execute(_ALL))


def _reply(row: Row[Any]) -> Reply:
    has_change = row.from_version is not None and row.to_version is not None
    return Reply(
        id=row.id,
        statement=row.statement,
        change=(row.from_version, row.to_version) if has_change else None,
        issuer=row.issuer,
        issuer_name=row.issuer_name,
        text=row.text,
        language=row.language,
        received=row.received,
        by=row.by,
        at=parse_instant(row.at),
        signature=row.signature,
    )
