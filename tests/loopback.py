"""A site on loopback that tests fill and change: real HTTP over real sockets, no network."""

import socket
import ssl
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an address is answered with; `raw` is sent as it is in the place of all else."""

    body: bytes = b""
    status: int = 200
    media_type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: bytes | None = None


def page(title: str, *paragraphs: str, language: str = "en", after: str = "") -> Answer:
    """Return a plain page of a statement."""
    body = "".join(f"<p>{words}</p>" for words in paragraphs)
    return Answer(
        body=f'<!DOCTYPE html><html lang="{language}"><head><title>{title}</title></head><body>'
        f'<nav><a href="/">Home</a></nav><main><h1>{title}</h1>{body}</main>{after}'
        "</body></html>".encode()
    )


def moved(target: str, status: int = 301) -> Answer:
    return Answer(status=status, headers={"Location": target})


class Site:
    """Pages by path, changed at will; counts what is asked for, and how much at one time."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.missing = Answer(status=404, body=b"<h1>Not found</h1>")
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.posted: list[tuple[str, bytes]] = []  # path and body
        self.at_once: dict[str, int] = defaultdict(int)  # by Host
        self.most_at_once: dict[str, int] = defaultdict(int)
        self.url = ""
        self.server: ThreadingHTTPServer | None = None
        self._lock = threading.Lock()

    def wrap(self, context: ssl.SSLContext) -> None:
        """Speak TLS from now on."""
        assert self.server is not None
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)

    def count(self, path: str) -> int:
        return self.asked.count(path)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        host = handler.headers.get("Host", "")
        with self._lock:
            self.asked.append(handler.path)
            self.headers.append(dict(handler.headers.items()))
            self.at_once[host] += 1
            self.most_at_once[host] = max(self.most_at_once[host], self.at_once[host])
        try:
            self._send(handler, self.pages.get(handler.path, self.missing))
        finally:
            with self._lock:
                self.at_once[host] -= 1

    def _send(self, handler: BaseHTTPRequestHandler, answer: Answer) -> None:
        if answer.raw is not None:
            handler.wfile.write(answer.raw)
            handler.close_connection = True
            return
        etag = answer.headers.get("ETag")
        if etag is not None and handler.headers.get("If-None-Match") == etag:
            handler.send_response(304)
            handler.send_header("ETag", etag)
            handler.end_headers()
            return
        handler.send_response(answer.status)
        handler.send_header("Content-Type", answer.media_type)
        handler.send_header("Content-Length", str(len(answer.body)))
        for name, value in answer.headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(answer.body)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512
    address_family = socket.AF_INET

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are what is tested."""


@contextmanager
def serving(site: Site | None = None) -> Iterator[Site]:
    """Serve a site on a free port of 127.0.0.1 until the end."""
    served = site or Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # head and body are two writes: 40 ms else

        def do_GET(self) -> None:
            served.answer(self)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            served.posted.append((self.path, body))
            served.answer(self)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = _Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    served.server = server
    served.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
