"""Cited pages that are gone, looked for at TimeGates near the dates of what cites them.

What a service names is noted as its word, and kept apart: no capture of ours is made of it.
"""

import datetime as dt
from collections.abc import Sequence

from onrecord.archive.backfilling.services import Service, list_services
from onrecord.archive.opening import Archive
from onrecord.archive.watching.running import LOT, WAIT, Round
from onrecord.archive.watching.turn import turn
from onrecord.capture.http.exchange import Errand, Reply
from onrecord.capture.memento import accept_datetime, memento_datetime
from onrecord.model.page_state import PageState
from onrecord.model.watching import NotedMemento, Role, Watched
from onrecord.store import mementos, sightings, versions, watched
from onrecord.text.urls import canonical_url

MOST = 50  # pages in a round
AGAIN = dt.timedelta(days=90)  # after which a service that knew none is asked once more
DEAD_AFTER = dt.timedelta(days=7)  # without an answer of its host
GONE = frozenset({404, 410})


def look_up_dead(running: Round, now: dt.datetime) -> int:
    """Ask the TimeGates for the cited pages that are gone, and note what they name; return how many
    were named."""
    archive = running.archive
    services = [one for one in list_services(archive.folder) if one.timegate]
    dead = _dead(archive, services, now) if services else []
    if not dead:
        return 0
    dates = _dates_of(archive, [row.uri for row, _ in dead])
    asked: dict[str, tuple[Watched, Service]] = {}
    for number, (row, service) in enumerate(dead):
        asked[str(number)] = row, service
        running.courier.send(
            Errand(
                url=service.gate_of(row.uri),
                tag=str(number),
                obey=service.override is None,
                accept_datetime=accept_datetime(dates.get(row.uri, now)),
            )
        )
    noted: list[NotedMemento] = []
    while running.courier.is_out:
        for reply in running.courier.take(LOT, WAIT):
            if reply.errand.tag in asked:
                row, service = asked[reply.errand.tag]
                answer = _answer(reply, row, service, dates.get(row.uri, now))
                noted += [answer] if answer else []
    with turn(archive), archive.database.writing() as connection:
        mementos.add_mementos(connection, noted)
    return sum(1 for one in noted if one.url)


def _dead(
    archive: Archive, services: Sequence[Service], now: dt.datetime
) -> list[tuple[Watched, Service]]:
    """The cited pages that are gone, each with the services that have not been asked for it."""
    with archive.database.reading() as connection:
        rows = [row for row in watched.list_watched(connection) if _is_dead(row, now)]
        known = mementos.find_mementos(connection, [row.uri for row in rows])
    found = []
    for row in rows:
        answered = {
            one.service
            for one in known.get(row.uri, ())
            if one.url is not None or now - one.asked_at < AGAIN
        }
        found += [(row, service) for service in services if service.name not in answered]
    return found[:MOST]


def _is_dead(row: Watched, now: dt.datetime) -> bool:
    if row.role is not Role.CITED:
        return False
    if row.state is PageState.DOWN:
        return row.last_seen_at is None or now - row.last_seen_at > DEAD_AFTER
    return row.state is PageState.REMOVED


def _dates_of(archive: Archive, uris: Sequence[str]) -> dict[str, dt.datetime]:
    """Return uri -> when the first statement that cites it was published, else first seen."""
    wanted, dates = set(uris), dict[str, dt.datetime]()
    with archive.database.reading() as connection:
        citing = {
            (canonical_url(row.url), row.statement_n)
            for row in versions.list_cited(connection)
            if canonical_url(row.url) in wanted
        }
        heads = versions.heads_of(connection, list({n for _, n in citing}))
        for uri, n in citing:
            published_on = heads[n][-1].published_on
            if published_on is not None:
                at = dt.datetime.combine(published_on, dt.time(12), dt.UTC)
            else:
                at = sightings.list_intervals(connection, n)[0].first_seen_at
            dates[uri] = min(at, dates.get(uri, at))
    return dates


def _answer(
    reply: Reply, row: Watched, service: Service, asked_for: dt.datetime
) -> NotedMemento | None:
    """What a TimeGate says; None where it says nothing, so that it is asked again."""
    answer = reply.answer
    at = memento_datetime(answer.http) if answer is not None else None
    if answer is None or not (answer.status in GONE or (answer.status == 200 and at)):
        return None
    is_named = answer.status == 200
    return NotedMemento(
        uri=row.uri,
        service=service.name,
        asked_for=asked_for,
        asked_at=reply.at,
        url=(answer.header("content-location") or answer.url) if is_named else None,
        at=at if is_named else None,
    )
