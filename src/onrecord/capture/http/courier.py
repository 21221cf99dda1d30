"""Errands sent out from a thread that does other things, and what came of them taken in lots.

The event loop runs in a thread of its own. What has come and is not yet taken is bounded in bytes:
beyond that no lane asks for more.
"""

import asyncio
import contextlib
import ssl
import threading
from collections import deque
from collections.abc import Callable
from types import TracebackType

from aiohttp.abc import AbstractResolver

from onrecord.capture.http.asking import Asker, Now, utc_now
from onrecord.capture.http.doors import Doors
from onrecord.capture.http.exchange import Errand, Reply, body_size
from onrecord.capture.http.manners import Manners
from onrecord.capture.http.rounds import Rounds, Sleep
from onrecord.capture.limits import MIB

MOST_HELD = 16 * MIB  # of bodies that wait to be taken
MOST_TAKEN = 4 * MIB  # of bodies taken together, beyond the first


class Courier:
    """Sends errands out and brings replies back; use as a context manager, from one thread."""

    def __init__(
        self,
        manners: Manners,
        *,
        resolver: Callable[[], AbstractResolver] | None = None,
        tls: ssl.SSLContext | None = None,
        sleep: Sleep = asyncio.sleep,
        now: Now = utc_now,
        doors: Doors | None = None,
    ) -> None:
        self._now = now
        self._doors = doors
        self._manners = manners
        self._resolver = resolver
        self._tls = tls
        self._sleep = sleep
        self._changed = threading.Condition()
        self._replies: deque[Reply] = deque()
        self._held = 0
        self._out = 0  # errands that have not ended
        self._broken: BaseException | None = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._work, name="courier", daemon=True)

    def __enter__(self) -> "Courier":
        self._thread.start()
        self._ready.wait()
        if self._broken is not None:
            raise self._broken
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(timeout=10)

    def send(self, errand: Errand) -> None:
        """Send an errand out; its reply comes back from `take`."""
        with self._changed:
            self._out += 1
        self._loop.call_soon_threadsafe(self._rounds.send, errand)

    @property
    def is_out(self) -> bool:
        """Whether something is on its way, or has come and is not taken."""
        with self._changed:
            return self._out > 0 or bool(self._replies)

    def take(self, most: int, wait: float) -> list[Reply]:
        """Return the replies there are, at most so many, or one that is large; wait so many seconds
        for the first."""
        with self._changed:
            if not self._replies:
                self._changed.wait_for(lambda: self._replies or self._broken, timeout=wait)
            if self._broken is not None:
                raise self._broken
            taken: list[Reply] = []
            size = 0
            while self._replies and len(taken) < most:
                size += body_size(self._replies[0])
                if taken and size > MOST_TAKEN:
                    break
                taken.append(self._replies.popleft())
            self._held -= sum(map(body_size, taken))
            return taken

    def stop(self) -> None:
        """Let nothing more be asked for; what waits comes back as not asked.

        May be called at any time, after the end too: a signal comes when it comes.
        """
        with contextlib.suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(self._rounds.stop)

    def _work(self) -> None:
        try:
            asyncio.run(self._run())
        except BaseException as error:
            with self._changed:
                self._broken = error
                self._changed.notify_all()
            self._ready.set()

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        resolver = self._resolver() if self._resolver else None
        async with Asker(self._manners, resolver=resolver, tls=self._tls, now=self._now) as asker:
            self._rounds = Rounds(
                asker,
                self._manners,
                self._came,
                room=self._room,
                sleep=self._sleep,
                now=self._now,
                doors=self._doors,
            )
            self._ready.set()
            await self._stop.wait()

    def _room(self) -> bool:
        return self._held < MOST_HELD

    def _came(self, reply: Reply) -> None:
        with self._changed:
            self._replies.append(reply)
            self._held += body_size(reply)
            if reply.errand.tag != "robots":
                self._out -= 1
            self._changed.notify_all()
