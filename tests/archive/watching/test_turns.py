"""A round beside other commands: the archive is free while servers are waited for, a host never."""

import datetime as dt
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from tests.archive.watching.round import desk
from tests.archive.watching.test_rounds_over_time import fill, kinds, statement
from tests.loopback import Site

from onrecord.archive.adding import add
from onrecord.archive.opening import open_archive
from onrecord.archive.verifying.verify import verify
from onrecord.archive.watching.options import read_options
from onrecord.archive.watching.watch import DOORS, watch
from onrecord.capture.http.courier import Courier
from onrecord.capture.http.doors import Doors
from onrecord.capture.http.exchange import Errand
from onrecord.capture.http.manners import Manners

HOLD = """
import sys
from pathlib import Path
from onrecord.capture.http.doors import Doors
with Doors(Path(sys.argv[1])) as doors:
    assert doors.enter("127.0.0.1")
    print("in", flush=True)
    sys.stdin.readline()
"""


class SlowSite(Site):
    """Answers one path only when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.asked_for, self.let = threading.Event(), threading.Event()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        if handler.path == "/news/1" and not self.let.is_set() and self.count("/news/1"):
            self.asked_for.set()
            self.let.wait(60)
        super().answer(handler)


def test_files_are_added_beside_a_round_that_waits(tmp_path: Path) -> None:
    with desk(tmp_path, SlowSite()) as at:
        slow = at.site
        assert isinstance(slow, SlowSite)
        fill(at, 4)
        at.at += dt.timedelta(hours=1)
        at.site.pages["/news/0"] = statement(0, 14)
        at.site.pages["/news/1"] = statement(1, 14)
        failures: list[BaseException] = []

        def round_of_watching() -> None:
            try:
                with open_archive(at.archive.folder) as archive:
                    options = read_options(archive, allow_private=True)
                    watch(archive, options, everything=True, world=at.world)
            except BaseException as error:  # told to the test
                failures.append(error)

        thread = threading.Thread(target=round_of_watching)
        thread.start()
        assert slow.asked_for.wait(60)
        (tmp_path / "a.txt").write_text("Statement\n\nThe aeroplane does not fly today.\n")
        assert add(at.archive, tmp_path / "a.txt").new == 1
        assert at.archive.search("aeroplane").total == 1
        slow.let.set()
        thread.join(60)
        assert failures == []
        assert [url for kind, url in kinds(at)] == ["/news/0", "/news/1"]
        with open_archive(at.archive.folder) as archive:
            assert archive.search("aeroplane").total == 1
            assert archive.search('"14 people"').total == 2
        assert list(verify(at.archive)) == []
        assert add(at.archive, tmp_path / "a.txt").seen_again == 1
        assert list(verify(at.archive)) == []


def test_no_two_processes_ask_one_host_at_a_time(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        at.site.pages["/1"] = statement(1)
        path = at.archive.folder / DOORS
        with subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-c", HOLD, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as other:
            assert other.stdout is not None
            assert other.stdin is not None
            assert other.stdout.readline() == "in\n"
            with Doors(path) as doors, Courier(Manners(allow_private=True), doors=doors) as courier:
                courier.send(Errand(url=at.site.url + "/1"))
                assert courier.take(9, 1.0) == []
                assert at.site.asked == []
                other.stdin.write("out\n")
                other.stdin.flush()
                while courier.is_out:
                    courier.take(9, 0.2)
            assert at.site.asked == ["/robots.txt", "/1"]
            assert other.wait(30) == 0
