"""Attacks on the server itself: slow and oversized requests, poisoned caches, odd heads."""

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient
from starlette.types import Message
from tests.web.conftest import BASE, silent

from onrecord.web import door, serving
from onrecord.web.app import make_app
from onrecord.web.kept_answers import SETTLED
from onrecord.web.serving import Impatient


@pytest.fixture
def port(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of a server that waits a third of a second for a request's head."""
    monkeypatch.setattr(serving, "LONGEST_HEAD", 0.3)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    app = make_app(demo_folder, say=silent)
    config = uvicorn.Config(
        app, host="127.0.0.1", port=number, http=Impatient, log_level="error", server_header=False
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield number
    server.should_exit = True
    thread.join(10)


def said(port: int, *pieces: bytes, wait: float = 0.0) -> bytes:
    """Send pieces with a pause between and return everything that is answered."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(wait)
        answer = b""
        with contextlib.suppress(ConnectionResetError):
            while got := connection.recv(65536):
                answer += got
                if b"\r\n\r\n" in answer and b"connection: close" not in answer.lower():
                    break
    return answer


def test_who_says_nothing_is_hung_up_on(port: int) -> None:
    assert said(port) == b""
    assert said(port, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ") == b""


def test_who_speaks_in_time_is_answered(port: int) -> None:
    asked = (b"GET /healthz HTTP/1.1\r\n", b"Host: 127.0.0.1\r\n", b"\r\n")
    assert said(port, *asked, wait=0.02).startswith(b"HTTP/1.1 200")


def test_a_head_without_end_is_refused(port: int) -> None:
    filler = b"".join(b"X-%d: %s\r\n" % (n, b"a" * 900) for n in range(60))
    answer = said(port, b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n" + filler)
    assert answer.startswith((b"HTTP/1.1 4", b"HTTP/1.1 431")) or answer == b""


@pytest.mark.parametrize(
    "head",
    [
        b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\n\r\n",
        b"GET http://evil.example/healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"POST /signin HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\n"
        b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n",
        b"POST /signin HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n Folded: x\r\nX\x00: y\r\n\r\n",
    ],
)
def test_a_head_that_can_be_read_in_two_ways_is_refused(port: int, head: bytes) -> None:
    assert said(port, head).startswith(b"HTTP/1.1 4")


def bounded(messages: list[Message | None], most: int = 100) -> list[str]:
    """What an application hears of these messages; None is a body that does not come."""

    async def run() -> list[str]:
        left = iter(messages)

        async def receive() -> Message:
            message = next(left)
            if message is None:
                await asyncio.sleep(60)
            assert message is not None
            return message

        receiving = door._bounded(receive, most)
        heard: list[str] = []
        while not heard or heard[-1] == "more":
            message = await receiving()
            more = message.get("more_body", False)
            heard.append("more" if more else message["type"])
        return heard

    return asyncio.run(run())


def test_a_body_longer_than_it_says_is_cut_off() -> None:
    piece = {"type": "http.request", "body": b"a" * 60, "more_body": True}
    assert bounded([piece, piece]) == ["more", "http.disconnect"]
    last = {"type": "http.request", "body": b"a" * 10, "more_body": False}
    assert bounded([piece, last]) == ["more", "http.request"]


def test_a_body_that_does_not_come_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    piece = {"type": "http.request", "body": b"a", "more_body": True}
    monkeypatch.setattr(door, "LONGEST_WAIT", 0.05)
    assert bounded([piece, None]) == ["more", "http.disconnect"]
    monkeypatch.setattr(door, "LONGEST_WAIT", 60.0)
    monkeypatch.setattr(door, "LONGEST_BODY", 0.05)  # drop by drop
    assert bounded([piece, None]) == ["more", "http.disconnect"]


def test_a_kept_answer_is_of_the_host_that_was_asked(demo_folder: Path) -> None:
    app = make_app(demo_folder, say=silent, hosts=["archive.example"])
    with TestClient(app, base_url=BASE) as client:
        client.get("/sitemap.xml")
        time.sleep(SETTLED + 0.1)
        for _ in range(2):
            own = client.get("/sitemap.xml").text
            other = client.get("/sitemap.xml", headers={"host": "archive.example"}).text
            evil = client.get("/sitemap.xml", headers={"host": "evil.example"})
            assert "archive.example" not in own
            assert "http://archive.example/" in other
            assert evil.status_code == 421
            assert "evil" not in client.get("/sitemap.xml").text
            forwarded = {"x-forwarded-host": "evil.example", "x-host": "evil.example"}
            assert "evil" not in client.get("/sitemap.xml", headers=forwarded).text


def test_a_kept_answer_is_of_the_visitor_who_asked(demo_folder: Path) -> None:
    with TestClient(make_app(demo_folder, say=silent), base_url=BASE) as client:
        client.headers["accept"] = "text/html"
        client.get("/about")
        time.sleep(SETTLED + 0.1)
        plain = client.get("/about").text
        cookie = client.get("/about", headers={"cookie": "session=guessed"}).text
        assert plain == cookie
        assert client.get("/about?ui=az", headers={"cookie": "ui=tr"}).text != plain
        client.cookies.clear()
        assert client.get("/about").text == plain
