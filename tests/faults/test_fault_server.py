"""A site that does all that sites do wrong: each fault gives its state, and the rest goes on."""

import datetime as dt
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from tests.archive.watching.round import Desk, desk
from tests.archive.watching.test_rounds_over_time import CHALLENGE, kinds, statement
from tests.loopback import Answer, moved, page

from onrecord.archive.finding import FILE
from onrecord.archive.verifying.verify import verify
from onrecord.capture.http.courier import Courier
from onrecord.capture.http.exchange import Errand, Reply, Trouble
from onrecord.capture.http.manners import Manners

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
LATER = {"Retry-After": "86400"}
FAULTS = {
    "slow": (Answer(raw=HEAD + b"Content-Length: 99\r\n\r\n"), "down"),  # and then nothing
    "reset": (Answer(raw=HEAD + b"Content-Length: 999\r\n\r\n<html><p>Half a page"), "down"),
    "loop": (moved("/news/loop"), "down"),
    "bad gzip": (
        Answer(body=b"\x1f\x8b\x08garbage" * 9, headers={"Content-Encoding": "gzip"}),
        "down",  # it was served; what was in it can't be read
    ),
    "endless": (Answer(body=b"<p>on and on</p>" * 100_000), "down"),  # over the limit set below
    "challenge": (CHALLENGE, "blocked"),
    "soft 404": (page("Page not found", "The page does not exist."), "present"),
    "later": (Answer(status=429, headers=LATER), "blocked"),
    "error": (Answer(status=502), "down"),
    "private": (moved("http://169.254.169.254/latest/meta-data/"), "down"),
}


def break_all(at: Desk) -> None:
    names = [*FAULTS, "well 1", "well 2"]
    settings = at.archive.folder / FILE
    text = settings.read_text("utf-8")
    limits = "\n[watch]\nmegabytes = 1\nseconds = 2\nidle_seconds = 1\nback_off = 0\n"
    settings.write_text(text + limits, "utf-8")
    for number, name in enumerate(names):
        path = "/news/" + name.replace(" ", "-")
        at.site.pages[path] = statement(number)
        at.add(path)
    for name, (answer, _) in FAULTS.items():
        at.site.pages["/news/" + name.replace(" ", "-")] = answer


@pytest.mark.parametrize("name", [n for n in FAULTS if n not in ("private", "later")])
def test_a_fault_gives_its_state_and_no_change(tmp_path: Path, name: str) -> None:
    with desk(tmp_path) as at:
        break_all(at)
        path = "/news/" + name.replace(" ", "-")
        for number, other in enumerate(FAULTS):
            if other != name:
                at.site.pages["/news/" + other.replace(" ", "-")] = statement(number)
        at.watch()
        assert at.state(path).value == FAULTS[name][1]
        assert {at.state(f"/news/well-{n}").value for n in (1, 2)} == {"present"}
        assert kinds(at) == []
        assert list(verify(at.archive)) == []


def reply(manners: Manners, url: str, tls: ssl.SSLContext | None = None) -> Reply:
    with Courier(manners, tls=tls) as courier:
        courier.send(Errand(url=url))
        while courier.is_out:
            for found in courier.take(9, 0.2):
                if not found.errand.tag:
                    return found
    raise AssertionError("every errand comes back")


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[tuple[str, trustme.CA]]:
    """A server with a certificate that nobody knows."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with desk(tmp_path) as at:
        at.site.pages["/1"] = statement(1)
        at.site.wrap(context)
        yield at.site.url.replace("http:", "https:"), authority


def test_a_certificate_that_nobody_vouches_for_is_an_outage(
    secure: tuple[str, trustme.CA],
) -> None:
    url, authority = secure
    manners = Manners(allow_private=True)
    assert reply(manners, url + "/1").trouble is Trouble.TLS
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    answer = reply(manners, url + "/1", trusting).answer
    assert answer is not None
    assert answer.status == 200


def test_a_host_that_asks_for_a_day_is_left_alone(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        for number in range(4):
            at.site.pages[f"/news/{number}"] = statement(number)
            at.add(f"/news/{number}")
        for number in range(4):
            at.site.pages[f"/news/{number}"] = Answer(status=429, headers=LATER)
        at.site.asked.clear()
        at.watch()
        assert len([path for path in at.site.asked if path.startswith("/news/")]) == 1
        refused = [o.why for n in range(4) for o in at.observed(f"/news/{n}") if o.status == 429]
        assert refused == ["refused (status 429)"]
        assert kinds(at) == []


def test_never_two_requests_at_a_time_to_a_host(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        links = ""
        for number in range(40):
            at.site.pages[f"/news/{number}"] = statement(number)
            links += f'<li><a href="/news/{number}">Statement {number} on the ferry</a></li>'
        at.site.pages["/list"] = Answer(body=f"<html><ul>{links}</ul></html>".encode())
        assert at.add("/list").new == 40
        assert set(at.site.most_at_once.values()) == {1}


def test_the_pauses_between_requests_are_kept() -> None:
    """On a clock of the test's own: what is waited for is told, not spent."""
    from tests.loopback import serving

    waited: list[float] = []
    lock = threading.Lock()

    async def sleep(seconds: float) -> None:
        with lock:
            waited.append(seconds)

    with serving() as site:
        site.pages["/robots.txt"] = Answer(
            body=b"User-agent: *\nCrawl-delay: 7", media_type="text/plain"
        )
        for number in range(5):
            site.pages[f"/{number}"] = statement(number)
        with Courier(Manners(allow_private=True, delay=2.0), sleep=sleep) as courier:
            for number in range(5):
                courier.send(Errand(url=f"{site.url}/{number}"))
            while courier.is_out:
                courier.take(9, 0.2)
    long = [seconds for seconds in waited if seconds > 1]
    assert len(long) == 5
    assert all(6.0 < seconds <= 7.0 for seconds in long)


def test_the_clock_of_a_round_is_the_tests_own(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        at.site.pages["/1"] = statement(1)
        at.add("/1")
        assert at.stands("/1").last_checked_at == at.at
        due = at.stands("/1").due_at - at.at
        assert due == dt.timedelta(hours=6)
