"""An archive that was copied as docs/servers.md says is the same archive."""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from tests.archive.filled import write_releases
from tests.postgresql import Server, find_programs

from onrecord.archive.adding import add
from onrecord.archive.exporting import export
from onrecord.archive.finding import FILE
from onrecord.archive.lock import writing_lock
from onrecord.archive.making import init_archive
from onrecord.archive.opening import Archive, open_archive
from onrecord.archive.verifying.verify import verify

AWAY = shutil.ignore_patterns("record.sqlite*", "index", "lock*")


def said(archive: Archive) -> bytes:
    return b"".join(export(archive, "jsonl", None))


def check(backup: Path, before: bytes, releases: Path) -> None:
    with open_archive(backup) as archive:
        assert said(archive) == before
        assert list(verify(archive)) == []
        assert archive.search("ferry").total == 6
        assert add(archive, write_releases(releases, 8)).new == 2
        assert list(verify(archive)) == []


def test_a_copy_of_the_files_and_of_the_record_by_its_online_backup(tmp_path: Path) -> None:
    releases = write_releases(tmp_path / "releases", 6)
    with init_archive(tmp_path / "archive") as archive:
        add(archive, releases)
        with writing_lock(archive):
            shutil.copytree(archive.folder, tmp_path / "backup", ignore=AWAY)
            with (
                closing(sqlite3.connect(archive.folder / "record.sqlite")) as record,
                closing(sqlite3.connect(tmp_path / "backup" / "record.sqlite")) as copy,
            ):
                record.backup(copy)
        before = said(archive)
        add(archive, write_releases(releases, 7))
    check(tmp_path / "backup", before, releases)


def test_a_copy_of_the_files_and_a_dump_of_the_record(postgresql: Server, tmp_path: Path) -> None:
    programs = find_programs()
    assert programs is not None
    releases = write_releases(tmp_path / "releases", 6)
    old, new = postgresql.new_database(), postgresql.new_database()
    dump = tmp_path / "record.dump"
    with init_archive(tmp_path / "archive", store=old) as archive:
        add(archive, releases)
        with writing_lock(archive):
            shutil.copytree(archive.folder, tmp_path / "backup", ignore=AWAY)
            command = [str(programs / "pg_dump"), "--format=custom", "--file", str(dump), old]
            subprocess.run(command, check=True)  # noqa: S603 - a program of the machine's own
        before = said(archive)
    command = [str(programs / "pg_restore"), "--dbname", new, str(dump)]
    subprocess.run(command, check=True)  # noqa: S603
    settings = tmp_path / "backup" / FILE
    settings.write_text(settings.read_text("utf-8").replace(old, new), "utf-8")
    check(tmp_path / "backup", before, releases)


@pytest.mark.skipif(shutil.which("flock") is None, reason="no program flock on this machine")
def test_the_lock_is_one_that_flock_can_hold(tmp_path: Path) -> None:
    command = ["flock", "--nonblock", str(tmp_path / "archive" / "lock"), "true"]
    with init_archive(tmp_path / "archive") as archive:
        with writing_lock(archive):
            assert subprocess.run(command).returncode == 1  # noqa: S603
        assert subprocess.run(command).returncode == 0  # noqa: S603
