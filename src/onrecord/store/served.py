"""What was served at an address, observation by observation; and the captures below an address.

What was not served as a page of that address is left out: errors, redirects, walls; so is what
shows a statement that is withheld.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Select, exists, func, not_, or_, select

from onrecord.model.instant import format_instant, parse_instant
from onrecord.model.memento import Memento
from onrecord.model.records import KeptCapture
from onrecord.store.captures import kept_capture
from onrecord.store.schema import captures, observations, sightings, statements
from onrecord.store.streaming import stream

# Asked of each capture that is found, by its key: the table of statements is never gone through.
_MAY_BE_SHOWN = not_(
    exists()
    .where(
        sightings.c.capture_seq == captures.c.seq,
        statements.c.n == sightings.c.statement_n,
        statements.c.withheld.is_(True),
    )
    .correlate(captures)
)
_SERVED = (
    or_(captures.c.status.is_(None), captures.c.status.between(200, 299)),
    or_(captures.c.role.is_(None), captures.c.role != "wall"),
    _MAY_BE_SHOWN,
)


def list_mementos(connection: Connection, uris: Sequence[str]) -> Iterator[Memento]:
    """Yield what was served at an address, in any of its spellings, in the order of time."""
    return _mementos(connection, _of(uris).order_by(observations.c.at, observations.c.id))


def find_before(
    connection: Connection, uris: Sequence[str], at: dt.datetime, *, itself: bool = True
) -> Memento | None:
    """Return the last memento before an instant, or at it with `itself`."""
    bound, when = format_instant(at), observations.c.at
    query = _of(uris).where(when <= bound if itself else when < bound)
    return next(_mementos(connection, query.order_by(when.desc()).limit(1)), None)


def find_after(connection: Connection, uris: Sequence[str], at: dt.datetime) -> Memento | None:
    """Return the first memento after an instant."""
    query = _of(uris).where(observations.c.at > format_instant(at))
    return next(_mementos(connection, query.order_by(observations.c.at).limit(1)), None)


def find_ends(connection: Connection, uris: Sequence[str]) -> tuple[Memento, Memento] | None:
    """Return the first memento of an address and the last; None where there is none."""
    first = next(_mementos(connection, _of(uris).order_by(observations.c.at).limit(1)), None)
    if first is None:
        return None
    query = _of(uris).order_by(observations.c.at.desc()).limit(1)
    return first, next(_mementos(connection, query))


def list_served(connection: Connection, uris: Sequence[str]) -> Iterator[KeptCapture]:
    """Yield the captures of an address, in any of its spellings, that may be shown."""
    query = select(captures).where(captures.c.uri.in_(uris), _MAY_BE_SHOWN)
    return map(kept_capture, connection.execute(query).mappings())


def list_served_below(
    connection: Connection, beginnings: Sequence[str], host: str | None
) -> Iterator[KeptCapture]:
    """Yield the captures whose address begins so, or else lies on a host or one below it."""
    on_web = or_(captures.c.uri.like("http://%"), captures.c.uri.like("https://%"))
    query = select(captures).where(on_web, _MAY_BE_SHOWN)
    if host is None:
        query = query.where(
            or_(*(captures.c.uri.between(one, f"{one}\U0010ffff") for one in beginnings))
        )
    else:
        query = query.where(func.lower(captures.c.uri).contains(host.lower(), autoescape=True))
    for row in stream(connection, query):
        yield kept_capture(row._mapping)


def _of(uris: Sequence[str]) -> Select[tuple[str, str, int]]:
    return (
        select(observations.c.uri, observations.c.at, captures.c.seq)
        .join(captures, captures.c.seq == observations.c.capture_seq)
        .where(observations.c.uri.in_(uris), *_SERVED)
    )


def _mementos(connection: Connection, query: Select[tuple[str, str, int]]) -> Iterator[Memento]:
    for row in connection.execute(query):
        yield Memento(row.uri, parse_instant(row.at), row.seq)
