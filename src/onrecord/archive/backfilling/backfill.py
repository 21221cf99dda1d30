"""`backfill`: what a web archive captured of a source's addresses becomes captures of ours, with
the service as observer. Its dates are its word, and so is what it was answered.

Of each address its captures are listed, then the first and the last of every run of equal bytes are
asked for, newest first. Other answers than 200 are observations without a capture. What they mean
for a page is not judged: the service says nothing of the page's site.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from onrecord.archive.backfilling.services import Service
from onrecord.archive.counts import WatchCounts
from onrecord.archive.opening import Archive
from onrecord.archive.sync import catch_up
from onrecord.archive.watching.following import Follow
from onrecord.archive.watching.frames import Frames, explains
from onrecord.archive.watching.going import Going
from onrecord.archive.watching.looking import Brought, Order
from onrecord.archive.watching.options import WatchOptions
from onrecord.archive.watching.running import LOT, SYNC_EVERY, WAIT, Round, beside
from onrecord.archive.watching.settling import seen_of
from onrecord.archive.watching.states import Answer
from onrecord.archive.watching.turn import turn
from onrecord.archive.watching.watch import World, begun_round
from onrecord.archive.watching.web_sources import WebSource, list_web_sources
from onrecord.archive.watching.weighing import kept_wordings
from onrecord.archive.watching.writing import Settled
from onrecord.archive.worked import Failed
from onrecord.capture.http.exchange import Errand, Exchange, Reply
from onrecord.capture.http.rounds import ROBOTS
from onrecord.capture.memento import CdxRow, memento_datetime, read_cdx, timestamp
from onrecord.errors import NotFoundError
from onrecord.model.capture import Memento
from onrecord.model.edit import Edit
from onrecord.model.version import Outcome
from onrecord.model.watching import LISTS, Observation, Role, Watched
from onrecord.store import observations, sources, watched
from onrecord.store.sources import Source
from onrecord.text.diffing import diff
from onrecord.text.urls import canonical_url

HELD = 256  # mementos that are weighed against each other and written together
LISTED = "cdx"  # the tag of errands to the CDX server; mementos have their own address as theirs


def backfill(
    archive: Archive,
    name: str,
    service: Service,
    options: WatchOptions,
    *,
    first: dt.date,
    last: dt.date | None = None,
    world: World,
) -> WatchCounts:
    """Take the captures that a service has of a source, and of the pages it led to, between two
    days; return what came of it. Raises NotFoundError for a source that is not in onrecord.toml."""
    web = next((one for one in list_web_sources(archive.folder) if one.name == name), None)
    if web is None:
        raise NotFoundError("no source of that name; list them with `onrecord sources`", id=name)
    with begun_round(archive, options, world) as (running, follow):
        with turn(archive), archive.database.writing() as connection:
            source = sources.save_source(
                connection, name=web.name, root_digest=None, issuer=web.issuer, columns=()
            )
            rows = {row.uri: row for row in watched.list_watched(connection, source.id)}
        uri = canonical_url(web.url)
        own = rows.get(uri) or Watched(
            uri=uri, role=web.kind or Role.PAGE, source_id=source.id, due_at=world.now()
        )
        past = _Past(
            running,
            follow,
            web,
            source,
            service,
            first=timestamp(dt.datetime.combine(first, dt.time(), dt.UTC)),
            last=timestamp(dt.datetime.combine(last, dt.time.max, dt.UTC)) if last else None,
        )
        return past.run([own, *(row for row in rows.values() if row.uri != uri)])


@dataclass(slots=True)
class _Past:
    """One backfill under way."""

    running: Round
    follow: Follow
    web: WebSource
    source: Source
    service: Service
    first: str = field(kw_only=True)
    last: str | None = field(kw_only=True)
    _asked: dict[str, Watched] = field(default_factory=dict)
    _newer: dict[str, tuple[str, str]] = field(default_factory=dict)  # page -> text and its digest
    _frames: Frames = field(default_factory=Frames)

    def run(self, rows: Iterable[Watched]) -> WatchCounts:
        for row in rows:
            self._list(row)
        lots, held = 0, list[Settled]()
        while self.running.courier.is_out:
            replies = self.running.courier.take(LOT, WAIT)
            with turn(self.running.archive):
                held += [one for reply in replies for one in self._take_in(reply)]
                if held and (len(held) >= HELD or not self.running.courier.is_out):
                    self.running.writer.write(self._weighed(held))
                    held.clear()
                    lots += 1
                    if lots % SYNC_EVERY == 0:
                        catch_up(self.running.archive)
        return self.running.writer.counts

    def _weighed(self, held: Sequence[Settled]) -> list[Settled]:
        """Tell where only the site's frame was another one, as on many of its pages.

        A memento is compared with the next newer one of its page, which came before it; the newest
        with the wording that stands.
        """
        uris = [canonical_url(one.brought.reply.errand.url) for one in held]
        fresh = [uri for uri in dict.fromkeys(uris) if uri not in self._newer]
        for uri, kept in kept_wordings(self.running.archive, fresh).items():
            self._newer[uri] = kept.text, kept.text_sha256
        compared: list[tuple[Settled, list[Edit], str]] = []
        for uri, one in zip(uris, held, strict=True):
            found = one.brought.found
            if one.brought.role is not Role.PAGE or len(found) != 1:
                compared.append((one, [], ""))
                continue
            text, digest = self._newer.get(uri, (found[0].text, ""))
            compared.append((one, diff(text, found[0].text), digest))
            self._frames.add(uri, compared[-1][1])
            self._newer[uri] = found[0].text, found[0].text_sha256
        frame = self._frames.words()
        older_first = frozenset((older, newer) for newer, older in frame)
        return [
            replace(one, same_as=digest if explains(frame, edits) else None, frame=older_first)
            for one, edits, digest in compared
        ]

    def _list(self, row: Watched) -> None:
        """Ask for the list of the captures of an address."""
        if row.uri in self._asked or row.role in (Role.CITED, Role.ROBOTS):
            return
        self._asked[row.uri] = row
        url = self.service.cdx_of(row.uri, self.first, self.last)
        self._send(Errand(url=url, tag=f"{LISTED} {row.uri}"))

    def _send(self, errand: Errand) -> None:
        self.running.courier.send(replace(errand, obey=self.service.override is None))

    def _take_in(self, reply: Reply) -> list[Settled]:
        tag = reply.errand.tag
        if tag == ROBOTS:
            return [beside(one, self.follow.robots_source) for one in self.running.look_into(
                [Order(reply=reply, job=self.running.job_of(None), role=Role.ROBOTS)]
            )]  # fmt: skip
        kind, _, uri = tag.partition(" ")
        if kind == LISTED:
            self._take_list(reply, self._asked[uri])
            return []
        return self._take_memento(reply, self._asked[uri])

    def _take_list(self, reply: Reply, row: Watched) -> None:
        answer = reply.answer
        if answer is None or answer.status != 200:
            why = reply.why or (f"status {answer.status}" if answer else "no answer")
            self._fail(row.uri, f"{self.service.name} did not list its captures: {why}")
            return
        rows = [one for one in read_cdx(answer.body) if canonical_url(one.url) == row.uri]
        self._observe(row.uri, [one for one in rows if one.status not in (200, None)])
        for one in reversed(ends_of_runs([r for r in rows if r.status in (200, None)])):
            url = self.service.memento_of(one.url, timestamp(one.at))
            self._send(Errand(url=url, tag=f"memento {row.uri}"))

    def _observe(self, uri: str, rows: Sequence[CdxRow]) -> None:
        """Keep what the service was answered in the page's place."""
        with self.running.archive.database.writing() as connection:
            observations.add_observed(
                connection,
                [
                    Observation(
                        uri=uri,
                        at=row.at,
                        outcome=Outcome.FAILED,
                        status=row.status,
                        why=f"status {row.status}, as {self.service.name} has it",
                        observer=self.service.name,
                    )
                    for row in rows
                ],
            )

    def _take_memento(self, reply: Reply, row: Watched) -> list[Settled]:
        served = reply.answer
        at = memento_datetime(served.http) if served is not None else None
        if served is None or at is None:
            why = reply.why or "what came says of no time that it is of"
            self._fail(reply.errand.url, f"{self.service.name} served no memento: {why}")
            return []
        exchange = Exchange(
            url=row.uri,
            at=at,
            request=b"",
            status=served.status,
            http=served.http,
            body=served.body,
            memento=Memento(served.url, served.at),
        )
        past = Reply(errand=Errand(url=row.uri), at=at, hops=(exchange,), robots=reply.robots)
        order = Order(
            reply=past,
            job=self.running.job_of(self.source),
            role=row.role,
            rule=self.web.links if row.role in LISTS else None,
        )
        return [self._settled(one, row) for one in self.running.look_into([order])]

    def _settled(self, brought: Brought, row: Watched) -> Settled:
        seen = seen_of(brought, replace(row, text_sha256=None))
        if seen.answer is Answer.FOUND:
            counts = self.running.writer.counts
            counts.add_others(row.uri, brought.no_statements, brought.failures)
            for going in self.follow.leads(
                Going(watched=row, source=self.source, role=row.role), brought, self._asked
            ):
                self._list(going.watched)
        self.running.writer.counts.checked += 1
        return Settled(
            brought=brought, seen=seen, source_id=self.source.id, observer=self.service.name
        )

    def _fail(self, uri: str, why: str) -> None:
        self.running.writer.counts.failures.append(Failed(uri, why))


def ends_of_runs(rows: Sequence[CdxRow]) -> list[CdxRow]:
    """Return the first and the last row of every run of rows with the same bytes.

    >>> from datetime import UTC, datetime
    >>> rows = [CdxRow(url="u", at=datetime(2020, 1, d, tzinfo=UTC), status=200, digest=digest)
    ...         for d, digest in enumerate("aaabba", 1)]
    >>> [(row.at.day, row.digest) for row in ends_of_runs(rows)]
    [(1, 'a'), (3, 'a'), (4, 'b'), (5, 'b'), (6, 'a')]
    """
    ends = []
    for i, row in enumerate(rows):
        is_first = i == 0 or rows[i - 1].digest != row.digest
        is_last = i + 1 == len(rows) or rows[i + 1].digest != row.digest
        if is_first or is_last:
            ends.append(row)
    return ends
