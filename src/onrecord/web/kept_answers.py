"""Answers kept in memory as long as the archive stands still: a page asked again is not made again.

The state of an archive is that of its files on the disk, which every write of any process changes.
An answer is kept only when the state has stood for a while: the search index shows a commit half a
second late, and what it said before must not outlive it.
"""

import time
from collections import OrderedDict
from pathlib import Path
from typing import NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.visitors import VISITOR

MOST_BYTES = 32 * 2**20
LONGEST = 2**18  # of one answer
SETTLED = 2.0  # seconds that a state must have stood

# What of a request its answer may rest on.
_ASKED = frozenset({b"host", b"accept", b"accept-language", b"cookie"})
_FILES = (
    "onrecord.toml",
    "record.sqlite",
    "record.sqlite-wal",
    "index/behind",
    "index/tantivy/meta.json",
)
State = tuple[tuple[int, int] | None, ...]


class _Kept(NamedTuple):
    start: Message
    body: bytes


class KeptAnswers:
    """Answers whole GET requests out of memory where nothing has changed since."""

    def __init__(self, app: ASGIApp, *, folder: Path) -> None:
        self._app = app
        self._files = [folder / name for name in _FILES]
        self._kept: OrderedDict[tuple[object, ...], _Kept] = OrderedDict()
        self._bytes = 0
        self._state: State = ()
        self._since = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        before = self._look()
        key = _key(scope)
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            await send(kept.start)
            await send({"type": "http.response.body", "body": kept.body})
            return
        start: Message = {}

        async def sending(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
            elif not message.get("more_body", False) and self._may_keep(start, before):
                self._keep(key, _Kept(start, message.get("body", b"")))
            await send(message)
            if message.get("more_body", False):
                start = {}  # streamed: never whole

        await self._app(scope, receive, sending)

    def _look(self) -> State:
        """Return the archive's state; forget all answers where it is another."""
        state = tuple(_state(path) for path in self._files)
        if state != self._state:
            self._state, self._since = state, time.monotonic()
            self._kept.clear()
            self._bytes = 0
        return state

    def _may_keep(self, start: Message, before: State) -> bool:
        if not start or start["status"] != 200 or before != self._look():
            return False
        if any(name == b"set-cookie" for name, _ in start["headers"]):
            return False
        return time.monotonic() - self._since >= SETTLED

    def _keep(self, key: tuple[object, ...], answer: _Kept) -> None:
        if len(answer.body) > LONGEST or key in self._kept:
            return
        self._kept[key] = answer
        self._bytes += len(answer.body)
        while self._bytes > MOST_BYTES:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= len(oldest.body)


def _key(scope: Scope) -> tuple[object, ...]:
    asked = [pair for pair in scope["headers"] if pair[0] in _ASKED]
    return (scope["path"], scope["query_string"], scope.get(VISITOR), *asked)


def _state(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
