"""The pure decision of what has become of an address, and when to look again.

Missing is not removed: only three checks or more that did not find it, over 72 hours, while other
pages of its site were served, make that. A wall, an outage or our own abstention says nothing of
the page. Touches no clock, network or store.
"""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum

from onrecord.model.page_state import PageState
from onrecord.model.version import ChangeKind
from onrecord.model.watching import LISTS, Role, Watched

CHECKS = 3  # issue 4: at three checks or more ...
OVER = dt.timedelta(hours=72)  # ... over 72 hours


class Answer(StrEnum):
    """What a check found in the address's place."""

    FOUND = "found"
    MOVED = "moved"  # its words, at another address
    GONE = "gone"  # 404, 410, or a page that says so
    WALL = "wall"
    DOWN = "down"
    FORBIDDEN = "forbidden"
    UNASKED = "unasked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One check as it is judged; `target` is where the words stand now."""

    answer: Answer
    at: dt.datetime
    status: int | None = None
    text_sha256: str | None = None
    target: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """How the address's site behaved in the same round.

    `answers`: another of its pages was served. `sweeps`: most of its pages went missing at once,
    as happens when a site is rebuilt.
    """

    answers: bool = True
    sweeps: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """How the address stands now, what is news in it, and why."""

    watched: Watched
    change: ChangeKind | None
    why: str


def judge(before: Watched, seen: Seen, site: Site = Site()) -> Judged:
    """Return how an address stands after a check, given how it stood and how its site behaved."""
    if seen.answer is Answer.UNASKED:
        return Judged(before, None, seen.why)
    checked = replace(before, last_checked_at=seen.at, status=seen.status)
    match seen.answer:
        case Answer.FOUND:
            judged = _found(checked, seen)
        case Answer.MOVED:
            judged = _moved(checked, seen)
        case Answer.GONE:
            judged = _gone(checked, seen, site)
        case Answer.WALL:
            judged = _kept_apart(checked, PageState.BLOCKED, seen)
        case Answer.FORBIDDEN:
            judged = _kept_apart(checked, PageState.DISALLOWED, seen)
        case _:
            judged = _kept_apart(checked, PageState.DOWN, seen)
    return replace(judged, watched=_planned(before, judged.watched, seen))


def _found(before: Watched, seen: Seen) -> Judged:
    changed = before.text_sha256 not in (None, seen.text_sha256) and seen.text_sha256 is not None
    # Of a cited page the words are those that the statement cited: they stay to be compared with.
    keeps = before.role is Role.CITED and before.text_sha256 is not None
    after = replace(
        before,
        state=PageState.CHANGED if changed else PageState.PRESENT,
        text_sha256=before.text_sha256 if keeps else seen.text_sha256 or before.text_sha256,
        last_seen_at=seen.at,
        first_missing_at=None,
        missing=0,
        target=None,
    )
    back = before.state is PageState.REMOVED
    return Judged(after, ChangeKind.REAPPEARED if back else None, seen.why)


def _moved(before: Watched, seen: Seen) -> Judged:
    news = before.target != seen.target
    after = replace(
        before,
        state=PageState.MOVED,
        target=seen.target,
        text_sha256=seen.text_sha256 or before.text_sha256,
        last_seen_at=seen.at,
        first_missing_at=None,
        missing=0,
    )
    return Judged(after, ChangeKind.MOVED if news else None, seen.why)


def _gone(before: Watched, seen: Seen, site: Site) -> Judged:
    if not site.answers or site.sweeps:
        why = "most of its site went missing at once" if site.sweeps else "its whole site is away"
        return _kept_apart(before, PageState.DOWN, replace(seen, why=why))
    after = replace(
        before, first_missing_at=before.first_missing_at or seen.at, missing=before.missing + 1
    )
    if before.state is PageState.REMOVED:
        return Judged(after, None, seen.why)
    if seen.target is not None:
        return _moved(before, seen)
    assert after.first_missing_at is not None  # noqa: S101 - just given
    if after.missing >= CHECKS and seen.at - after.first_missing_at >= OVER:
        return Judged(replace(after, state=PageState.REMOVED), ChangeKind.REMOVED, seen.why)
    waiting = PageState.PRESENT if before.last_seen_at else PageState.UNCHECKED
    if before.state is PageState.MOVED:
        waiting = PageState.MOVED
    return Judged(replace(after, state=waiting), None, seen.why)


def _kept_apart(before: Watched, state: PageState, seen: Seen) -> Judged:
    """What says nothing of the page leaves what is known of it: removed stays removed."""
    stays = before.state is PageState.REMOVED
    return Judged(replace(before, state=before.state if stays else state), None, seen.why)


HOUR = 3600.0
DAY = 24 * HOUR
# First interval, shortest and longest, in seconds. Lists bring new statements; a statement's own
# page changes seldom, and most when it is young; cited pages are other people's.
INTERVALS = {
    **dict.fromkeys(LISTS, (HOUR, HOUR / 4, DAY)),
    Role.PAGE: (6 * HOUR, HOUR, 30 * DAY),
    Role.CITED: (7 * DAY, DAY, 60 * DAY),
    **dict.fromkeys((Role.ROBOTS, Role.FRONT), (DAY, DAY, DAY)),
}
SLOWER = 1.5  # times the interval after a check without news
FASTER = 0.5  # after one with


def next_interval(role: Role, interval: float, *, news: bool) -> float:
    """Return the seconds to the next check of an address, given those before this one.

    >>> next_interval(Role.PAGE, 0.0, news=True) / HOUR
    6.0
    >>> next_interval(Role.PAGE, 6 * HOUR, news=False) / HOUR
    9.0
    """
    first, shortest, longest = INTERVALS[role]
    if not interval:
        return first
    return min(max(interval * (FASTER if news else SLOWER), shortest), longest)


def _planned(before: Watched, after: Watched, seen: Seen) -> Watched:
    """Say when the address is due again; while it is missing, daily, so that 72 hours tell."""
    news = after.state is PageState.CHANGED or before.text_sha256 != after.text_sha256
    interval = next_interval(after.role, before.interval, news=news)
    wait = min(interval, DAY) if after.missing or after.state is PageState.DOWN else interval
    return replace(after, interval=interval, due_at=seen.at + dt.timedelta(seconds=wait))
