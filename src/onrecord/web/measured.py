"""What the site answered since it was started, counted: how often, with what status, how fast."""

import time
from collections import Counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Upper bounds in seconds; a page takes some milliseconds, an export as long as it is.
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Tally:
    """Answers by the first digit of their status, and by how long they took to begin."""

    def __init__(self) -> None:
        self.statuses: Counter[str] = Counter()
        self.within: Counter[float] = Counter()
        self.seconds = 0.0

    @property
    def total(self) -> int:
        return self.statuses.total()

    def add(self, status: int, seconds: float) -> None:
        self.statuses[f"{status // 100}xx"] += 1
        self.seconds += seconds
        for bound in BOUNDS:
            if seconds <= bound:
                self.within[bound] += 1


class Measured:
    """Tells a tally of each answer, when it begins."""

    def __init__(self, app: ASGIApp, *, tally: Tally) -> None:
        self._app = app
        self._tally = tally

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._tally.add(message["status"], time.perf_counter() - started)
            await send(message)

        await self._app(scope, receive, sending)
