"""Statements in the order of their last change, withheld ones too: what a harvester follows."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, Select, exists, func, not_, select

from onrecord.model.instant import format_instant, parse_instant
from onrecord.store.schema import changes, statements

_LATER = changes.alias()


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvested:
    """A statement with its last change: `seq` in the change log, `at` when that was written."""

    id: str
    seq: int
    at: dt.datetime
    withheld: bool


def list_harvested(
    connection: Connection,
    *,
    after: int,
    first: dt.datetime | None,
    until: dt.datetime | None,
    limit: int,
) -> Iterator[Harvested]:
    """Return statements whose last change comes after a change, from `first` on, before `until`."""
    query = _latest().where(changes.c.seq > after).order_by(changes.c.seq).limit(limit)
    if first is not None:
        query = query.where(changes.c.noted_at >= format_instant(first))
    if until is not None:
        query = query.where(changes.c.noted_at < format_instant(until))
    return map(_harvested, connection.execute(query).mappings())


def find_harvested(connection: Connection, id: str) -> Harvested | None:
    """Return one statement with its last change."""
    row = connection.execute(_latest().where(statements.c.id == id)).mappings().first()
    return _harvested(row) if row else None


def earliest(connection: Connection) -> dt.datetime | None:
    """Return when the first change was written; None where there is none."""
    found = connection.execute(select(func.min(changes.c.noted_at))).scalar_one()
    return parse_instant(found) if found else None


def _latest() -> Select[tuple[str, int, str, bool]]:
    later = exists().where(
        _LATER.c.statement_n == changes.c.statement_n, _LATER.c.seq > changes.c.seq
    )
    return (
        select(statements.c.id, changes.c.seq, changes.c.noted_at, statements.c.withheld)
        .join(statements, statements.c.n == changes.c.statement_n)
        .where(not_(later))
    )


def _harvested(row: RowMapping) -> Harvested:
    return Harvested(
        id=row["id"],
        seq=row["seq"],
        at=parse_instant(row["noted_at"]),
        withheld=row["withheld"],
    )
