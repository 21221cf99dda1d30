"""PostgreSQL is stopped in the middle of an `add`: a clear error, and the next one completes it."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.archive.filled import write_releases
from tests.postgresql import Server, find_programs, running

from onrecord.archive.adding import add
from onrecord.archive.making import init_archive
from onrecord.archive.opening import Archive, open_archive
from onrecord.archive.verifying.verify import verify
from onrecord.store.counting import count_all
from onrecord.store.statements import list_statements
from onrecord.store.versions import digests_of

FILES = 700  # three batches


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server that no other test rests on."""
    if find_programs() is None:
        pytest.skip("PostgreSQL is not installed here (Debian: apt-get install postgresql)")
    with running() as server:
        yield server


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_releases(tmp_path_factory.mktemp("restarts") / "releases", FILES)


def kept(archive: Archive) -> dict[str, dict[int, str]]:
    """The digests of all wordings, by statement."""
    with archive.database.reading() as connection:
        known = list(list_statements(connection))
        return {one.id: digests_of(connection, one.n) for one in known}


def statements(archive: Archive) -> int:
    with archive.database.reading() as connection:
        return count_all(connection)["statements"]


def test_an_add_is_completed_after_the_server_was_started_again(
    server: Server, releases: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "archive"
    with init_archive(folder, store=server.new_database()) as archive:
        command = [sys.executable, "-m", "onrecord", "-a", str(folder), "add", str(releases)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
            while not statements(archive) and process.poll() is None:
                time.sleep(0.02)
            server.stop()
            _, told = process.communicate()
        server.start()
        assert process.returncode == 1, told
        assert "error: " in told
        assert "PostgreSQL" in told
        assert "Traceback" not in told
        before = statements(archive)
        assert 0 < before < FILES
    with open_archive(folder) as archive:
        counts = add(archive, releases)
        assert (counts.new, counts.seen_again) == (FILES - before, before)
        assert list(verify(archive)) == []
        with init_archive(tmp_path / "whole") as whole:
            add(whole, releases)
            assert kept(archive) == kept(whole)
