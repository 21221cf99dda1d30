"""A program of another face that is served with the site, behind its door and its guard."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

ASSISTANTS = "/mcp"  # where assistants ask


@dataclass(frozen=True, slots=True)
class Beside:
    """An application at ASSISTANTS, and what must run around it while the site is served."""

    app: ASGIApp
    running: Callable[[], AbstractAsyncContextManager[None]]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is posted; nothing is streamed, so there is nothing to get."""
        if scope["type"] == "http" and scope["method"] != "POST":
            await Response(status_code=405, headers={"Allow": "POST"})(scope, receive, send)
            return
        await self.app({**scope, "path": "/", "raw_path": b"/", "root_path": ""}, receive, send)
