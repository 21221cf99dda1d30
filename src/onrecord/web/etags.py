"""Entity tags: whoever has the answer already is told so (RFC 9110, sections 8.8.3 and 13.1.2).

The tag is a digest of the answer itself, so it can't be wrong; what is streamed has none.
"""

import hashlib

from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Kept on a 304, as RFC 9110, section 15.4.5 has it; cookies go along, being for the reader.
_KEPT = frozenset({b"cache-control", b"content-location", b"date", b"expires", b"vary"})


class EntityTags:
    """Adds `ETag` to whole answers with status 200, and answers 304 where the reader has it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        start: Message | None = None

        async def sending(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_to_be_tagged(message):
                start = message  # told when the body is known
                return
            if start is not None and message["type"] == "http.response.body":
                first, start = start, None
                if not message.get("more_body", False):
                    tag = _tag(message.get("body", b""))
                    headers = [*first["headers"], (b"etag", tag)]
                    if tag in _had(scope):
                        await send({**first, "status": 304, "headers": _short(headers)})
                        await send({"type": "http.response.body", "body": b""})
                        return
                    first = {**first, "headers": headers}
                await send(first)
            await send(message)

        await self._app(scope, receive, sending)


def _is_to_be_tagged(start: Message) -> bool:
    return start["status"] == 200 and not any(name == b"etag" for name, _ in start["headers"])


def _tag(body: bytes) -> bytes:
    return b'"' + hashlib.blake2b(body, digest_size=12).hexdigest().encode() + b'"'


def _had(scope: Scope) -> set[bytes]:
    values = [value for name, value in scope["headers"] if name == b"if-none-match"]
    return {one.strip().removeprefix(b"W/") for value in values for one in value.split(b",")}


def _short(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    return [(name, value) for name, value in headers if name in _KEPT | {b"etag", b"set-cookie"}]
