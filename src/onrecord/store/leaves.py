"""The leaves of the ledger as the record has them: captures, and what was taken out again."""

from collections.abc import Iterator, Sequence
from heapq import merge
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, func, select

from onrecord.model.instant import format_instant
from onrecord.model.ledger import Entry, Expunction
from onrecord.store.captures import list_captures
from onrecord.store.rows import insert_rows, update_rows
from onrecord.store.schema import captures, expunged


def next_seq(connection: Connection) -> int:
    """Return the number of the ledger's next leaf, from 0."""
    last = [
        connection.execute(select(func.max(table.c.seq))).scalar_one()
        for table in (captures, expunged)
    ]
    return max(-1 if seq is None else seq for seq in last) + 1


def list_entries(connection: Connection, start: int = 0) -> Iterator[Entry]:
    """Yield all leaves from `start` in their order, lazily."""
    kept = (one.leaf(format_instant(one.at)) for one in list_captures(connection, start))
    entries: Iterator[Entry] = merge(
        kept, list_expunctions(connection, start), key=attrgetter("seq")
    )
    yield from entries


def list_expunctions(connection: Connection, start: int = 0) -> list[Expunction]:
    """Return what was taken out, in the order of the ledger."""
    rows = connection.execute(
        select(expunged).where(expunged.c.seq >= start).order_by(expunged.c.seq)
    )
    return [_expunction(row) for row in rows]


def list_unfinished(connection: Connection) -> list[Expunction]:
    """Return what the record says is taken out, and whose bytes may be in their place still."""
    rows = connection.execute(
        select(expunged).where(expunged.c.done.is_(False)).order_by(expunged.c.seq)
    )
    return [_expunction(row) for row in rows]


def add_expunctions(connection: Connection, made: Sequence[Expunction]) -> None:
    insert_rows(
        connection,
        expunged,
        [
            {
                "seq": one.seq,
                "capture_seq": one.expunged,
                "at": one.at,
                "reason": one.reason,
                "member_sha256": one.member_sha256,
                "signature": one.signature,
                "done": False,
            }
            for one in made
        ],
    )


def finish_expunctions(connection: Connection, made: Sequence[Expunction]) -> None:
    """Say that the tombstones are in their places."""
    update_rows(connection, expunged, expunged.c.seq.in_([one.seq for one in made]), done=True)


def find_expunction(connection: Connection, capture_seq: int) -> Expunction | None:
    """Return when and why a capture was taken out; None where it was not."""
    row = connection.execute(
        select(expunged).where(expunged.c.capture_seq == capture_seq)
    ).one_or_none()
    return None if row is None else _expunction(row)


def _expunction(row: Any) -> Expunction:
    return Expunction(
        seq=row.seq,
        expunged=row.capture_seq,
        at=row.at,
        reason=row.reason,
        member_sha256=row.member_sha256,
        signature=row.signature,
    )
