"""Telling what changed since the last time: each alert in turn, one that fails holding up no other.

An alert's mark moves when its message is taken, never before.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.archive.alerting.alerts import Alert, get_smtp, list_alerts
from onrecord.archive.alerting.mailing import digest, send_mail
from onrecord.archive.alerting.marks import Mark, find_mark, newest_change, set_mark
from onrecord.archive.alerting.posting import post_changes
from onrecord.archive.changing import Told, list_changes
from onrecord.archive.opening import Archive
from onrecord.archive.searching import fresh_index
from onrecord.archive.watching.options import WatchOptions
from onrecord.errors import OnRecordError
from onrecord.model.search import SearchRequest

MOST = 200  # changes in one message; the number of the others is told


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of an alert: how many changes were told; `failure` why they were not."""

    alert: Alert
    changes: int
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """The changes an alert has not told, up to the change `until`."""

    changes: tuple[Told, ...]
    until: int


def waiting(archive: Archive, alert: Alert) -> Waiting:
    """Return what an alert has not told yet; raises QueryError for a wrong query.

    An alert that was never looked at begins now: it does not tell all that ever was.
    """
    mark = find_mark(archive, _reader(alert))
    until = newest_change(archive)
    if mark is None or mark.seq >= until:
        return Waiting((), until)
    found = [
        told
        for told in list_changes(archive, after=mark.seq)
        if told.kind in alert.kinds and told.seq <= until
    ]
    if found and alert.query is not None:
        wanted = {told.statement for told in found}
        answering = wanted & set(fresh_index(archive).ids(SearchRequest(query=alert.query)))
        found = [told for told in found if told.statement in answering]
    return Waiting(tuple(found), until)


def tell_all(archive: Archive, options: WatchOptions, now: dt.datetime) -> Iterator[Sent]:
    """Send what each alert has to tell and is due; yield what came of those that had something."""
    for alert in list_alerts(archive.folder):
        mark = find_mark(archive, _reader(alert))
        if mark is None:
            set_mark(archive, _reader(alert), newest_change(archive), now)
        elif _is_due(alert, mark, now):
            sent = _tell(archive, alert, options, now)
            if sent is not None:
                yield sent


def _reader(alert: Alert) -> str:
    return f"alert:{alert.name}"


def _is_due(alert: Alert, mark: Mark, now: dt.datetime) -> bool:
    return now - mark.at >= dt.timedelta(seconds=alert.every)


def _tell(archive: Archive, alert: Alert, options: WatchOptions, now: dt.datetime) -> Sent | None:
    try:
        found = waiting(archive, alert)
        if not found.changes:
            return None
        shown, total = found.changes[:MOST], len(found.changes)
        if alert.webhook:
            post_changes(archive, alert, shown, total=total, manners=options.manners)
        else:
            message = digest(archive.config.name, alert, shown, total=total, at=now)
            send_mail(get_smtp(archive.folder), message)
        set_mark(archive, _reader(alert), found.until, now)
    except OnRecordError as error:
        return Sent(alert, 0, str(error))
    return Sent(alert, total)
