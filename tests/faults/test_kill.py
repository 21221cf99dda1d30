"""`kill -9` at random points of an `add`: it always opens, verifies, and completes when run again.

`make faults` runs 50 points; the suite a few ($ONRECORD_KILLS).
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.archive.filled import write_releases

from onrecord.archive.adding import add
from onrecord.archive.making import init_archive
from onrecord.archive.opening import open_archive
from onrecord.archive.verifying.verify import verify

KILLS = int(os.environ.get("ONRECORD_KILLS", "6"))
FILES = 700  # three batches


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_releases(tmp_path_factory.mktemp("kill") / "releases", FILES)


@pytest.fixture(scope="module")
def seconds(releases: Path, tmp_path_factory: pytest.TempPathFactory) -> float:
    """How long an undisturbed `add` takes, start of the interpreter included."""
    folder = tmp_path_factory.mktemp("whole") / "archive"
    init_archive(folder).close()
    started = time.monotonic()
    with start(folder, releases) as process:
        assert process.wait() == 0
    return time.monotonic() - started


def start(folder: Path, releases: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "onrecord", "-a", str(folder), "add", str(releases)]
    return subprocess.Popen(  # noqa: S603 - our own command
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


@pytest.mark.parametrize("point", range(KILLS))
def test_a_killed_add_is_completed_by_the_next(
    point: int, releases: Path, seconds: float, tmp_path: Path
) -> None:
    folder = tmp_path / "archive"
    init_archive(folder).close()
    moment = random.Random(point).uniform(0.2, 1.0) * seconds  # noqa: S311 - no secret
    with start(folder, releases) as process:
        time.sleep(moment)
        os.killpg(process.pid, signal.SIGKILL)
    with open_archive(folder) as archive:
        acknowledged = {view.id for view in archive.statements.list()}
        assert list(verify(archive)) == []
        assert archive.search("ferry", limit=1).total == len(acknowledged)
        counts = add(archive, releases)
        assert (counts.new, counts.seen_again) == (
            FILES - len(acknowledged),
            len(acknowledged),
        )
        assert acknowledged <= {view.id for view in archive.statements.list()}
        assert len(list(archive.captures.list())) == FILES
        assert list(verify(archive)) == []
        assert archive.search("ferry", limit=1).total == FILES
