"""A round of watching: errands out, replies back, looked into, judged with their site, written.

Runs until nothing is on its way. What leads further (a feed's entries, a listing's links, a
statement's notes) is asked for in the same round, within the budget.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.archive.counts import WatchCounts
from onrecord.archive.isolation import Isolation
from onrecord.archive.opening import Archive
from onrecord.archive.sync import catch_up
from onrecord.archive.watching.following import Follow
from onrecord.archive.watching.going import Going
from onrecord.archive.watching.looking import Brought, Order, look
from onrecord.archive.watching.options import WatchOptions
from onrecord.archive.watching.settling import seen_of
from onrecord.archive.watching.sites import Pending, SiteRound, is_changed, origin_of
from onrecord.archive.watching.states import Answer, Judged, judge
from onrecord.archive.watching.turn import turn
from onrecord.archive.watching.weighing import weigh
from onrecord.archive.watching.writing import Settled, Writer
from onrecord.archive.working import Job
from onrecord.capture.http.courier import Courier
from onrecord.capture.http.exchange import Errand, Reply, body_size
from onrecord.capture.http.rounds import ROBOTS
from onrecord.capture.limits import MIB
from onrecord.model.watching import Place, Role
from onrecord.store.sources import Source

LARGE = MIB  # of bodies
LOT = 64  # replies looked into and written together
WAIT = 0.25  # seconds for the first reply of a lot
SYNC_EVERY = 32  # lots
FRONT = "front"  # the tag of a front page asked for to learn whether its site answers


@dataclass(slots=True)
class Round:
    """One round over what is due; the caller enters the parts, and holds no lock."""

    archive: Archive
    options: WatchOptions
    courier: Courier
    isolation: "Isolation[Order, Brought]"
    writer: Writer
    found_roles: dict[str, Role] = field(default_factory=dict)
    places: tuple[Place, ...] = ()  # of the front page asked for
    why_none: str = ""  # what was served in its place
    _going: dict[str, Going] = field(default_factory=dict)
    _sites: dict[str, SiteRound] = field(default_factory=dict)
    _stopped: bool = False

    def run(self, due: Sequence[Going], follow: Follow) -> WatchCounts:
        """Ask for all that is due and for what it leads to; return what came of it."""
        for going in due:
            self._send(going)
        lots = 0
        while self.courier.is_out:
            replies = self.courier.take(LOT, WAIT)
            if not replies:
                continue
            looked_into = self.look_into([self._order(reply) for reply in replies])
            with turn(self.archive):
                lots += self._write(looked_into, follow)
                if lots and lots % SYNC_EVERY == 0:
                    catch_up(self.archive)
        return self.writer.counts

    def _write(self, looked_into: Sequence[Brought], follow: Follow) -> bool:
        """Write what can be written now; return whether there was anything."""
        settled = [one for brought in looked_into for one in self._take_in(brought, follow)]
        if not settled:
            return False
        fresh = self.writer.write(settled)
        for cited in follow.cited(self._going) if fresh else ():
            self._send(cited)
        return True

    def stop(self) -> None:
        """Ask for nothing more; what is on its way is still written."""
        self._stopped = True
        self.courier.stop()

    def _send(self, going: Going) -> None:
        uri = going.watched.uri
        if uri in self._going or self._stopped:
            return
        self._going[uri] = going
        self._site(uri).out += 1
        self.courier.send(
            Errand(
                url=uri,
                etag=going.watched.etag,
                last_modified=going.watched.last_modified,
                obey=going.obey,
            )
        )

    def _site(self, uri: str) -> SiteRound:
        return self._sites.setdefault(origin_of(uri), SiteRound())

    def look_into(self, orders: Sequence[Order]) -> list[Brought]:
        """Return what replies bring, those with bytes of others looked into by the workers."""
        plain = [order for order in orders if not body_size(order.reply)]
        brought = [one for order in plain for one in look(order)]
        deep = [order for order in orders if 0 < body_size(order.reply) <= LARGE]
        brought += self.isolation.run([deep[i : i + 8] for i in range(0, len(deep), 8)])
        for order in orders:
            if body_size(order.reply) > LARGE:  # by one worker at a time: each copy is memory
                brought += self.isolation.run([[order]])
        return brought

    def _order(self, reply: Reply) -> Order:
        going = self._going.get(reply.errand.url)
        if reply.errand.tag or going is None:
            role = Role.PAGE if reply.errand.tag == FRONT else Role.ROBOTS
            return Order(reply=reply, job=self.job_of(None), role=role)
        return Order(reply=reply, job=self.job_of(going.source), role=going.role, rule=going.rule)

    def job_of(self, source: Source | None) -> Job:
        """Return what a worker must know to look into a reply of a source."""
        return Job(
            source=source.name if source else "",
            issuer=source.issuer if source else None,
            columns=(),
            registry=self.archive.config.registry,
            at=dt.datetime.now(dt.UTC),
        )

    def _take_in(self, brought: Brought, follow: Follow) -> list[Settled]:
        """Return what can be written now; what depends on the rest of its site waits for it."""
        tag, uri = brought.reply.errand.tag, brought.reply.errand.url
        if tag == ROBOTS:
            return [beside(brought, follow.robots_source)]
        site = self._site(uri)
        if tag == FRONT:
            seen = seen_of(brought, follow.unwatched(uri))
            site.served += seen.answer in (Answer.FOUND, Answer.MOVED)
            site.out -= 1
            return [beside(brought, follow.robots_source), *self._flushed(site, follow)]
        going = self._going[uri]
        before = going.watched
        if going.role is None:
            before = replace(before, role=brought.role)
        seen = seen_of(brought, before)
        if going.role is None and seen.answer in (Answer.FOUND, Answer.MOVED):
            self.found_roles[uri] = brought.role
        if going.role is Role.FRONT:
            self.places, self.why_none = brought.places, seen.why
        site.tally(before.role, seen)
        for further in follow.leads(going, brought, self._going):
            self._send(further)
        site.out -= 1
        pending = Pending(brought=brought, seen=seen, before=before, source_id=going.source.id)
        waits = seen.answer in (Answer.GONE, Answer.MOVED) or is_changed(pending)
        if waits:
            site.pending.append(pending)
        return [*([] if waits else [self._settled(pending, site)]), *self._flushed(site, follow)]

    def _flushed(self, site: SiteRound, follow: Follow) -> list[Settled]:
        """Return what waited for its site, once all of the site's replies are back."""
        if site.out or not site.pending:
            return []
        if site.needs_front and not self._stopped:
            site.front_asked = True
            site.out += 1
            front = origin_of(site.pending[0].before.uri) + "/"
            self.courier.send(Errand(url=front, tag=FRONT))
            return []
        pending, site.pending = site.pending, []
        return [
            replace(
                self._settled(weighed.pending, site), same_as=weighed.same_as, frame=weighed.frame
            )
            for weighed in weigh(self.archive, pending)
        ]

    def _settled(self, pending: Pending, site: SiteRound) -> Settled:
        going = self._going[pending.before.uri]
        judged = judge(pending.before, pending.seen, site.judged_as())
        return Settled(
            brought=pending.brought,
            seen=pending.seen,
            source_id=pending.source_id,
            before=pending.before,
            judged=None if going.is_passing else _timed(judged, going),
        )


def _timed(judged: Judged, going: Going) -> Judged:
    """The interval that a person fixed stands instead of the one that adapts."""
    if going.every is None:
        return judged
    due_at = (judged.watched.last_checked_at or judged.watched.due_at) + dt.timedelta(
        seconds=going.every
    )
    return replace(judged, watched=replace(judged.watched, interval=going.every, due_at=due_at))


def beside(brought: Brought, source_id: int) -> Settled:
    """Return what is kept as evidence only: robots.txt, a front page."""
    seen = seen_of(brought, Follow.unwatched(brought.reply.errand.url))
    return Settled(
        brought=replace(brought, found=(), role=Role.ROBOTS), seen=seen, source_id=source_id
    )
