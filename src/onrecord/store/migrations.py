"""Steps from one version of the schema to the next, each run once and in order.

Records on PostgreSQL began with version 7: a later step has to be said so that both databases
understand it, or through store.dialects.spelling.
"""

import datetime as dt
from collections.abc import Callable, Mapping

from sqlalchemy import Connection, text, update

from onrecord.model.instant import format_instant
from onrecord.store.rows import seal, seal_all
from onrecord.store.schema import (
    VERSION,
    changes,
    claims,
    collected,
    collections,
    corrections,
    diffs,
    expunged,
    intervals,
    mementos,
    replies,
    row_sums,
    tags,
    warc_records,
    watched,
)


def _claims(connection: Connection) -> None:
    """1 to 2: the table of claims, empty until `onrecord rebuild claims`."""
    claims.create(connection)


# What a check on the web comes to beside; of a capture, what it is where it holds no statement.
_WEB = {
    "captures": ("role VARCHAR",),
    "observations": (
        "status INTEGER",
        "state VARCHAR",
        "target TEXT",
        "why TEXT",
        "robots TEXT",
        "observer VARCHAR",
    ),
}


def _watching(connection: Connection) -> None:
    """2 to 3: what is asked for on the web, how it stands, and what new versions changed."""
    for table, columns in _WEB.items():
        for column in columns:
            connection.execute(text(f"ALTER TABLE {table} ADD COLUMN {column}"))
    connection.execute(text("CREATE INDEX observations_by_uri ON observations (uri, at)"))
    for made in (warc_records, watched, diffs):
        made.create(connection)


def _observers(connection: Connection) -> None:
    """3 to 4: what other services captured, and how many items a list had at each check."""
    connection.execute(text("ALTER TABLE captures ADD COLUMN observer VARCHAR"))
    connection.execute(text("ALTER TABLE observations ADD COLUMN listed INTEGER"))
    mementos.create(connection)


def _harvesting(connection: Connection) -> None:
    """4 to 5: when each change was written down; of older ones, now is the earliest that holds."""
    connection.execute(text("ALTER TABLE changes ADD COLUMN noted_at VARCHAR NOT NULL DEFAULT ''"))
    connection.execute(update(changes).values(noted_at=format_instant(dt.datetime.now(dt.UTC))))
    connection.execute(text("CREATE INDEX changes_by_statement ON changes (statement_n, seq)"))


def _digests(connection: Connection) -> None:
    """5 to 6: a digest of each row, the sums of each table, and what was expunged."""
    for made in (expunged, row_sums):
        made.create(connection)
    seal_all(connection)


def _instants(connection: Connection) -> None:
    """6 to 7: two wordings that were seen at one instant; what was seen after one, by an index."""
    connection.execute(text("ALTER TABLE intervals RENAME TO intervals_before"))
    intervals.create(connection)
    names = ", ".join(column.name for column in intervals.columns)
    connection.execute(
        text(f"INSERT INTO intervals ({names}) SELECT {names} FROM intervals_before")  # noqa: S608
    )
    connection.execute(text("DROP TABLE intervals_before"))
    seal(connection, intervals)
    connection.execute(text("DROP INDEX observations_by_capture"))
    connection.execute(
        text("CREATE INDEX observations_by_capture ON observations (capture_seq, at)")
    )


def _people(connection: Connection) -> None:
    """7 to 8: what people add: corrections, replies of issuers, tags and collections."""
    for made in (corrections, replies, tags, collections, collected):
        made.create(connection)
        seal(connection, made)


STEPS: Mapping[int, Callable[[Connection], None]] = {
    1: _claims,
    2: _watching,
    3: _observers,
    4: _harvesting,
    5: _digests,
    6: _instants,
    7: _people,
}


def migrate(connection: Connection, version: int) -> list[int]:
    """Bring a database of a version up to this program's schema; return the versions reached."""
    reached: list[int] = []
    while version < VERSION and version in STEPS:
        STEPS[version](connection)
        version += 1
        reached.append(version)
    return reached
