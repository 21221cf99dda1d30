"""The store of corrections: added, never altered; the newest of a field is the one that holds."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, Row, select

from onrecord.model.addition import Correction, Subject
from onrecord.model.anchor import QuotedWords
from onrecord.model.instant import format_instant, parse_instant
from onrecord.store.captures import CHUNK
from onrecord.store.rows import insert_row, next_id
from onrecord.store.schema import corrections, statements

_ALL = select(corrections, statements.c.id.label("statement")).join(
    statements, statements.c.n == corrections.c.statement_n
)


def next_correction(connection: Connection) -> int:
    """Return the number of the next correction, from 1."""
    return next_id(connection, corrections)


def add_correction(connection: Connection, n: int, made: Correction) -> None:
    """Add a correction of the statement `n`."""
    anchor = made.anchor
    insert_row(
        connection,
        corrections,
        id=made.id,
        statement_n=n,
        version=made.version,
        subject=made.subject.value,
        field=made.field,
        value=made.value,
        anchor=_written(anchor) if anchor is not None else None,
        by=made.by,
        at=format_instant(made.at),
        why=made.why,
        signature=made.signature,
    )


def corrections_of(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Correction]]:
    """Return n -> the corrections of a statement and of its claims, oldest first."""
    found: dict[int, list[Correction]] = defaultdict(list)
    for start in range(0, len(numbers), CHUNK):
        some = corrections.c.statement_n.in_(numbers[start : start + CHUNK])
        for row in connection.execute(_ALL.where(some).order_by(corrections.c.id)):
            found[row.statement_n].append(_correction(row))
    return found


def list_corrections(connection: Connection) -> Iterator[Correction]:
    """Yield all corrections, oldest first, lazily."""
    rows = connection.execution_options(yield_per=500).execute(_ALL.order_by(corrections.c.id))
    return map(_correction, rows)


def _written(anchor: QuotedWords) -> str:
    return orjson.dumps([anchor.exact, anchor.before, anchor.after]).decode()


def _correction(row: Row[Any]) -> Correction:
    exact, before, after = orjson.loads(row.anchor) if row.anchor else ("", "", "")
    return Correction(
        id=row.id,
        statement=row.statement,
        version=row.version,
        subject=Subject(row.subject),
        field=row.field,
        value=row.value,
        anchor=QuotedWords(exact=exact, before=before, after=after) if exact else None,
        by=row.by,
        at=parse_instant(row.at),
        why=row.why,
        signature=row.signature,
    )
