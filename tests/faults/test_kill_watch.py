"""`kill -9` at random points of a `watch`: what was acknowledged stays, the next completes it."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.archive.watching.round import desk
from tests.archive.watching.test_rounds_over_time import statement
from tests.loopback import Answer

from onrecord.archive.opening import open_archive
from onrecord.archive.verifying.verify import verify
from onrecord.archive.watching.web_sources import WebSource, save_web_source
from onrecord.model.watching import Role

KILLS = int(os.environ.get("ONRECORD_KILLS", "6")) // 2
PAGES = 150


@pytest.mark.parametrize("point", range(KILLS))
def test_a_killed_watch_is_completed_by_the_next(point: int, tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        links = ""
        for number in range(PAGES):
            at.site.pages[f"/news/{number}"] = statement(number)
            links += f'<li><a href="/news/{number}">Statement {number} on the ferry</a></li>'
        at.site.pages["/list"] = Answer(body=f"<html><ul>{links}</ul></html>".encode())
        source = WebSource(name="list", url=at.site.url + "/list", kind=Role.LISTING)
        save_web_source(at.archive.folder, source)
        at.archive.close()
        folder = at.archive.folder
        command = [sys.executable, "-m", "onrecord", "-a", str(folder), "watch", "--allow-private"]
        with subprocess.Popen(  # noqa: S603 - our own command
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        ) as process:
            moment = random.Random(point).uniform(0.1, 1.0)  # noqa: S311 - no secret
            while at.site.count("/list") == 0 and process.poll() is None:
                time.sleep(0.02)
            time.sleep(moment * 2)
            with open_archive(folder) as beside:
                told = {view.id for view in beside.statements.list()}
            os.killpg(process.pid, signal.SIGKILL)
        with open_archive(folder) as archive:
            acknowledged = {view.id for view in archive.statements.list()}
            assert told <= acknowledged
            assert list(verify(archive)) == []
            assert archive.search("ferry", limit=1).total == len(acknowledged)
        with open_archive(folder) as archive:
            at.archive = archive
            at.watch(hours=24 * 365 * 10)
            ids = {view.id for view in archive.statements.list()}
            assert acknowledged <= ids
            assert len(ids) == PAGES
            assert list(verify(archive)) == []


def test_a_term_signal_ends_a_loop_cleanly(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        at.site.pages["/1"] = statement(1)
        at.add("/1")
        at.archive.close()
        command = [sys.executable, "-m", "onrecord", "-a", str(at.archive.folder), "watch"]
        with subprocess.Popen(  # noqa: S603 - our own command
            [*command, "--loop", "--now", "--allow-private"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline().startswith(b"checked 1")
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0
