"""Many errands at once, one lane a host: robots.txt, pace and redirects around each request.

In a lane one request is made at a time, with the host's pace between two. A redirect to another
host goes over to that host's lane. Knows nothing of what answers mean.
"""

import asyncio
import random
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

from onrecord.capture.http.asking import Asker, Now, utc_now
from onrecord.capture.http.doors import Doors
from onrecord.capture.http.exchange import REDIRECTS, Errand, Exchange, Reply, Trouble
from onrecord.capture.http.guard import is_public
from onrecord.capture.http.manners import Manners
from onrecord.capture.http.pace import COMPLAINTS, Pace, after
from onrecord.capture.http.robots import Robots, read_robots

ROBOTS = "robots"  # the tag of replies to robots.txt themselves
ROBOTS_REDIRECTS = 5  # RFC 9309 section 2.3.1.2
TRIES = 2  # of a request that the host complained about, once it may be asked again
PUBLIC_DELAY = 1.0
DOOR_SECONDS = 0.2  # between two looks whether another process has left a host

Sleep = Callable[[float], Awaitable[None]]


@dataclass(slots=True)
class _Going:
    """An errand on its way; `url` is what is asked for next."""

    errand: Errand
    url: str
    hops: list[Exchange] = field(default_factory=list)
    robots: list[str] = field(default_factory=list)
    tries: int = 0


@dataclass(slots=True)
class _Lane:
    pace: Pace
    waiting: deque[_Going] = field(default_factory=deque)
    free_at: float = 0.0  # of the monotonic clock
    task: "asyncio.Task[None] | None" = None
    robots: dict[str, Robots] = field(default_factory=dict)  # by origin


