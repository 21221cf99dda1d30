"""A record of the first schema is brought up to this one, and again after a crash."""

from pathlib import Path

from sqlalchemy import inspect, text
from tests.archive.filled import filled

from onrecord.archive.adding import add
from onrecord.archive.migrating import migrate_archive
from onrecord.archive.opening import open_archive
from onrecord.archive.verifying import verify
from onrecord.store.database import Database
from onrecord.store.schema import VERSION

NEW_TABLES = ("warc_records", "watched", "diffs")
NEW_COLUMNS = {
    "captures": ("role",),
    "observations": ("status", "state", "target", "why", "robots", "observer"),
}


def made_old(folder: Path) -> None:
    database = Database(folder / "record.sqlite")
    with database.writing() as connection:
        connection.execute(text("DROP INDEX observations_by_uri"))
        for table in NEW_TABLES:
            connection.execute(text(f"DROP TABLE {table}"))
        for table, columns in NEW_COLUMNS.items():
            for column in columns:
                connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {column}"))
        connection.execute(text("PRAGMA user_version = 1"))
    database.close()


def test_an_archive_of_the_first_schema_goes_on(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path, 3)
    archive.close()
    made_old(tmp_path / "archive")
    assert migrate_archive(tmp_path / "archive") == list(range(2, VERSION + 1))
    assert migrate_archive(tmp_path / "archive") == []
    with open_archive(tmp_path / "archive") as again:
        assert add(again, tmp_path / "releases").seen_again == 3
        assert list(verify(again)) == []
        indexes = inspect(again.database.engine).get_indexes("observations")
        assert "observations_by_uri" in {index["name"] for index in indexes}


def test_a_step_that_was_cut_off_is_done_again(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path, 1)
    with archive.database.writing() as connection:
        connection.execute(text("DROP TABLE watched"))
        connection.execute(text("PRAGMA user_version = 1"))
    archive.close()
    assert migrate_archive(tmp_path / "archive") == list(range(2, VERSION + 1))
