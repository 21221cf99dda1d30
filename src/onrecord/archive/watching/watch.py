"""`watch` and the adding of addresses: the parts of a round put together."""

import datetime as dt
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from aiohttp.abc import AbstractResolver

from onrecord.archive.backfilling.gates import look_up_dead
from onrecord.archive.behind import mark_behind, mark_whole
from onrecord.archive.checkpointing import make_checkpoint
from onrecord.archive.counts import WatchCounts
from onrecord.archive.isolation import Isolation
from onrecord.archive.lock import writing_lock
from onrecord.archive.mending import mend
from onrecord.archive.opening import Archive
from onrecord.archive.rebuilding import read_again, were_read_by_other_rules
from onrecord.archive.sync import catch_up
from onrecord.archive.watching.following import Follow
from onrecord.archive.watching.going import Going
from onrecord.archive.watching.looking import Brought, Order, look, lost
from onrecord.archive.watching.options import WatchOptions
from onrecord.archive.watching.running import Round
from onrecord.archive.watching.turn import LONGEST, turn
from onrecord.archive.watching.web_sources import (
    WebSource,
    list_web_sources,
    name_for,
    save_web_source,
)
from onrecord.archive.watching.writing import Writer
from onrecord.capture.http.asking import Now, utc_now
from onrecord.capture.http.courier import Courier
from onrecord.capture.http.doors import Doors
from onrecord.errors import CaptureError
from onrecord.model.watching import Role, Watched
from onrecord.store import sources, watched
from onrecord.text.urls import canonical_url, host

ROUNDS = "watching.lock"  # the lock of `watch`: two of them would check everything twice
DOORS = "hosts.lock"  # in the archive's folder
LOOKERS = 2  # worker processes at most: most of a round is waiting for other people's servers


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What a round has from outside: the clock, and in tests names and their addresses."""

    now: Now = utc_now
    resolver: Callable[[], AbstractResolver] | None = None


def watch(
    archive: Archive,
    options: WatchOptions,
    *,
    everything: bool = False,
    world: World = World(),
    started: Callable[[Round], None] = lambda _round: None,
) -> WatchCounts:
    """Check what is due, all that is watched with `everything`, and return what came of it."""
    with (
        writing_lock(archive, name=ROUNDS, wait=LONGEST),
        begun_round(archive, options, world) as (running, follow),
    ):
        started(running)
        counts = running.run(_due(archive, follow, world, everything=everything), follow)
        look_up_dead(running, world.now())
        return counts


def add_url(
    archive: Archive,
    url: str,
    options: WatchOptions,
    *,
    name: str | None = None,
    issuer: str | None = None,
    kind: Role | None = None,
    found_on: dt.date | None = None,
    world: World = World(),
) -> WatchCounts:
    """Add an address: what it is is found out, it is written into onrecord.toml and watched.

    Raises CaptureError where the address can't be asked, and nothing is written then.
    """
    if not host(url):
        raise CaptureError("this is no address of the web", uri=url)
    uri = canonical_url(url)
    source = WebSource(
        name=name or name_for(archive.folder, uri),
        url=uri,
        kind=kind,
        issuer=issuer,
        found_on=found_on,
    )
    with begun_round(archive, options, world) as (running, follow):
        follow.by_name.setdefault(source.name, source)
        with turn(archive):
            (row,) = _watched_rows(archive, [source], world)
        with archive.database.reading() as connection:
            kept = sources.find_source(connection, source.name)
        assert kept is not None  # noqa: S101 - just saved
        going = replace(follow.going(row, kept), role=kind)
        counts = running.run([going], follow)
        found = running.found_roles.get(uri, kind)  # None where it was not served to us yet
    save_web_source(archive.folder, replace(source, kind=found))
    return counts


@contextmanager
def begun_round(
    archive: Archive, options: WatchOptions, world: World
) -> Iterator[tuple[Round, Follow]]:
    """Give a round that asks for nothing yet. It holds the archive's lock only while it writes."""
    follow = Follow(archive, options, {}, world.now)
    with turn(archive):
        mend(archive)
        if were_read_by_other_rules(archive):
            archive.say("the rules of extraction have changed; reading the kept captures again")
            mark_behind(archive)
            read_again(archive)
        follow.by_name.update((one.name, one) for one in list_web_sources(archive.folder))
        follow.prepare()
    workers = min(LOOKERS, os.cpu_count() or 1)
    with (
        Writer(archive) as writer,
        Isolation[Order, Brought](look, lost, workers=workers) as isolation,
        Doors(archive.folder / DOORS) as doors,
        Courier(options.manners, resolver=world.resolver, now=world.now, doors=doors) as courier,
    ):
        yield (
            Round(
                archive=archive,
                options=options,
                courier=courier,
                isolation=isolation,
                writer=writer,
            ),
            follow,
        )
    with turn(archive):
        make_checkpoint(archive)
        catch_up(archive)
        mark_whole(archive)


def _due(archive: Archive, follow: Follow, world: World, *, everything: bool) -> list[Going]:
    """Return what is due, with the sources that people wrote into onrecord.toml since the last
    round and the cited pages that the budget allows."""
    with turn(archive):
        _watched_rows(archive, list(follow.by_name.values()), world)
        with archive.database.reading() as connection:
            rows = watched.list_due(connection, None if everything else world.now())
        due = [
            going
            for going in follow.due(rows)
            if going.role is not Role.CITED or follow.allows_cited(going.watched.uri)
        ]
        return [*due, *follow.cited({going.watched.uri for going in due})]


def _watched_rows(archive: Archive, found: Sequence[WebSource], world: World) -> list[Watched]:
    """Return how the sources' addresses stand, written down as watched where they were not."""
    rows, fresh = [], []
    with archive.database.writing() as connection:
        known = watched.find_watched(connection, [canonical_url(one.url) for one in found])
        for source in found:
            uri = canonical_url(source.url)
            kept = sources.save_source(
                connection, name=source.name, root_digest=None, issuer=source.issuer, columns=()
            )
            row = known.get(uri)
            if row is None or row.role is Role.CITED:
                role = source.kind or Role.PAGE
                row = Watched(uri=uri, role=role, source_id=kept.id, due_at=world.now())
                fresh.append(row)
            rows.append(row)
        watched.save_watched(connection, fresh)
    return rows


def when_next(archive: Archive) -> dt.datetime | None:
    """Return when the first watched address is due; None where nothing is watched."""
    with archive.database.reading() as connection:
        return watched.next_due(connection)
