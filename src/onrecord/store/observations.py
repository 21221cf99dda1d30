"""The store of observations: what every check of an address on the web came to."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, RowMapping, select

from onrecord.model.instant import format_instant, parse_instant
from onrecord.model.page_state import PageState
from onrecord.model.watching import BesideRecord, Observation
from onrecord.store.captures import CHUNK
from onrecord.store.rows import insert_rows, next_id
from onrecord.store.schema import observations, warc_records
from onrecord.store.streaming import stream


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


def add_unknown(connection: Connection, seen: Sequence[Observation]) -> None:
    """Add observations that came from elsewhere, but for those of an address and instant that are
    here already."""
    fresh: dict[tuple[str, str], Observation] = {}
    for one in seen:
        known = connection.execute(
            select(observations.c.id)
            .where(observations.c.uri == one.uri, observations.c.at == format_instant(one.at))
            .limit(1)
        ).first()
        if known is None:
            fresh.setdefault((one.uri, format_instant(one.at)), one)
    add_observed(connection, list(fresh.values()))


def list_of_capture(connection: Connection, seq: int) -> Iterator[Observation]:
    """Return the observations that saw a capture's bytes, in the order of time."""
    query = select(observations).where(observations.c.capture_seq == seq)
    return map(_observation, connection.execute(query.order_by(observations.c.at)).mappings())


def list_without_capture(connection: Connection) -> Iterator[Observation]:
    """Return the observations that brought no bytes, in the order in which they were made."""
    query = select(observations).where(observations.c.capture_seq.is_(None))
    for row in stream(connection, query.order_by(observations.c.id)):
        yield _observation(row._mapping)


def list_observed(connection: Connection, uri: str) -> Iterator[Observation]:
    """Return the observations of an address in the order of time."""
    query = select(observations).where(observations.c.uri == uri).order_by(observations.c.at)
    return map(_observation, connection.execute(query).mappings())


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
    for row in stream(
        connection, select(warc_records).order_by(warc_records.c.warc, warc_records.c.offset)
    ):
        yield BesideRecord(**row._mapping)


def find_beside(connection: Connection, digests: Sequence[str]) -> set[str]:
    """Return those of these digests that are of records which are no captures."""
    digest = warc_records.c.member_sha256
    found: set[str] = set()
    for start in range(0, len(digests), CHUNK):
        some = digests[start : start + CHUNK]
        found.update(connection.execute(select(digest).where(digest.in_(some))).scalars())
    return found


def _observation(row: RowMapping) -> Observation:
    values = dict(row)
    del values["id"]
    values["at"] = parse_instant(values["at"])
    values["state"] = PageState(values["state"]) if values["state"] else None
    return Observation(**values)
