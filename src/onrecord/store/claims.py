"""The store of claims: those of one version in one row, since they are made and read together."""

import datetime as dt
from collections.abc import Iterator, Sequence

import orjson
from sqlalchemy import Connection, func, select

from onrecord.model.claim import CLAIMS_VERSION
from onrecord.store.captures import CHUNK
from onrecord.store.rows import Over, insert_rows
from onrecord.store.schema import claims, statements, versions

Made = tuple[int, int, bytes]  # statement, version's number, its claims as JSON


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


def count_of_other_rules(connection: Connection) -> int:
    """Return how many versions have no claims of today's rules."""
    made = claims.c.rules == CLAIMS_VERSION
    return connection.execute(
        select(func.count())
        .select_from(versions)
        .outerjoin(
            claims,
            (claims.c.statement_n == versions.c.statement_n)
            & (claims.c.number == versions.c.number)
            & made,
        )
        .where(claims.c.number.is_(None))
    ).scalar_one()


def list_wordings(connection: Connection) -> Iterator[tuple[int, int, str, bytes]]:
    """Yield (statement, number, text, structure) of every version, lazily."""
    rows = connection.execution_options(yield_per=200).execute(
        select(versions.c.statement_n, versions.c.number, versions.c.text, versions.c.structure)
    )
    for row in rows:
        yield row.statement_n, row.number, row.text, row.structure


def list_heads(
    connection: Connection,
) -> Iterator[tuple[str, dt.date | None, str | None, list[str]]]:
    """Yield (id, published on, language, issuers' ids) of every statement as it stands now."""
    rows = connection.execution_options(yield_per=500).execute(
        select(statements.c.id, versions.c.structure)
        .join(versions, versions.c.statement_n == statements.c.n)
        .where(versions.c.number == statements.c.current_version, statements.c.withheld.is_(False))
    )
    for row in rows:
        structure = orjson.loads(row.structure)
        printed = structure["published_on"]
        day = dt.date.fromisoformat(printed) if printed else None
        yield row.id, day, structure["language"], [issuer[0] for issuer in structure["issuers"]]


def claiming_versions(connection: Connection, numbers: Sequence[int]) -> set[tuple[int, int]]:
    """Return (statement, version's number) of those of these statements that make a claim."""
    found: set[tuple[int, int]] = set()
    for start in range(0, len(numbers), CHUNK):
        rows = connection.execute(
            select(claims.c.statement_n, claims.c.number).where(
                claims.c.total > 0, claims.c.statement_n.in_(numbers[start : start + CHUNK])
            )
        )
        found |= {(row.statement_n, row.number) for row in rows}
    return found
