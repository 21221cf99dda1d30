"""A real web archive beside us: pywb replays our WARC files, and we take a past out of it.

$ONRECORD_PYWB is the folder of pywb's commands, in an environment of its own (`make pywb`); without
it these are skipped.
"""

import datetime as dt
import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError

import pytest
from tests.archive.backfilling.test_backfill import only_source, take
from tests.archive.watching.round import Desk, desk
from tests.archive.watching.test_rounds_over_time import fill, statement
from tests.loopback import Answer

from onrecord.archive.backfilling.services import Service
from onrecord.archive.verifying.verify import verify
from onrecord.capture.memento import timestamp

COMMANDS = os.environ.get("ONRECORD_PYWB", "")
pytestmark = pytest.mark.skipif(not COMMANDS, reason="$ONRECORD_PYWB is not set (make pywb)")


@contextmanager
def serving(folder: Path, warcs: list[Path], *options: str) -> Iterator[str]:
    """Serve these WARC files by pywb on a free port; give the address of the collection.

    With `--unpack-wacz` they are WACZ.
    """
    folder.mkdir()
    commands = Path(COMMANDS).absolute()

    def manage(*arguments: str) -> None:
        subprocess.run(  # noqa: S603 - our own command
            [commands / "wb-manager", *arguments], cwd=folder, check=True, capture_output=True
        )

    manage("init", "here")
    manage("add", *options, "here", *map(str, warcs))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen(  # noqa: S603 - our own command
        [commands / "wayback", "-b", "127.0.0.1", "-p", str(port)],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}/here"
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as trying:
            if not trying.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.2)
    raise AssertionError("pywb does not answer")


def fetched(url: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(url) as answer:  # noqa: S310 - our own server
            return answer.status, answer.read()
    except HTTPError as error:
        with error:
            return error.code, error.read()


def warcs_of(at: Desk) -> list[Path]:
    return sorted(at.archive.captures_folder.rglob("*.warc.gz"))


def test_our_warc_files_replay(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        fill(at, 3)
        at.site.pages["/news/2"] = Answer(status=404, body=b"<h1>Not found</h1>")
        at.watch(hours=30)
        at.site.pages["/news/1"] = statement(1, 14)
        at.watch(hours=30)
        at.watch(hours=30)
        kept = [one for one in at.archive.captures.list() if not one.uri.endswith("robots.txt")]
        assert len(kept) == 5
        with serving(tmp_path / "pywb", warcs_of(at)) as here:
            for one in kept:
                status, body = fetched(f"{here}/{timestamp(one.at)}id_/{one.uri}")
                assert (status, body) == (one.status, at.archive.captures.payload(one.seq))
            # A revisit leads to the bytes it stands for.
            status, body = fetched(f"{here}/{timestamp(at.at)}id_/{at.site.url}/news/1")
            assert (status, body) == (200, statement(1, 14).body)


def test_a_past_is_taken_out_of_pywb(tmp_path: Path) -> None:
    with desk(tmp_path / "theirs") as them, desk(tmp_path / "ours") as at:
        them.site = at.site
        at.site.pages["/news/1"] = statement(1, 10)
        them.at = dt.datetime(2021, 1, 1, tzinfo=dt.UTC)
        them.add("/news/1")
        at.site.pages["/news/1"] = statement(1, 12)
        them.watch(hours=24 * 365)
        at.site.pages["/news/1"] = Answer(status=404, body=b"<h1>Not found</h1>")
        them.watch(hours=24 * 365)
        at.site.pages["/news/1"] = statement(1, 14)
        at.add("/news/1")
        with serving(tmp_path / "pywb", warcs_of(them)) as here:
            service = Service(
                name="pywb",
                cdx=here + "/cdx",
                mementos=here + "/{timestamp}id_/{url}",
                timegate=here + "/",
            )
            counts = take(at, service, only_source(at))
        assert (counts.versions, counts.checked, counts.failures) == (2, 2, [])
        (view,) = at.archive.statements.list()
        runs = sorted((i.first_seen_at, v.number) for v in view.versions for i in v.intervals)
        assert [(when.year, number) for when, number in runs] == [(2021, 3), (2022, 2), (2025, 1)]
        assert [one.status for one in at.observed("/news/1")] == [200, 200, 404, 200]
        assert list(verify(at.archive)) == []
