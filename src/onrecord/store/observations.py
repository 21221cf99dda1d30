"""The store of observations: what every check of an address on the web came to."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from onrecord.model.instant import format_instant, parse_instant
from onrecord.model.page_state import PageState
from onrecord.model.watching import BesideRecord, Observation
from onrecord.store.rows import insert_rows, next_id
from onrecord.store.schema import observations, warc_records


def add_observed(connection: Connection, seen: Sequence[Observation]) -> None:
    if seen:
        insert_rows(
            connection,
            observations,
            [
                {
                    "id": id,
                    **{name: getattr(one, name) for name in Observation.__slots__},
                    "at": format_instant(one.at),
                    "state": one.state.value if one.state else None,
                }
                for id, one in enumerate(seen, next_id(connection, observations))
            ],
        )


def list_observed(connection: Connection, uri: str) -> Iterator[Observation]:
    """Yield the observations of an address in the order of time."""
    for row in connection.execute(
        select(observations).where(observations.c.uri == uri).order_by(observations.c.at)
    ):
        values = dict(row._mapping)
        del values["id"]
        values["at"] = parse_instant(values["at"])
        values["state"] = PageState(values["state"]) if values["state"] else None
        yield Observation(**values)


def listed_by(connection: Connection, uri: str, newest: int) -> list[int]:
    """Return how many items a list had at its newest checks that said, the last one first."""
    return list(
        connection.execute(
            select(observations.c.listed)
            .where(observations.c.uri == uri, observations.c.listed.is_not(None))
            .order_by(observations.c.at.desc(), observations.c.id.desc())
            .limit(newest)
        ).scalars()
    )


def last_targets(connection: Connection, uris: Sequence[str]) -> dict[str, str | None]:
    """Return uri -> where its last observation says that it redirects to."""
    found: dict[str, str | None] = {}
    for uri in uris:
        found[uri] = connection.execute(
            select(observations.c.target)
            .where(observations.c.uri == uri)
            .order_by(observations.c.at.desc(), observations.c.id.desc())
            .limit(1)
        ).scalar()
    return found


def add_beside(connection: Connection, records: Sequence[BesideRecord]) -> None:
    """Say where records that are no captures lie."""
    if records:
        insert_rows(
            connection,
            warc_records,
            [{name: getattr(one, name) for name in BesideRecord.__slots__} for one in records],
        )


def list_beside(connection: Connection) -> Iterator[BesideRecord]:
    """Yield the records that are no captures, file by file in their order."""
    for row in connection.execution_options(yield_per=1000).execute(
        select(warc_records).order_by(warc_records.c.warc, warc_records.c.offset)
    ):
        yield BesideRecord(**row._mapping)
