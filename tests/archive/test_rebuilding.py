"""What is derived can be thrown away and made again; a better reader makes no version."""

import shutil
from pathlib import Path

import pytest
from tests.archive.filled import filled

from onrecord.archive import rules
from onrecord.archive.adding import add
from onrecord.archive.opening import open_archive
from onrecord.archive.rebuilding import rebuild_extractions
from onrecord.archive.verifying.verify import verify
from onrecord.store.schema import versions
from onrecord.store.settings import set_setting


def test_a_search_makes_a_deleted_index_again(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    archive.close()
    shutil.rmtree(tmp_path / "archive" / "index")
    with open_archive(tmp_path / "archive") as archive:
        assert archive.search("ferry").total == 5


def test_reading_again_by_the_same_rules_changes_nothing(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    with archive:
        before = list(archive.statements.list())
        rebuilt = rebuild_extractions(archive)
        assert (rebuilt.captures, rebuilt.replaced, rebuilt.new) == (5, 0, 0)
        assert list(archive.statements.list()) == before


def as_read_by_older_rules(folder: Path) -> None:
    """Leave an archive as older rules would have: other words, an older number."""
    with open_archive(folder) as archive, archive.database.writing() as connection:
        for row in connection.execute(versions.select()).all():
            connection.execute(
                versions.update()
                .where(versions.c.statement_n == row.statement_n)
                .values(text="Share", text_sha256="0" * 64, structure=row.structure)
            )
        connection.exec_driver_sql("UPDATE sightings SET text_sha256 = ?", ("0" * 64,))
        set_setting(connection, "rules", "0")


def test_better_rules_replace_the_reading_and_make_no_version(tmp_path: Path) -> None:
    filled(tmp_path)[0].close()
    as_read_by_older_rules(tmp_path / "archive")
    heard: list[str] = []
    with open_archive(tmp_path / "archive", say=heard.append) as archive:
        counts = add(archive, tmp_path / "releases")
        assert any("rules" in words for words in heard)
        assert (counts.new, counts.versions, counts.seen_again) == (0, 0, 5)
        assert all("ferry" in view.extraction.text for view in archive.statements.list())
        assert archive.search("ferry").total == 5
        assert list(verify(archive)) == []


def test_the_number_of_the_rules_is_a_number() -> None:
    assert int(rules.RULES) >= 1


@pytest.mark.parametrize("gone", ["record.sqlite"])
def test_without_its_record_an_archive_says_so(tmp_path: Path, gone: str) -> None:
    filled(tmp_path, 1)[0].close()
    (tmp_path / "archive" / gone).unlink()
    with (
        open_archive(tmp_path / "archive") as archive,
        pytest.raises(Exception, match="was it moved"),
    ):
        list(archive.statements.list())
