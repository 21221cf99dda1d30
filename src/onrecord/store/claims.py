"""The store of claims: those of one version in one row, since they are made and read together."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, Select, bindparam, func, select

from onrecord.model.claim import CLAIMS_VERSION
from onrecord.store.captures import CHUNK
from onrecord.store.rows import Over, delete_rows, insert_rows
from onrecord.store.schema import claims, statements, versions
from onrecord.store.streaming import stream

Made = tuple[int, int, bytes]  # statement, version's number, its claims as JSON

_WRITTEN = (  # built once: building a query costs five times what asking it does
    select(claims.c.written)
    .join(statements, statements.c.n == claims.c.statement_n)
    .where(statements.c.id == bindparam("id"), claims.c.number == bindparam("number"))
)


def put_claims(connection: Connection, made: Sequence[Made]) -> None:
    """Put the claims of these versions in the place of those there are."""
    if not made:
        return
    insert_rows(
        connection,
        claims,
        [
            {
                "statement_n": n,
                "number": number,
                "rules": CLAIMS_VERSION,
                "total": len(orjson.loads(items)),
                "written": items,
            }
            for n, number, items in made
        ],
        Over.REPLACE,
    )


def forget_claims(connection: Connection, n: int, number: int) -> None:
    """Forget the claims of a version that is read otherwise now; they are to be made again."""
    delete_rows(connection, claims, (claims.c.statement_n == n) & (claims.c.number == number))


def count_claims(connection: Connection) -> int:
    """Return how many claims the wordings that stand now make, withheld statements left out."""
    total = connection.execute(
        select(func.coalesce(func.sum(claims.c.total), 0))
        .join(statements, statements.c.n == claims.c.statement_n)
        .where(statements.c.current_version == claims.c.number, statements.c.withheld.is_(False))
    ).scalar_one()
    return int(total)


def claims_of(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[int, bytes]]:
    """Return n -> (version's number, claims as JSON) for the wordings that stand now."""
    found: dict[int, tuple[int, bytes]] = {}
    for start in range(0, len(numbers), CHUNK):
        rows = connection.execute(
            select(claims.c.statement_n, claims.c.number, claims.c.written)
            .join(statements, statements.c.n == claims.c.statement_n)
            .where(
                statements.c.current_version == claims.c.number,
                claims.c.statement_n.in_(numbers[start : start + CHUNK]),
            )
        )
        found |= {row.statement_n: (row.number, row.written) for row in rows}
    return found


def find_written(connection: Connection, id: str, number: int) -> bytes | None:
    """Return the claims of a statement's version as JSON, None where none were made."""
    asked = {"id": id, "number": number}
    written: bytes | None = connection.execute(_WRITTEN, asked).scalar_one_or_none()
    return written


def list_standing(connection: Connection) -> Iterator[tuple[str, bytes]]:
    """Yield (statement's id, claims as JSON) of the wordings that stand now and make claims."""
    query = (
        select(statements.c.id, claims.c.written)
        .join(statements, statements.c.n == claims.c.statement_n)
        .where(statements.c.current_version == claims.c.number, claims.c.total > 0)
    )
    yield from (tuple(row) for row in stream(connection, query))


def silent_statements(connection: Connection) -> list[str]:
    """Return the ids of the statements whose wordings that stand now make no claim."""
    here = (claims.c.statement_n == statements.c.n) & (
        claims.c.number == statements.c.current_version
    )
    rows = connection.execute(
        select(statements.c.id).outerjoin(claims, here).where(func.coalesce(claims.c.total, 0) == 0)
    )
    return list(rows.scalars())


def count_of_other_rules(connection: Connection) -> int:
    """Return how many versions have no claims of today's rules."""
    found = _of_other_rules(select(versions.c.number)).subquery()
    return connection.execute(select(func.count()).select_from(found)).scalar_one()


def list_wordings(
    connection: Connection, after: tuple[int, int], limit: int, *, other_rules: bool = False
) -> list[tuple[int, int, str, bytes]]:
    """Return (statement, number, text, structure) of so many versions behind one, in order.

    With `other_rules` only of those that have no claims of today's rules.
    """
    wanted = select(
        versions.c.statement_n, versions.c.number, versions.c.text, versions.c.structure
    )
    if other_rules:
        wanted = _of_other_rules(wanted)
    n, number = after
    behind = (versions.c.statement_n > n) | (
        (versions.c.statement_n == n) & (versions.c.number > number)
    )
    rows = connection.execute(
        wanted.where(versions.c.statement_n >= n, behind)
        .order_by(versions.c.statement_n, versions.c.number)
        .limit(limit)
    )
    return [(row.statement_n, row.number, row.text, row.structure) for row in rows]


def _of_other_rules(wanted: Select[Any]) -> Select[Any]:
    """Narrow a selection of versions to those that have no claims of today's rules."""
    here = (claims.c.statement_n == versions.c.statement_n) & (claims.c.number == versions.c.number)
    return wanted.outerjoin(claims, here & (claims.c.rules == CLAIMS_VERSION)).where(
        claims.c.number.is_(None)
    )


def list_heads(
    connection: Connection,
) -> Iterator[tuple[str, dt.date | None, str | None, list[str]]]:
    """Yield (id, published on, language, issuers' ids) of every statement as it stands now."""
    rows = stream(
        connection,
        select(statements.c.id, versions.c.structure)
        .join(versions, versions.c.statement_n == statements.c.n)
        .where(versions.c.number == statements.c.current_version, statements.c.withheld.is_(False))
        .order_by(statements.c.n),
    )
    for row in rows:
        structure = orjson.loads(row.structure)
        printed = structure["published_on"]
        day = dt.date.fromisoformat(printed) if printed else None
        yield row.id, day, structure["language"], [issuer[0] for issuer in structure["issuers"]]
