"""Counts over the whole record."""

from sqlalchemy import Connection, Table, func, select

from onrecord.store.claims import count_claims
from onrecord.store.schema import captures, issuers, observations, statements, versions


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
