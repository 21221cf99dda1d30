"""The database refuses what is not its own, and says what to do."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from onrecord.errors import SchemaVersionError, StoreError
from onrecord.store.database import Database
from onrecord.store.schema import meta


def test_what_was_written_is_read_after_reopening(tmp_path: Path) -> None:
    database = Database.create(tmp_path / "record.sqlite")
    with database.writing() as connection:
        connection.execute(insert(meta).values(name="a", value="ə"))
    database.close()
    again = Database.open(tmp_path / "record.sqlite")
    with again.reading() as connection:
        assert connection.execute(select(meta.c.value)).scalar_one() == "ə"
    again.close()


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    database = Database.create(tmp_path / "record.sqlite")

    def write_twice() -> None:
        with database.writing() as connection:
            connection.execute(insert(meta).values(name="a", value="1"))
            connection.execute(insert(meta).values(name="a", value="2"))

    with pytest.raises(IntegrityError):
        write_twice()
    with database.reading() as connection:
        assert connection.execute(select(meta)).all() == []
    database.close()


def test_a_second_database_in_the_same_place_is_refused(tmp_path: Path) -> None:
    Database.create(tmp_path / "record.sqlite").close()
    with pytest.raises(StoreError, match="already"):
        Database.create(tmp_path / "record.sqlite")


@pytest.mark.parametrize(("version", "advice"), [(99, "upgrade onrecord"), (0, "migrate")])
def test_another_schema_version_is_refused(tmp_path: Path, version: int, advice: str) -> None:
    path = tmp_path / "record.sqlite"
    Database.create(path).close()
    raw = sqlite3.connect(path)
    raw.execute(f"PRAGMA user_version = {version}")
    raw.close()
    with pytest.raises(SchemaVersionError, match=advice):
        Database.open(path)


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE t (a)")
    raw.close()
    with pytest.raises(SchemaVersionError, match="not made by onrecord"):
        Database.open(path)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError, match="no database"):
        Database.open(path)


def test_a_missing_database_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no record"):
        Database.open(tmp_path / "record.sqlite")
