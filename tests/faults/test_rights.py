"""An archive or a file without the rights to it: what can be done is done, the rest says why.

Run as commands of their own without the powers of root, which reads and writes everything.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.archive.filled import filled, write_releases

from onrecord.archive.adding import add
from onrecord.archive.making import init_archive
from onrecord.archive.opening import open_archive
from onrecord.archive.verifying.verify import verify

POWERS = ["--bounding-set=-dac_override,-dac_read_search"]
SETPRIV = shutil.which("setpriv")

pytestmark = pytest.mark.skipif(
    os.name != "posix" or (os.geteuid() == 0 and SETPRIV is None),
    reason="there is no way here to be without rights",
)


def onrecord(*arguments: object) -> tuple[int, str, str]:
    """Run a command with the rights of an ordinary user; return status, output and messages."""
    drop = [str(SETPRIV), *POWERS] if os.geteuid() == 0 else []
    done = subprocess.run(  # noqa: S603 - our own command
        [*drop, sys.executable, "-m", "onrecord", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def read_only(tmp_path: Path) -> Path:
    archive, _ = filled(tmp_path)
    archive.close()
    folder = tmp_path / "archive"
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    return folder


def test_a_read_only_archive_is_read_and_says_it_can_not_be_written(
    read_only: Path, tmp_path: Path
) -> None:
    for command in (
        ["search", "borealis"],
        ["stats"],
        ["export", "jsonl"],
        ["verify"],
    ):
        status, out, err = onrecord("-a", read_only, *command)
        assert (status, "Traceback" in err) == (0, False), (command, err)
        assert out or command == ["verify"]
    for command in (["add", str(tmp_path / "releases")], ["rebuild", "index"]):
        status, out, err = onrecord("-a", read_only, *command)
        assert (status, out) == (1, "")
        assert "rights" in err
        assert str(read_only) not in err


def test_what_may_not_be_read_is_told_and_the_rest_is_added(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path, 1)
    archive.close()
    inbox = tmp_path / "inbox"
    (inbox / "closed").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "closed/c.txt"):
        (inbox / name).write_text(f"Statement by the Ministry\n\nIt sails to {name}.\n")
    (inbox / "b.txt").chmod(0)
    (inbox / "closed").chmod(0)
    try:
        status, out, err = onrecord("-a", tmp_path / "archive", "add", inbox)
    finally:
        (inbox / "closed").chmod(0o755)
    assert (status, "statements new 1" in out, "failed 2" in out) == (1, True, True)
    assert "b.txt: file can't be read" in err
    assert "closed/: folder can't be read" in err


def test_no_archive_is_made_where_nothing_may_be_written(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o555)
    status, _, err = onrecord("init", tmp_path / "closed" / "a")
    assert status == 1
    assert "rights" in err
    assert str(tmp_path) not in err


def test_a_folder_may_be_called_anything(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path / "what? a#b%20c")
    archive.close()
    with open_archive(tmp_path / "what? a#b%20c" / "archive") as archive:
        assert archive.search("borealis").total == 1
        assert add(archive, tmp_path / "what? a#b%20c" / "releases").seen_again == 5
    assert not list(tmp_path.glob("what"))


FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
from onrecord.cli import main
main()
"""


def test_a_disk_that_is_full_at_any_place_ends_with_words_and_loses_nothing(tmp_path: Path) -> None:
    """No file may grow beyond 300 kB: records, database and index all meet the limit."""
    releases = write_releases(tmp_path / "releases", 400)
    init_archive(tmp_path / "archive").close()
    for command in (["add", str(releases)], ["verify"], ["search", "ferry"], ["verify"]):
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-c", FULL, "-a", str(tmp_path / "archive"), *command],
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr, (command, done.stderr)
        assert str(tmp_path) not in done.stderr
        assert done.returncode == (1 if command[0] == "add" else done.returncode)
        assert done.returncode != 3, (command, done.stdout)
    with open_archive(tmp_path / "archive") as archive:
        assert list(verify(archive)) == []
        before = len(list(archive.statements.list()))
        assert add(archive, releases).new == 400 - before
        assert len(list(archive.captures.list())) == 400
        assert list(verify(archive)) == []
