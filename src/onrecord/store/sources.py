"""The store of sources: the name under which the files of a folder have their keys."""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, select

from onrecord.store.rows import insert_row, next_id, update_rows
from onrecord.store.schema import sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source of files. `root_digest` tells two folders of one name apart (see schema)."""

    id: int
    name: str
    root_digest: str | None
    issuer: str | None
    columns: tuple[tuple[str, str], ...] = ()


def find_source(connection: Connection, name: str) -> Source | None:
    query = select(sources).where(sources.c.name == name)
    row = connection.execute(query).mappings().one_or_none()
    return _source(row) if row is not None else None


def list_sources(connection: Connection) -> list[Source]:
    """Return all sources in the order in which they came."""
    rows = connection.execute(select(sources).order_by(sources.c.id)).mappings()
    return [_source(row) for row in rows]


def get_source_by_id(connection: Connection, id: int) -> Source:
    name = connection.execute(select(sources.c.name).where(sources.c.id == id)).scalar_one()
    source = find_source(connection, name)
    assert source is not None, "just read"  # noqa: S101 - a foreign key holds it
    return source


def find_name_for_root(connection: Connection, root_digest: str) -> str | None:
    """Return the name given to a folder when it was added before."""
    return connection.execute(
        select(sources.c.name).where(sources.c.root_digest == root_digest)
    ).scalar()


def move_source(connection: Connection, name: str, root_digest: str) -> None:
    """Let a source, where there is one of that name, be found by where its folder lies now."""
    update_rows(connection, sources, sources.c.name == name, root_digest=root_digest)


def save_source(
    connection: Connection,
    *,
    name: str,
    root_digest: str | None,
    issuer: str | None,
    columns: tuple[tuple[str, str], ...],
) -> Source:
    """Make the source, or bring its issuer and columns up to date where new ones are given."""
    known = find_source(connection, name)
    if known is None:
        insert_row(
            connection,
            sources,
            id=next_id(connection, sources),
            name=name,
            root_digest=root_digest,
            issuer=issuer,
            columns=json.dumps(columns),
        )
    else:
        update_rows(
            connection,
            sources,
            sources.c.id == known.id,
            issuer=issuer or known.issuer,
            columns=json.dumps(columns or known.columns),
        )
    source = find_source(connection, name)
    assert source is not None, "just written"  # noqa: S101
    return source


def _source(row: RowMapping) -> Source:
    columns = tuple((theirs, ours) for theirs, ours in json.loads(row["columns"]))
    return Source(**{**row, "columns": columns})
