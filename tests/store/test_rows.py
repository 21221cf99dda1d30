"""Rows have digests, tables have sums: nothing in the record is altered, lost or put in unseen."""

import ast
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Column

import onrecord
from onrecord.store.checking import Stretch, list_stretches, read_rows, read_sums, reading_raw
from onrecord.store.database import Database
from onrecord.store.rows import (
    DIGEST,
    Over,
    delete_rows,
    insert_row,
    insert_rows,
    row_digest,
    sealed_tables,
    sum_up,
    update_rows,
)
from onrecord.store.schema import aliases, observations, watched

NAMES = [table.name for table in sealed_tables()]
TABLES = {table.name: table for table in sealed_tables()}
CELLS = [
    (table.name, column) for table in sealed_tables() for column in (*table.columns.keys(), DIGEST)
]
SAMPLES = {int: 7, float: 3600, str: 'говорит: "да"', bytes: b"\x00{}", bool: True}


def sample(column: Column[object]) -> object:
    return SAMPLES[column.type.python_type]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with one row in each table, written as all rows are."""
    path = tmp_path_factory.mktemp("rows") / "record.sqlite"
    database = Database.create(path)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    with database.writing() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for table in sealed_tables():
            insert_rows(connection, table, [{c.name: sample(c) for c in table.columns}])
    database.close()
    return path


def is_whole(path: Path, name: str) -> bool:
    with reading_raw(path) as connection:
        read = read_rows(connection, Stretch(name))
        return not read.damaged and read_sums(connection)[name] == (read.rows, read.total)


@pytest.fixture
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """What somebody does to the file with other means; taken back after the test."""
    sound = path.read_bytes()
    connection = sqlite3.connect(path, isolation_level=None)
    yield connection
    connection.close()
    path.write_bytes(sound)


@pytest.mark.parametrize("name", NAMES)
def test_what_was_written_is_whole(path: Path, name: str) -> None:
    assert is_whole(path, name)


@pytest.mark.parametrize(("name", "column"), CELLS)
def test_an_altered_value_is_seen_and_its_row_named(
    path: Path, raw: sqlite3.Connection, name: str, column: str
) -> None:
    (old,) = raw.execute(f'SELECT "{column}" FROM "{name}"').fetchone()  # noqa: S608
    new = old + 1 if isinstance(old, int | float) else old[:-1]
    raw.execute(f'UPDATE "{name}" SET "{column}" = ?', (new,))  # noqa: S608
    with reading_raw(path) as connection:
        (row,) = read_rows(connection, Stretch(name)).damaged
    assert row.kept != row.found
    assert len(row.key) == len(TABLES[name].primary_key.columns)
    assert row.named.startswith(f"{next(iter(TABLES[name].primary_key.columns)).name}=")


@pytest.mark.parametrize("name", NAMES)
def test_a_lost_and_an_added_row_are_seen(path: Path, raw: sqlite3.Connection, name: str) -> None:
    raw.execute(f'CREATE TEMP TABLE copy AS SELECT * FROM "{name}"')  # noqa: S608
    raw.execute(f'DELETE FROM "{name}"')  # noqa: S608
    assert not is_whole(path, name)
    raw.execute(f'INSERT INTO "{name}" SELECT * FROM copy')  # noqa: S608
    assert is_whole(path, name)
    first = next(iter(TABLES[name].primary_key.columns))
    raw.execute("UPDATE copy SET digest = NULL")
    for column in (first.name, *(["id"] if name == "statements" else ())):
        other = 99 if TABLES[name].c[column].type.python_type is int else "another"
        raw.execute(f'UPDATE copy SET "{column}" = ?', (other,))  # noqa: S608
    if name in ("sources", "expunged"):
        raw.execute(f"UPDATE copy SET {'name' if name == 'sources' else 'capture_seq'} = 99")  # noqa: S608
    raw.execute(f'INSERT INTO "{name}" SELECT * FROM copy')  # noqa: S608
    assert not is_whole(path, name)


def test_bytes_that_are_no_text_and_text_in_the_place_of_bytes_are_seen(
    path: Path, raw: sqlite3.Connection
) -> None:
    raw.execute("UPDATE statements SET key = CAST(x'ff' AS TEXT)")
    raw.execute("UPDATE versions SET structure = CAST(structure AS TEXT)")
    assert not is_whole(path, "statements")
    assert not is_whole(path, "versions")


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


@given(STEPS)
@settings(max_examples=60, deadline=None)
def test_the_sums_follow_whatever_is_done(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, list[tuple[str, int]]]]
) -> None:
    path = tmp_path_factory.mktemp("steps") / "record.sqlite"
    database = Database.create(path)
    kept: dict[str, int] = {}
    with database.writing() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
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
        for key in kept:  # whose statements are not there
            delete_rows(connection, aliases, aliases.c.key == key)
    database.close()
    assert is_whole(path, "aliases")


def test_a_whole_number_in_a_column_of_fractions_is_kept_as_sqlite_keeps_it(path: Path) -> None:
    assert TABLES["watched"] is watched
    assert is_whole(path, "watched")


def test_stretches_cover_each_row_once_and_thin_tables_are_whole(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    database = Database.create(path)
    with database.writing() as connection:
        for id in (*range(1, 26), 1 << 40):
            insert_row(connection, observations, id=id, uri="u", at="t", outcome="captured")
    with reading_raw(path) as connection:
        stretches = [s for s in list_stretches(connection, 10) if s.table == "observations"]
        assert stretches == [Stretch("observations")]
    with database.writing() as connection:
        delete_rows(connection, observations, observations.c.id == 1 << 40)
    with reading_raw(path) as connection:
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
