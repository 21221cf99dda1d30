"""The store of sightings: which capture shows which wording, and so when each wording stood."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select

from onrecord.model.instant import format_instant, parse_instant
from onrecord.model.records import KeptCapture
from onrecord.model.version import Interval, Sighting, extended
from onrecord.store.captures import CHUNK, kept_capture
from onrecord.store.rows import Over, delete_rows, insert_rows, update_rows
from onrecord.store.schema import captures, intervals, observations, sightings
from onrecord.store.statements import find_statements, set_current

_INTERVALS = (
    select(intervals)
    .where(intervals.c.statement_n == bindparam("n"))
    .order_by(intervals.c.first_seen_at, intervals.c.number)
)
_SEEN = (
    select(sightings.c.statement_n, sightings.c.number, observations.c.at)
    .join(observations, observations.c.capture_seq == sightings.c.capture_seq)
    .where(sightings.c.number > 0)
)
_SEEN_AFTER = _SEEN.where(
    sightings.c.statement_n == bindparam("n"), observations.c.at > bindparam("end")
)
_WITNESSES = (
    select(captures)
    .where(
        captures.c.seq.in_(
            select(sightings.c.capture_seq).where(sightings.c.statement_n == bindparam("n"))
        )
    )
    .order_by(captures.c.at, captures.c.seq)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSighting:
    """A part of a capture that shows a version; `number` 0 is a first wording in a second lineage,
    which makes none."""

    capture_seq: int
    fragment: str
    statement_n: int
    number: int
    lineage: str
    text_sha256: str


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a recount of a statement's intervals came to."""

    before: int  # the current version as it was
    after: int
    changed: bool  # which wording stood when; a later last sight alone is no change


def add_sightings(connection: Connection, seen: Sequence[KeptSighting]) -> dict[int, dt.datetime]:
    """Add sightings; return statement -> since when the captures that newly show it were seen.

    Their observations are there before them.
    """
    if not seen:
        return {}
    seqs = list(dict.fromkeys(s.capture_seq for s in seen))
    known = sightings_of(connection, seqs)
    insert_rows(
        connection,
        sightings,
        [{name: getattr(s, name) for name in KeptSighting.__slots__} for s in seen],
        Over.IGNORE,
    )
    first = _first_observed(connection, seqs)
    since: dict[int, dt.datetime] = {}
    for s in seen:
        if (s.capture_seq, s.fragment) not in known and s.capture_seq in first:
            at = first[s.capture_seq]
            since[s.statement_n] = min(at, since.get(s.statement_n, at))
    return since


def _first_observed(connection: Connection, seqs: Sequence[int]) -> dict[int, dt.datetime]:
    found: dict[int, dt.datetime] = {}
    for start in range(0, len(seqs), CHUNK):
        rows = connection.execute(
            select(observations.c.capture_seq, func.min(observations.c.at))
            .where(observations.c.capture_seq.in_(seqs[start : start + CHUNK]))
            .group_by(observations.c.capture_seq)
        )
        found |= {seq: parse_instant(at) for seq, at in rows}
    return found


def sightings_of(
    connection: Connection, capture_seqs: Sequence[int]
) -> dict[tuple[int, str], KeptSighting]:
    """Return (capture, fragment) -> sighting, for these captures."""
    found: dict[tuple[int, str], KeptSighting] = {}
    for start in range(0, len(capture_seqs), CHUNK):
        rows = connection.execute(
            select(sightings).where(
                sightings.c.capture_seq.in_(capture_seqs[start : start + CHUNK])
            )
        )
        for row in rows:
            found[row.capture_seq, row.fragment] = KeptSighting(**row._mapping)
    return found


def reword(connection: Connection, sighting: KeptSighting, text_sha256: str) -> None:
    """Say that a better extractor reads other words in the same part of a capture."""
    here = (sightings.c.capture_seq == sighting.capture_seq) & (
        sightings.c.fragment == sighting.fragment
    )
    update_rows(connection, sightings, here, text_sha256=text_sha256)


