"""The door every request comes through: trusted hosts, bounds, and the security headers of answers.

A plain ASGI middleware. An unknown host name is refused before anything is read: a page of another
site that rebinds its name to the loopback address, and a cache that is told a false host, get
nothing.
"""

import asyncio
import logging
import time
from collections.abc import Iterable
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.problems import problem

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
LONGEST_TARGET = 16_384  # bytes of path and query: four thousand letters of any script, escaped
LARGEST_BODY = 65_536  # bytes: forms are short
LARGEST_FILES = 64 * 2**20  # bytes of the files that editors add at once
FILES = "/edit/files"
LONGEST_WAIT = 30.0  # seconds for a body's next piece
LONGEST_BODY = 300.0  # seconds for the whole of it

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; manifest-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
    b"cache-control": b"private, no-cache",
}
FRAMED = {b"x-frame-options": b"SAMEORIGIN"}  # of kept originals, which bring a policy of their own
ANYWHERE = b"frame-ancestors *"  # in the policy of what other sites may frame
KEPT = (
    b"public, max-age=60"  # by anybody's cache, of a public archive's pages as strangers see them
)
logger = logging.getLogger("onrecord.web")


class Door:
    """Refuses what can't be meant for this site, and adds the headers to what leaves it."""

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str], is_public: bool = False) -> None:
        self._app = app
        self._hosts = LOOPBACK | {host.lower() for host in hosts}
        self._is_public = is_public

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        has_begun = False
        may_keep = self._is_public and _is_strange(scope)
        is_head = scope["method"] == "HEAD"
        if is_head:  # every address that can be got has a head (RFC 9110, section 9.3.2)
            scope = {**scope, "method": "GET"}

        async def sending(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            if message["type"] == "http.response.start":
                message = {**message, "headers": _completed(message, may_keep=may_keep)}
            elif is_head:
                message = {**message, "body": b""}
            await send(message)

        refused = self._refused(scope)
        if refused is not None:
            await refused(scope, receive, sending)
            return
        try:
            await self._app(scope, _bounded(receive, _most(scope)), sending)
        except Exception:
            # The loop over requests: a bug costs the one that met it, which is told and logged.
            logger.exception("%s %s", scope["method"], scope["path"])
            if has_begun:
                raise
            failed = problem(500, "Something went wrong in the archive's program; it is logged.")
            await failed(scope, receive, sending)

    def _refused(self, scope: Scope) -> Any:  # a response, or None
        headers = dict(scope["headers"])
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or _name(hosts[0]) not in self._hosts:
            return problem(
                421,
                "This site does not answer under that name; its names are in onrecord.toml, "
                "hosts of [web].",
            )
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_TARGET:
            return problem(414, "The address is too long.")
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length[:12]) > _most(scope):
            return problem(413, "The request is too large.")
        return None


def _name(host: bytes) -> str:
    """The host without its port (RFC 9110, section 7.2)."""
    text = host.decode("latin-1").lower()
    name, colon, port = text.rpartition(":")
    if colon and port.isdecimal() and not port.endswith("]"):
        return name
    return text


def _most(scope: Scope) -> int:
    """How many bytes a request's body may have."""
    return LARGEST_FILES if scope["path"] == FILES else LARGEST_BODY


def _is_strange(scope: Scope) -> bool:
    """Whether nothing of a request says who asks, so that everybody gets the same answer."""
    told = {name for name, _ in scope["headers"]}
    return scope["method"] == "GET" and not told & {b"cookie", b"authorization"}


def _completed(start: Message, *, may_keep: bool) -> list[tuple[bytes, bytes]]:
    headers: list[tuple[bytes, bytes]] = start["headers"]
    given = {name.lower(): value for name, value in headers}
    wanted = HEADERS
    if b"content-security-policy" in given:
        wanted = {**HEADERS, **FRAMED}
        if ANYWHERE in given[b"content-security-policy"]:
            wanted = {name: value for name, value in HEADERS.items() if name not in _FRAMING}
    if may_keep and start["status"] == 200 and b"set-cookie" not in given:
        wanted = {**wanted, b"cache-control": KEPT}
    return [*headers, *((name, value) for name, value in wanted.items() if name not in given)]


_FRAMING = frozenset({b"x-frame-options", b"cross-origin-resource-policy"})


def _bounded(receive: Receive, most: int) -> Receive:
    """Cut off a body that says less of its length than it has, or that takes too long to come."""
    taken, until, is_whole = 0, 0.0, False

    async def receiving() -> Message:
        nonlocal taken, until, is_whole
        now = time.monotonic()
        until = until or now + LONGEST_BODY
        if is_whole:
            return await receive()  # waits for the reader to go away
        try:
            message = await asyncio.wait_for(receive(), min(LONGEST_WAIT, max(until - now, 0.01)))
        except TimeoutError:
            return {"type": "http.disconnect"}
        is_whole = not message.get("more_body", False)
        taken += len(message.get("body", b""))
        if taken > most:
            return {"type": "http.disconnect"}
        return message

    return receiving