class Rounds:
    """Runs errands; `came(reply)` hears of each as it ends, robots.txt among them.

    `room()` says whether what came may grow; while it may not, no lane asks. Of one event loop.
    """

    def __init__(
        self,
        asker: Asker,
        manners: Manners,
        came: Callable[[Reply], None],
        *,
        room: Callable[[], bool] = lambda: True,
        sleep: Sleep = asyncio.sleep,
        chance: Callable[[], float] = random.random,
        now: Now = utc_now,
        doors: Doors | None = None,
    ) -> None:
        self._now = now
        self._doors = doors
        self._asker = asker
        self._manners = manners
        self._came = came
        self._room = room
        self._sleep = sleep
        self._chance = chance
        self._lanes: dict[str, _Lane] = {}
        self._stopped = False
        self._at_once = asyncio.Semaphore(manners.at_once)

    def send(self, errand: Errand) -> None:
        """Put an errand into its host's lane."""
        self._enter(_Going(errand, errand.url), first=errand.first)

    def stop(self) -> None:
        """Ask for nothing more: what waits ends as not asked."""
        self._stopped = True

    def _enter(self, going: _Going, *, first: bool) -> None:
        host = _host(going.url)
        lane = self._lanes.setdefault(host, _Lane(Pace(least=self._least(host))))
        if first:
            lane.waiting.appendleft(going)
        else:
            lane.waiting.append(going)
        if lane.task is None or lane.task.done():
            lane.task = asyncio.get_running_loop().create_task(self._run(lane, host))

    def _least(self, host: str) -> float:
        if self._manners.delay is not None:
            return self._manners.delay
        if not self._manners.allow_private:
            return PUBLIC_DELAY
        if host == "localhost" or host.endswith(".localhost"):
            return 0.0
        try:
            ip_address(host)
        except ValueError:
            return PUBLIC_DELAY
        return PUBLIC_DELAY if is_public(host) else 0.0

    async def _run(self, lane: _Lane, host: str) -> None:
        await self._enter_host(lane, host)
        try:
            await self._empty(lane)
        finally:
            if self._doors is not None:
                self._doors.leave(host)

    async def _enter_host(self, lane: _Lane, host: str) -> None:
        """Wait until no other process of the archive asks this host, and its pause is over."""
        has_waited = False
        while self._doors is not None and not self._doors.enter(host):
            if self._stopped:
                return
            has_waited = True
            await asyncio.sleep(DOOR_SECONDS)
        if has_waited:
            lane.free_at = time.monotonic() + lane.pace.least

    async def _empty(self, lane: _Lane) -> None:
        while lane.waiting:
            going = lane.waiting.popleft()
            if self._stopped:
                self._end(going, Trouble.LATER, "the round was stopped")
            elif lane.pace.failures >= self._manners.failures:
                self._end(going, Trouble.HOST, "its host did not answer to those before it")
            elif lane.pace.wait > self._manners.longest_wait:
                self._end(going, Trouble.LATER, "its host wants to be left alone for longer")
            else:
                await self._go(lane, going)

    async def _go(self, lane: _Lane, going: _Going) -> None:
        """One hop, after the host's robots.txt where that is not known yet."""
        robots = await self._robots(lane, going.url)
        if lane.pace.failures >= self._manners.failures:
            self._end(going, Trouble.HOST, "its host did not answer to those before it")
            return
        decision = robots.decision(going.url)
        if not robots.allows(going.url):
            if going.errand.obey:
                going.robots.append(decision)
                self._end(going, robots.trouble or Trouble.ROBOTS, decision)
                return
            decision += ", overridden by the archive's mandate"
        going.robots.append(decision)
        is_first = not going.hops
        answer = await self._ask(lane, going.url, _conditions(going.errand) if is_first else {})
        going.tries += 1
        complained = answer.status in COMPLAINTS and lane.pace.asked_wait
        if complained and going.tries < TRIES and lane.pace.wait <= self._manners.longest_wait:
            lane.waiting.appendleft(going)
            return
        going.hops.append(answer)
        self._follow(going, answer)

    def _follow(self, going: _Going, answer: Exchange) -> None:
        if answer.trouble is not None or answer.status not in REDIRECTS:
            self._end(going, answer.trouble, answer.why)
            return
        target = target_of(answer)
        if target is None:
            self._end(going, Trouble.REDIRECTS, "a redirect to no address of the web")
        elif len(going.hops) > self._manners.redirects:
            self._end(going, Trouble.REDIRECTS, f"more than {self._manners.redirects} redirects")
        elif any(hop.url == target for hop in going.hops):
            self._end(going, Trouble.REDIRECTS, "redirects in a circle")
        else:
            going.url, going.tries = target, 0
            self._enter(going, first=True)

    def _end(self, going: _Going, trouble: Trouble | None, why: str) -> None:
        self._came(
            Reply(
                errand=going.errand,
                at=going.hops[0].at if going.hops else self._now(),
                hops=tuple(going.hops),
                robots="; ".join(dict.fromkeys(going.robots)),
                trouble=trouble,
                why=why,
            )
        )

    async def _ask(self, lane: _Lane, url: str, conditions: dict[str, str]) -> Exchange:
        waits = lane.free_at - time.monotonic()
        if waits > 0:
            await self._sleep(waits)
        while not self._room():
            await self._sleep(0.02)
        async with self._at_once:
            answer = await self._asker.ask(url, conditions)
        lane.pace = after(lane.pace, answer, self._manners, self._chance)
        lane.free_at = time.monotonic() + lane.pace.wait
        return answer

    async def _robots(self, lane: _Lane, url: str) -> Robots:
        """Return the robots.txt of an address's origin, asked for once in a run."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        if origin in lane.robots:
            return lane.robots[origin]
        hops: list[Exchange] = []
        target: str | None = f"{origin}/robots.txt"
        while target is not None and len(hops) <= ROBOTS_REDIRECTS:
            if hops and _host(target) != parts.hostname:
                break  # another host's lane would be needed for a file that few sites move
            hops.append(await self._ask(lane, target, {}))
            target = target_of(hops[-1])
        found = read_robots(hops[-1])
        lane.robots[origin] = found
        if found.delay > lane.pace.least:
            lane.pace = replace(lane.pace, least=found.delay, wait=max(lane.pace.wait, found.delay))
            lane.free_at = max(lane.free_at, time.monotonic() + found.delay)
        errand = Errand(url=f"{origin}/robots.txt", tag=ROBOTS)
        last = hops[-1]
        self._came(
            Reply(
                errand=errand, at=hops[0].at, hops=tuple(hops), trouble=last.trouble, why=last.why
            )
        )
        return found


def _conditions(errand: Errand) -> dict[str, str]:
    conditions = {}
    if errand.etag:
        conditions["If-None-Match"] = errand.etag
    if errand.last_modified:
        conditions["If-Modified-Since"] = errand.last_modified
    if errand.accept_datetime:
        conditions["Accept-Datetime"] = errand.accept_datetime
    return conditions


def target_of(answer: Exchange) -> str | None:
    """Return where a redirect leads, without a fragment; None for none to the web."""
    url, location = answer.url, answer.header("location")
    if answer.trouble is not None or answer.status not in REDIRECTS or not location:
        return None
    try:
        target = urljoin(url, location.strip()).partition("#")[0]
        parts = urlsplit(target)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return target.replace(" ", "%20") if is_web else None


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