def refresh_intervals(
    connection: Connection,
    numbers: Sequence[int],
    since: Mapping[int, dt.datetime] = MappingProxyType({}),
) -> dict[int, Refreshed]:
    """Recount from the sightings when each wording of these statements stood.

    `since` says of a statement from when on something about it is new. Where that is after all that
    was known, what is new is put after it: a page is checked many times.
    """
    refreshed: dict[int, Refreshed] = {}
    for start in range(0, len(numbers), CHUNK):
        some = numbers[start : start + CHUNK]
        before = intervals_by_statement(connection, some)
        grows = {n: runs for n, runs in before.items() if n in since and since[n] > _end(runs)}
        seen = _seen(connection, [n for n in some if n not in grows])
        for n, runs in grows.items():
            seen[n] += _seen_after(connection, n, _end(runs))
        current = {n: s.current_version for n, s in find_statements(connection, some).items()}
        after = {n: extended(grows.get(n, []), sighted) for n, sighted in seen.items()}
        for n, runs in after.items():
            refreshed[n] = Refreshed(
                before=current.get(n, 1),
                after=runs[-1].number,
                changed=_starts(runs) != _starts(before.get(n, [])),
            )
        _write(connection, {n: runs for n, runs in after.items() if runs != before.get(n)})
        set_current(connection, {n: r.after for n, r in refreshed.items() if r.before != r.after})
    return refreshed


def _end(runs: Sequence[Interval]) -> dt.datetime:
    return max(run.last_seen_at for run in runs)


def _seen(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Sighting]]:
    seen: dict[int, list[Sighting]] = defaultdict(list)
    for n, number, at in connection.execute(_SEEN.where(sightings.c.statement_n.in_(numbers))):
        seen[n].append(Sighting(number=number, at=parse_instant(at)))
    return seen


def _seen_after(connection: Connection, n: int, end: dt.datetime) -> list[Sighting]:
    rows = connection.execute(_SEEN_AFTER, {"n": n, "end": format_instant(end)})
    return [Sighting(number=number, at=parse_instant(at)) for _, number, at in rows]


def _starts(runs: Sequence[Interval]) -> list[tuple[int, object]]:
    return [(run.number, run.first_seen_at) for run in runs]


def _write(connection: Connection, runs: dict[int, list[Interval]]) -> None:
    if not runs:
        return
    delete_rows(connection, intervals, intervals.c.statement_n.in_(list(runs)))
    insert_rows(
        connection,
        intervals,
        [
            {
                "statement_n": n,
                "first_seen_at": format_instant(run.first_seen_at),
                "last_seen_at": format_instant(run.last_seen_at),
                "number": run.number,
            }
            for n, some in runs.items()
            for run in some
        ],
    )


def intervals_by_statement(
    connection: Connection, numbers: Sequence[int]
) -> dict[int, list[Interval]]:
    """Return n -> the intervals of its wordings in time order, for these statements."""
    found: dict[int, list[Interval]] = {}
    for start in range(0, len(numbers), CHUNK):
        rows = connection.execute(
            select(intervals)
            .where(intervals.c.statement_n.in_(numbers[start : start + CHUNK]))
            .order_by(intervals.c.statement_n, intervals.c.first_seen_at, intervals.c.number)
        )
        for row in rows:
            found.setdefault(row.statement_n, []).append(_interval(row))
    return found


def list_intervals(connection: Connection, n: int) -> list[Interval]:
    """Return the intervals of a statement's wordings in time order."""
    return [_interval(row) for row in connection.execute(_INTERVALS, {"n": n})]


def newest_of_source(connection: Connection, source_id: int, newest: int) -> list[int]:
    """Return the statements that captures of a source show, the newest first."""
    return list(
        connection.execute(
            select(sightings.c.statement_n)
            .distinct()
            .join(captures, captures.c.seq == sightings.c.capture_seq)
            .where(captures.c.source_id == source_id)
            .order_by(sightings.c.statement_n.desc())
            .limit(newest)
        ).scalars()
    )


def list_witnesses(connection: Connection, n: int) -> list[KeptCapture]:
    """Return the captures that show a statement, oldest first."""
    return [kept_capture(row._mapping) for row in connection.execute(_WITNESSES, {"n": n})]


def _interval(row: Row[Any]) -> Interval:
    return Interval(
        number=row.number,
        first_seen_at=parse_instant(row.first_seen_at),
        last_seen_at=parse_instant(row.last_seen_at),
    )
