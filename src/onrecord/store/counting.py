"""Counts and checks over the whole record."""

from collections.abc import Iterator

from sqlalchemy import Connection, Table, func, select, text

from onrecord.store.claims import count_claims
from onrecord.store.schema import captures, intervals, issuers, observations, statements, versions
from onrecord.store.versions import text_digest


def count_all(connection: Connection) -> dict[str, int]:
    """Return how many statements, versions, captures, issuers, claims and so on there are."""

    def count(table: Table) -> int:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()

    return {
        "statements": count(statements),
        "versions": count(versions),
        "captures": count(captures),
        "observations": count(observations),
        "issuers": count(issuers),
        "claims": count_claims(connection),
    }


def count_intervals(connection: Connection) -> int:
    """Return how many intervals of wordings may be shown: what the index holds of each."""
    return connection.execute(
        select(func.count())
        .select_from(intervals)
        .join(statements, statements.c.n == intervals.c.statement_n)
        .where(statements.c.withheld.is_(False))
    ).scalar_one()


def integrity_faults(connection: Connection) -> list[str]:
    """Return what SQLite's own check finds wrong; empty when the database is sound."""
    found = [str(row[0]) for row in connection.execute(text("PRAGMA quick_check(20)"))]
    if found != ["ok"]:
        return found
    lost = connection.execute(text("PRAGMA foreign_key_check")).fetchmany(20)
    return [f"a row of {row[0]} belongs to no row of {row[2]}" for row in lost]


def wording_faults(connection: Connection) -> Iterator[tuple[str, int, str, str]]:
    """Yield (statement id, version, digest recorded, digest found) where a text was altered."""
    rows = connection.execution_options(yield_per=500).execute(
        select(statements.c.id, versions.c.number, versions.c.text_sha256, versions.c.text).join(
            statements, statements.c.n == versions.c.statement_n
        )
    )
    for row in rows:
        found = text_digest(row.text)
        if found != row.text_sha256:
            yield row.id, row.number, row.text_sha256, found


def list_identities(connection: Connection) -> Iterator[tuple[str, str]]:
    """Yield (id, key) of every statement."""
    rows = connection.execution_options(yield_per=500).execute(
        select(statements.c.id, statements.c.key)
    )
    for row in rows:
        yield row.id, row.key


def list_without_wording(connection: Connection) -> Iterator[tuple[str, int]]:
    """Yield (id, number) of every statement whose current version is not there."""
    rows = connection.execute(
        select(statements.c.id, statements.c.current_version)
        .outerjoin(
            versions,
            (versions.c.statement_n == statements.c.n)
            & (versions.c.number == statements.c.current_version),
        )
        .where(versions.c.number.is_(None))
    )
    for row in rows:
        yield row.id, row.current_version
