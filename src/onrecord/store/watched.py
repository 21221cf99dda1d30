"""The store of watched addresses: how each stands, and which are due."""

import datetime as dt
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Row, func, select

from onrecord.model.instant import format_instant, parse_instant
from onrecord.model.page_state import PageState
from onrecord.model.watching import Role, Watched
from onrecord.store.captures import CHUNK
from onrecord.store.rows import Over, insert_rows
from onrecord.store.schema import watched

_INSTANTS = ("last_checked_at", "last_seen_at", "first_missing_at", "due_at")


def find_watched(connection: Connection, uris: Sequence[str]) -> dict[str, Watched]:
    """Return uri -> how it stands, for those of the addresses that are watched."""
    found: dict[str, Watched] = {}
    for start in range(0, len(uris), CHUNK):
        for row in connection.execute(
            select(watched).where(watched.c.uri.in_(uris[start : start + CHUNK]))
        ):
            found[row.uri] = _kept(row)
    return found


def list_watched(connection: Connection, source_id: int | None = None) -> Iterator[Watched]:
    """Yield all watched addresses, or those of a source."""
    query = select(watched).order_by(watched.c.uri)
    if source_id is not None:
        query = query.where(watched.c.source_id == source_id)
    for row in connection.execute(query):
        yield _kept(row)


def list_due(connection: Connection, at: dt.datetime | None) -> list[Watched]:
    """Return what is due at an instant, all for None; lists first, then longest due."""
    query = select(watched).where(watched.c.role != Role.ROBOTS.value)
    if at is not None:
        query = query.where(watched.c.due_at <= format_instant(at))
    found = [_kept(row) for row in connection.execute(query.order_by(watched.c.due_at))]
    return sorted(found, key=lambda one: _ORDER.index(one.role))


_ORDER = [Role.FEED, Role.LISTING, Role.SITEMAP, Role.PAGE, Role.CITED]


def count_due(connection: Connection, at: dt.datetime) -> int:
    """Return how many watched addresses are due at an instant."""
    query = select(func.count()).where(
        watched.c.due_at <= format_instant(at), watched.c.role != Role.ROBOTS.value
    )
    return connection.execute(query.select_from(watched)).scalar_one()


def next_due(connection: Connection) -> dt.datetime | None:
    """Return when the first watched address is due; None where nothing is watched."""
    first = connection.execute(
        select(watched.c.due_at).order_by(watched.c.due_at).limit(1)
    ).scalar()
    return parse_instant(first) if first else None


def save_watched(connection: Connection, rows: Sequence[Watched]) -> None:
    """Write how these addresses stand now."""
    if rows:
        insert_rows(connection, watched, [_values(r) for r in rows], Over.REPLACE)


def _values(one: Watched) -> dict[str, object]:
    values: dict[str, object] = {
        name: getattr(one, name) for name in Watched.__slots__ if name not in _INSTANTS
    }
    for name in _INSTANTS:
        at = getattr(one, name)
        values[name] = None if at is None else format_instant(at)
    return {**values, "role": one.role.value, "state": one.state.value}


def _kept(row: Row[tuple[object, ...]]) -> Watched:
    values = dict(row._mapping)
    for name in _INSTANTS:
        values[name] = None if values[name] is None else parse_instant(values[name])
    values["role"] = Role(values["role"])
    values["state"] = PageState(values["state"])
    return Watched(**values)
