"""The database refuses what is not its own, and says what to do."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError
from tests.postgresql import Server

from onrecord.errors import SchemaVersionError, StoreError
from onrecord.store.database import Database
from onrecord.store.dialects.dialect import Dialect
from onrecord.store.dialects.postgresql import Postgresql
from onrecord.store.dialects.sqlite import Sqlite
from onrecord.store.schema import APPLICATION_ID, meta


def test_what_was_written_is_read_after_reopening(dialect: Dialect) -> None:
    database = Database.create(dialect)
    with database.writing() as connection:
        connection.execute(insert(meta).values(name="a", value="ə"))
    database.close()
    again = Database.open(dialect)
    with again.reading() as connection:
        assert connection.execute(select(meta.c.value)).scalar_one() == "ə"
    assert again.size() > 0
    again.compact()
    again.close()


def test_a_failed_transaction_leaves_nothing(dialect: Dialect) -> None:
    database = Database.create(dialect)

    def write_twice() -> None:
        with database.writing() as connection:
            connection.execute(insert(meta).values(name="a", value="1"))
            connection.execute(insert(meta).values(name="a", value="2"))

    with pytest.raises(IntegrityError):
        write_twice()
    with database.reading() as connection:
        assert connection.execute(select(meta)).all() == []
    database.close()


def test_a_reader_sees_one_state_throughout(dialect: Dialect) -> None:
    database = Database.create(dialect)
    with database.reading() as connection:
        assert connection.execute(select(meta)).all() == []
        with database.writing() as writing:
            writing.execute(insert(meta).values(name="a", value="1"))
        assert connection.execute(select(meta)).all() == []
    with database.reading() as connection:
        assert len(connection.execute(select(meta)).all()) == 1
    database.close()


def test_words_come_in_the_order_of_their_code_points(dialect: Dialect) -> None:
    words = ["B", "a", "ç", "é", "ı", "Я", "ա", "\U0001f600"]
    database = Database.create(dialect)
    with database.writing() as connection:
        for word in reversed(words):
            connection.execute(insert(meta).values(name=word, value=""))
        assert (
            connection.execute(select(meta.c.name).order_by(meta.c.name)).scalars().all() == words
        )
    database.close()


def test_a_second_database_in_the_same_place_is_refused(dialect: Dialect) -> None:
    Database.create(dialect).close()
    with pytest.raises(StoreError, match="already"):
        Database.create(dialect)


@pytest.mark.parametrize(("version", "advice"), [(99, "upgrade onrecord"), (0, "migrate")])
def test_another_schema_version_is_refused(dialect: Dialect, version: int, advice: str) -> None:
    database = Database.create(dialect)
    with database.writing() as connection:
        dialect.write_marks(connection, APPLICATION_ID, version)
    database.close()
    with pytest.raises(SchemaVersionError, match=advice):
        Database.open(dialect)


def test_a_database_of_another_program_is_refused(dialect: Dialect) -> None:
    database = Database(dialect)
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE t (a INTEGER)"))
    database.close()
    with pytest.raises(SchemaVersionError, match=r"not made by onrecord|holds no archive"):
        Database.open(dialect)
    with pytest.raises(StoreError, match="already"):
        Database.create(dialect)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError, match="no database"):
        Database.open(Sqlite(path))


def test_a_missing_database_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no record"):
        Database.open(Sqlite(tmp_path / "record.sqlite"))


def test_a_database_of_another_name_is_an_error(postgresql: Server) -> None:
    url = postgresql.new_database()
    with pytest.raises(StoreError, match="does not exist"):
        Database.open(Postgresql(url.replace("///archive", "///another")))


def test_a_server_that_is_not_there_is_an_error_without_the_password() -> None:
    dialect = Postgresql("postgresql://desk:secret@127.0.0.1:1/talara")
    with pytest.raises(StoreError, match="can't be reached") as raised:
        Database.open(dialect)
    assert "secret" not in str(raised.value) + repr(dialect)
    assert raised.value.path == "postgresql://127.0.0.1:1/talara"


def test_the_tables_of_a_file_are_made_by_no_other_program(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    Database.create(Sqlite(path)).close()
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    raw.close()
