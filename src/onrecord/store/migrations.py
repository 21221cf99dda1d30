"""Steps from one version of the schema to the next; each is safe to run again after a crash."""

from collections.abc import Callable

from sqlalchemy import Connection, text

from onrecord.store.schema import VERSION, metadata

_OBSERVATIONS = ("status INTEGER", "state VARCHAR", "target TEXT", "why TEXT", "robots TEXT",
                 "observer VARCHAR")  # fmt: skip


def migrate(connection: Connection) -> list[int]:
    """Bring the tables up to this program's version; return the versions gone through."""
    version = connection.execute(text("PRAGMA user_version")).scalar_one()
    done = []
    while version in STEPS and version < VERSION:
        STEPS[version](connection)
        version += 1
        connection.execute(text(f"PRAGMA user_version = {version}"))
        done.append(version)
    return done


def _watching(connection: Connection) -> None:
    """From 1: what is asked for on the web, and its observations."""
    _add_columns(connection, "captures", ("role VARCHAR",))
    _add_columns(connection, "observations", _OBSERVATIONS)
    metadata.create_all(connection)
    connection.execute(
        text("CREATE INDEX IF NOT EXISTS observations_by_uri ON observations (uri, at)")
    )


def _add_columns(connection: Connection, table: str, columns: tuple[str, ...]) -> None:
    there = {row[1] for row in connection.execute(text(f"PRAGMA table_info({table})"))}
    for column in columns:
        if column.split()[0] not in there:
            connection.execute(text(f"ALTER TABLE {table} ADD COLUMN {column}"))


STEPS: dict[int, Callable[[Connection], None]] = {1: _watching}
