"""An older archive is refused, brought up by `migrate`, and then is as a new one."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import inspect

from onrecord.errors import SchemaVersionError
from onrecord.store.captures import list_captures
from onrecord.store.claims import count_claims, count_of_other_rules
from onrecord.store.database import Database
from onrecord.store.dialects.sqlite import Sqlite
from onrecord.store.observations import list_observed
from onrecord.store.schema import VERSION, metadata


def older(path: Path) -> None:
    """Make a database of version 1: without the tables of claims and of watching."""
    Database.create(Sqlite(path)).close()
    raw = sqlite3.connect(path)
    raw.execute("DROP INDEX observations_by_uri")
    for table in ("corrections", "replies", "tags", "collected", "collections"):
        raw.execute(f"DROP TABLE {table}")
    for table in ("claims", "warc_records", "watched", "diffs", "mementos", "expunged", "row_sums"):
        raw.execute(f"DROP TABLE {table}")
    for column in ("role", "observer"):
        raw.execute(f"ALTER TABLE captures DROP COLUMN {column}")
    for column in ("status", "state", "target", "why", "robots", "observer", "listed"):
        raw.execute(f"ALTER TABLE observations DROP COLUMN {column}")
    raw.execute("DROP INDEX changes_by_statement")
    raw.execute("ALTER TABLE changes DROP COLUMN noted_at")
    for (table,) in raw.execute("SELECT name FROM sqlite_master WHERE type='table'").fetchall():
        raw.execute(f"ALTER TABLE {table} DROP COLUMN digest")
    raw.execute("PRAGMA user_version = 1")
    raw.close()


def test_an_older_database_is_brought_up_step_by_step(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    older(path)
    with pytest.raises(SchemaVersionError, match="migrate"):
        Database.open(Sqlite(path))
    assert Database.migrate(Sqlite(path), say=print, wait=0)[-1] == VERSION
    assert Database.migrate(Sqlite(path), say=print, wait=0) == []
    database = Database.open(Sqlite(path))
    assert set(inspect(database.engine).get_table_names()) == set(metadata.tables)
    with database.reading() as connection:
        assert count_claims(connection) == 0
        assert count_of_other_rules(connection) == 0
        assert list(list_captures(connection)) == []
        assert list(list_observed(connection, "https://mfa.example/1")) == []
    database.close()
