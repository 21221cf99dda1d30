"""Rows have digests, tables have sums: nothing in the record is altered, lost or put in unseen."""

import ast
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Connection

import onrecord
from onrecord.store.checking import Stretch, list_stretches, read_rows, read_sums
from onrecord.store.database import Database
from onrecord.store.dialects.dialect import Dialect
from onrecord.store.dialects.postgresql import Postgresql
from onrecord.store.dialects.sqlite import Sqlite
from onrecord.store.rows import (
    DIGEST,
    Over,
    delete_rows,
    insert_row,
    insert_rows,
    row_digest,
    seal_all,
    sealed_tables,
    sum_up,
    update_rows,
)
from onrecord.store.rows import read_sums as sums
from onrecord.store.schema import aliases, observations, watched

NAMES = [table.name for table in sealed_tables()]
TABLES = {table.name: table for table in sealed_tables()}
CELLS = [
    (table.name, column) for table in sealed_tables() for column in (*table.columns.keys(), DIGEST)
]
SAMPLES = {int: 7, float: 3600, str: 'говорит: "да"', bytes: b"\x00{}", bool: True}


def sample(column: Column[object]) -> object:
    return SAMPLES[column.type.python_type]


# What lets rows stand whose keys lead nowhere.
KEYLESS = {
    "sqlite": "PRAGMA defer_foreign_keys = ON",
    "postgresql": "SET session_replication_role = replica",
}


@pytest.fixture(scope="module")
def record(lasting: Dialect) -> Iterator[Database]:
    """A record with one row in each table, written as all rows are."""
    database = Database.create(lasting)
    with database.writing() as connection:
        keyless(connection)
        for table in sealed_tables():
            insert_rows(connection, table, [{c.name: sample(c) for c in table.columns}])
    yield database
    database.close()


def keyless(connection: Connection) -> None:
    connection.exec_driver_sql(KEYLESS[connection.dialect.name])


def is_whole(database: Database, name: str) -> bool:
    with database.dialect.reading_raw() as connection:
        read = read_rows(connection, Stretch(name))
        return not read.damaged and read_sums(connection)[name] == (read.rows, read.total)


class Tamper:
    """What somebody does to a record by other means, which keep neither digests nor keys."""

    def __init__(self, dialect: Dialect) -> None:
        self._connection: Any
        if isinstance(dialect, Postgresql):
            self._mark = "%s"
            self._connection = psycopg.connect(dialect.url, autocommit=True)
            self._connection.execute(KEYLESS["postgresql"])
        else:
            assert isinstance(dialect, Sqlite)
            self._mark = "?"
            self._connection = sqlite3.connect(dialect.path, isolation_level=None)

    def do(self, statement: str, *values: object) -> Any:
        return self._connection.execute(statement.replace("?", self._mark), values)

    def close(self) -> None:
        self._connection.close()


@contextmanager
def tampering(database: Database, name: str) -> Iterator[Tamper]:
    """Do things to a table, which are taken back at the end."""
    tamper = Tamper(database.dialect)
    tamper.do(f'CREATE TABLE sound AS SELECT * FROM "{name}"')  # noqa: S608
    try:
        yield tamper
    finally:
        tamper.do(f'DELETE FROM "{name}"')  # noqa: S608
        tamper.do(f'INSERT INTO "{name}" SELECT * FROM sound')  # noqa: S608
        tamper.do("DROP TABLE sound")
        tamper.close()


@pytest.mark.parametrize("name", NAMES)
def test_what_was_written_is_whole(record: Database, name: str) -> None:
    assert is_whole(record, name)


@pytest.mark.parametrize(("name", "column"), CELLS)
def test_an_altered_value_is_seen_and_its_row_named(
    record: Database, name: str, column: str
) -> None:
    with tampering(record, name) as tamper:
        (old,) = tamper.do(f'SELECT "{column}" FROM "{name}"').fetchone()  # noqa: S608
        tamper.do(f'UPDATE "{name}" SET "{column}" = ?', altered(old))  # noqa: S608
        with record.dialect.reading_raw() as connection:
            (row,) = read_rows(connection, Stretch(name)).damaged
    assert row.kept != row.found
    assert len(row.key) == len(TABLES[name].primary_key.columns)
    assert row.named.startswith(f"{next(iter(TABLES[name].primary_key.columns)).name}=")


def altered(value: object) -> object:
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
        case str() | bytes():
            return value[:-1]
    raise AssertionError(value)


@pytest.mark.parametrize("name", NAMES)
def test_a_lost_and_an_added_row_are_seen(record: Database, name: str) -> None:
    with tampering(record, name) as tamper:
        tamper.do(f'DELETE FROM "{name}"')  # noqa: S608
        assert not is_whole(record, name)
        tamper.do(f'INSERT INTO "{name}" SELECT * FROM sound')  # noqa: S608
        assert is_whole(record, name)
        tamper.do("CREATE TABLE more AS SELECT * FROM sound")
        tamper.do("UPDATE more SET digest = NULL")
        first = next(iter(TABLES[name].primary_key.columns)).name
        unique = {"statements": "id", "sources": "name", "expunged": "capture_seq"}.get(name)
        for column in filter(None, (first, unique)):
            other = 99 if TABLES[name].c[column].type.python_type is int else "another"
            tamper.do(f'UPDATE more SET "{column}" = ?', other)  # noqa: S608
        tamper.do(f'INSERT INTO "{name}" SELECT * FROM more')  # noqa: S608
        tamper.do("DROP TABLE more")
        assert not is_whole(record, name)


