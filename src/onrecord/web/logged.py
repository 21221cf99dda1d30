"""A line of JSON for each answer, with an id by which what is said of it elsewhere is found.

The id is the caller's own (`X-Request-ID`, as a proxy gives it) or made here, and goes back with
the answer. What was asked for is left out: a query may say who is looking for what.
"""

import datetime as dt
import json
import re
import secrets
import time
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.model.instant import format_instant

ID = re.compile(rb"[A-Za-z0-9_.-]{8,64}")
HEADER = b"x-request-id"


class Logged:
    """Gives each request an id and says what came of it."""

    def __init__(self, app: ASGIApp, *, log: Callable[[str], None]) -> None:
        self._app = app
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        id, status, sent, started = _id(scope), 0, 0, time.perf_counter()

        async def sending(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": [*message["headers"], (HEADER, id)]}
            else:
                sent += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, sending)
        finally:
            said = {
                "at": format_instant(dt.datetime.now(dt.UTC)),
                "id": id.decode(),
                "method": scope["method"],
                "path": scope["path"],
                "status": status,
                "bytes": sent,
                "seconds": round(time.perf_counter() - started, 6),
            }
            self._log(json.dumps(said, ensure_ascii=False))


def _id(scope: Scope) -> bytes:
    given = next((value for name, value in scope["headers"] if name == HEADER), b"")
    return given if ID.fullmatch(given) else secrets.token_hex(8).encode()
