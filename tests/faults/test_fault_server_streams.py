"""Faults that no single answer makes: streams without end, names that change, memory under them."""

import asyncio
import gzip
import itertools
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult
from bench.memory import Peak
from tests.archive.watching.round import Desk, desk
from tests.archive.watching.test_rounds_over_time import kinds, statement
from tests.loopback import Answer, Site

from onrecord.archive.finding import FILE
from onrecord.archive.verifying.verify import verify
from onrecord.archive.watching.options import read_options
from onrecord.archive.watching.watch import World, watch
from onrecord.archive.watching.web_sources import WebSource, save_web_source
from onrecord.capture.http import guard
from onrecord.model.page_state import PageState
from onrecord.model.watching import Role

MEMORY = 300_000_000  # bytes, of `watch` with its workers
MIB = 1024 * 1024
BOMB = gzip.compress(b"<p>the same words</p>" * (4 * MIB), 1)  # 84 MB inside
LARGE = random.Random(0).randbytes(4 * MIB)  # noqa: S311 - no secret


class Streams(Site):
    """Pages that never end, never begin, lead on for ever, or are too much."""

    broken: frozenset[str] = frozenset()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        name = handler.path.rpartition("/")[2].partition("-")[0]
        if name not in self.broken:
            super().answer(handler)
            return
        handler.close_connection = True
        getattr(self, f"do_{name}")(handler)

    def do_endless(self, handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        for _ in itertools.count():
            handler.wfile.write(b"<p>on and on</p>" * 4096)

    def do_drip(self, handler: BaseHTTPRequestHandler) -> None:
        for byte in itertools.cycle(b"HTTP/1.1 200 OK\r\nX-Slow: "):
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            time.sleep(0.1)

    def do_onward(self, handler: BaseHTTPRequestHandler) -> None:
        number = int(handler.path.rpartition("-")[2]) + 1 if "-" in handler.path else 1
        handler.send_response(302)
        handler.send_header("Location", f"/news/onward-{number}")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    def do_bomb(self, handler: BaseHTTPRequestHandler) -> None:
        self._send(handler, Answer(body=BOMB, headers={"Content-Encoding": "gzip"}))

    def do_cut(self, handler: BaseHTTPRequestHandler) -> None:
        """Half of what gzip made, with a length that says it is the whole."""
        body = gzip.compress(b"".join(statement(n).body for n in range(99)))
        half = body[: len(body) // 2]
        self._send(handler, Answer(body=half, headers={"Content-Encoding": "gzip"}))

    def do_large(self, handler: BaseHTTPRequestHandler) -> None:
        self._send(handler, Answer(body=LARGE, media_type="application/octet-stream"))

    def do_short(self, handler: BaseHTTPRequestHandler) -> None:
        body = statement(0).body
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 20\r\n\r\n"
        handler.wfile.write(head + body)

    def do_charset(self, handler: BaseHTTPRequestHandler) -> None:
        media_type = "text/html; charset=x-no-such-thing"
        self._send(handler, Answer(body=statement(6).body, media_type=media_type))


STATES = {
    "endless": "down",
    "drip": "down",
    "onward": "down",
    "bomb": "down",
    "cut": "down",
    "short": "down",  # no word is left of it
    "charset": "present",
}


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Desk]:
    site = Streams()
    with desk(tmp_path, site) as made:
        settings = made.archive.folder / FILE
        limits = "\n[watch]\nseconds = 20\nidle_seconds = 2\nback_off = 0\ncited = false\n"
        settings.write_text(settings.read_text("utf-8") + limits, "utf-8")
        yield made


def fill(at: Desk, names: list[str]) -> None:
    numbers = {"charset": 6}
    for number, name in enumerate(names):
        path = f"/news/{name}"
        at.site.pages[path] = statement(numbers.get(name, number + 10))
        url = at.site.url + path
        save_web_source(at.archive.folder, WebSource(name=name, url=url, kind=Role.PAGE))


def break_off(at: Desk, *names: str) -> None:
    assert isinstance(at.site, Streams)
    at.site.broken = frozenset(names)


def test_each_stream_gives_its_state_and_no_change(at: Desk) -> None:
    settings = at.archive.folder / FILE
    text = settings.read_text("utf-8").replace("seconds = 20", "seconds = 4\nmegabytes = 2")
    settings.write_text(text, "utf-8")
    fill(at, [*STATES, "well"])
    assert at.watch().new == len(STATES) + 1
    for name, state in STATES.items():
        break_off(at, name)
        at.watch(hours=30)
        assert at.state(f"/news/{name}").value == state, name
    assert kinds(at) == []
    assert at.state("/news/well") is PageState.PRESENT
    assert list(verify(at.archive)) == []


class Turning(AbstractResolver):
    """A name that leads to one address, and later to another."""

    address = "127.0.0.1"

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        await asyncio.sleep(0)
        return [
            ResolveResult(
                hostname=host,
                host=self.address,
                port=port,
                family=socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]

    async def close(self) -> None:
        """Nothing is open."""


def test_a_name_that_comes_to_lead_to_a_private_address_is_refused(
    at: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1")
    port = at.site.url.rpartition(":")[2]
    url = f"http://mfa.example:{port}/news/1"
    at.site.pages["/news/1"] = statement(1)
    save_web_source(at.archive.folder, WebSource(name="one", url=url, kind=Role.PAGE))
    options = read_options(at.archive)
    options = replace(options, manners=replace(options.manners, delay=0.0, allow_private=False))
    names = Turning()
    world = World(now=lambda: at.at, resolver=lambda: names)
    assert watch(at.archive, options, everything=True, world=world).new == 1
    names.address = "127.0.0.2"
    before = len(at.site.asked)
    counts = watch(at.archive, options, everything=True, world=world)
    assert len(at.site.asked) == before
    assert "private" in counts.failures[0].reason
    assert counts.states == {"down": 1}
    assert kinds(at) == []


def test_memory_stays_small_under_all_of_them(at: Desk) -> None:
    names = [f"{kind}-{n}" for n in range(2) for kind in ("endless", "bomb", "large", "short")]
    fill(at, [*names, "well"])
    break_off(at, "endless", "bomb", "large", "short")
    at.archive.close()
    command = [sys.executable, "-m", "onrecord", "-a", str(at.archive.folder), "watch", "--now"]
    with (at.archive.folder / "told").open("w+b") as told:
        with (
            subprocess.Popen(  # noqa: S603 - our own command
                [*command, "--allow-private"], stdout=told, start_new_session=True
            ) as process,
            Peak(process.pid) as peak,
        ):
            assert process.wait() == 0
        told.seek(0)
        assert told.read().startswith(b"checked 9")
    print(f"peak {peak.bytes / 1e6:.0f} MB")
    assert peak.bytes < MEMORY
