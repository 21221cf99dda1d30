"""Steps from one version of the schema to the next, each run once and in order."""

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, text

from onrecord.store.schema import VERSION, claims


def _claims(connection: Connection) -> None:
    """1 to 2: the table of claims, empty until `onrecord rebuild claims`."""
    claims.create(connection)


STEPS: Mapping[int, Callable[[Connection], None]] = {1: _claims}


def migrate(connection: Connection) -> list[int]:
    """Bring a database up to this program's schema and return the versions reached."""
    version = int(connection.execute(text("PRAGMA user_version")).scalar_one())
    reached: list[int] = []
    while version < VERSION and version in STEPS:
        STEPS[version](connection)
        version += 1
        connection.execute(text(f"PRAGMA user_version = {version:d}"))
        reached.append(version)
    return reached
