"""The store of issuers: those named in the statements kept."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from onrecord.store.schema import issuers


def list_issuers(connection: Connection, id: str | None = None) -> Iterator[tuple[str, str]]:
    """Yield (id, name) of every issuer, or of the one with this id."""
    query = select(issuers.c.id, issuers.c.name).order_by(issuers.c.id)
    if id is not None:
        query = query.where(issuers.c.id == id)
    for row in connection.execute(query):
        yield row.id, row.name