def test_bytes_that_are_no_text_and_text_in_the_place_of_bytes_are_seen(
    record: Database,
) -> None:
    if not isinstance(record.dialect, Sqlite):
        pytest.skip("no other database keeps what is not of its column's type")
    with tampering(record, "statements") as tamper:
        tamper.do("UPDATE statements SET key = CAST(x'ff' AS TEXT)")
        assert not is_whole(record, "statements")
    with tampering(record, "versions") as tamper:
        tamper.do("UPDATE versions SET structure = CAST(structure AS TEXT)")
        assert not is_whole(record, "versions")


def test_a_digest_does_not_pass_for_another_tables() -> None:
    assert row_digest("near", (1, 2, 3)) != row_digest("changes", (1, 2, 3))


KEYS = st.sampled_from(["a", "b", "c", "d"])
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["ignore", "replace", "update", "delete"]),
        st.lists(st.tuples(KEYS, st.integers(0, 3)), max_size=4),
    ),
    max_size=8,
)


@given(steps=STEPS)
@settings(max_examples=60, deadline=None)
def test_the_sums_follow_whatever_is_done(
    record: Database, steps: list[tuple[str, list[tuple[str, int]]]]
) -> None:
    kept: dict[str, int] = {}
    with record.writing() as connection:
        keyless(connection)
        delete_rows(connection, aliases)
        for what, values in steps:
            rows = [{"key": key, "statement_n": n} for key, n in values]
            match what:
                case "ignore":
                    insert_rows(connection, aliases, rows, Over.IGNORE)
                    kept = {**dict(reversed(values)), **kept}
                case "replace":
                    insert_rows(connection, aliases, rows, Over.REPLACE)
                    kept |= dict(values)
                case "update":
                    for key, n in values:
                        update_rows(connection, aliases, aliases.c.key == key, statement_n=n)
                        kept |= {key: n} if key in kept else {}
                case "delete":
                    gone = [key for key, _ in values]
                    delete_rows(connection, aliases, aliases.c.key.in_(gone))
                    kept = {key: n for key, n in kept.items() if key not in gone}
        found = {row.key: row.statement_n for row in connection.execute(aliases.select())}
        assert found == kept
        before = connection.exec_driver_sql("SELECT * FROM row_sums ORDER BY name").all()
        sum_up(connection, aliases)
        assert connection.exec_driver_sql("SELECT * FROM row_sums ORDER BY name").all() == before
        delete_rows(connection, aliases)
        insert_rows(connection, aliases, [{c.name: sample(c) for c in aliases.columns}])
    assert is_whole(record, "aliases")


def test_a_whole_number_in_a_column_of_fractions_is_kept_as_the_database_keeps_it(
    record: Database,
) -> None:
    assert TABLES["watched"] is watched
    assert is_whole(record, "watched")


def test_a_table_is_sealed_anew_to_the_same_digests(record: Database) -> None:
    with record.writing() as connection:
        before = sums(connection)
        for table in sealed_tables():
            connection.exec_driver_sql(f'UPDATE "{table.name}" SET digest = NULL')  # noqa: S608
        seal_all(connection)
        assert sums(connection) == before
    assert all(is_whole(record, name) for name in NAMES)


def test_stretches_cover_each_row_once_and_thin_tables_are_whole(dialect: Dialect) -> None:
    database = Database.create(dialect)
    with database.writing() as connection:
        for id in (*range(1, 26), 1 << 40):
            insert_row(connection, observations, id=id, uri="u", at="t", outcome="captured")
    with dialect.reading_raw() as connection:
        stretches = [s for s in list_stretches(connection, 10) if s.table == "observations"]
        assert stretches == [Stretch("observations")]
    with database.writing() as connection:
        delete_rows(connection, observations, observations.c.id == 1 << 40)
    with dialect.reading_raw() as connection:
        stretches = [s for s in list_stretches(connection, 10) if s.table == "observations"]
        assert [read_rows(connection, stretch).rows for stretch in stretches] == [10, 10, 5]
    database.close()


def test_rows_are_written_in_one_place() -> None:
    """Who writes past store.rows leaves rows without a digest, which `verify` takes for damage."""
    source = Path(onrecord.__file__).parent
    # Rows without digests: those of an older schema, and accounts, which are no part of the record.
    exempt = {source / "store" / name for name in ("rows.py", "migrations.py", "accounts.py")}
    for path in sorted(set(source.rglob("*.py")) - exempt):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "sqlalchemy":
                names = {alias.name for alias in node.names}
                assert not names & {"insert", "update", "delete"}, path
