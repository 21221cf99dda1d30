"""The store of captures: where each record lies, and which bytes are known already."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, func, select

from onrecord.errors import NotFoundError
from onrecord.model.instant import format_instant, parse_instant
from onrecord.model.records import KeptCapture
from onrecord.store.rows import insert_row, insert_rows, next_id, update_rows
from onrecord.store.schema import captures, observations, sightings, statements, warc_files
from onrecord.store.streaming import stream

CHUNK = 500  # host variables in one statement; SQLite's old limit is 999


def find_known(connection: Connection, uris: Sequence[str]) -> dict[tuple[str, str], int]:
    """Return (uri, payload digest) -> seq for every capture of these URIs."""
    found: dict[tuple[str, str], int] = {}
    for start in range(0, len(uris), CHUNK):
        rows = connection.execute(
            select(captures.c.uri, captures.c.payload_sha256, captures.c.seq).where(
                captures.c.uri.in_(uris[start : start + CHUNK])
            )
        )
        found.update({(uri, digest): seq for uri, digest, seq in rows})
    return found


def find_responses(
    connection: Connection, uris: Sequence[str]
) -> dict[tuple[str, int | None, str], tuple[int, dt.datetime]]:
    """Return (uri, status, payload digest) -> (seq, when) for every response of these URIs."""
    found: dict[tuple[str, int | None, str], tuple[int, dt.datetime]] = {}
    for start in range(0, len(uris), CHUNK):
        rows = connection.execute(
            select(
                captures.c.uri,
                captures.c.status,
                captures.c.payload_sha256,
                captures.c.seq,
                captures.c.at,
            ).where(captures.c.uri.in_(uris[start : start + CHUNK]))
        )
        for uri, status, digest, seq, at in rows:
            found[uri, status, digest] = seq, parse_instant(at)
    return found


def instants_of(connection: Connection, seqs: Sequence[int]) -> dict[int, dt.datetime]:
    """Return seq -> when it was captured."""
    found: dict[int, dt.datetime] = {}
    for start in range(0, len(seqs), CHUNK):
        rows = connection.execute(
            select(captures.c.seq, captures.c.at).where(
                captures.c.seq.in_(seqs[start : start + CHUNK])
            )
        )
        found.update({seq: parse_instant(at) for seq, at in rows})
    return found


def take_for_statement(connection: Connection, seqs: Sequence[int]) -> None:
    """Say of captures kept in another role that they show a statement after all."""
    if seqs:
        held = captures.c.seq.in_(seqs) & captures.c.role.is_not(None)
        update_rows(connection, captures, held, role=None)


def digests_by_path(
    connection: Connection, source_id: int, paths: Sequence[str]
) -> dict[str, set[str]]:
    """Return path -> payload digests of what was captured of these files of a source."""
    found: dict[str, set[str]] = {}
    for start in range(0, len(paths), CHUNK):
        rows = connection.execute(
            select(captures.c.path, captures.c.payload_sha256).where(
                captures.c.source_id == source_id,
                captures.c.path.in_(paths[start : start + CHUNK]),
            )
        )
        for path, digest in rows:
            found.setdefault(path, set()).add(digest)
    return found


def digests_of_source(connection: Connection, source_id: int, limit: int) -> dict[str, set[str]]:
    """Return path -> payload digests of a source's first captures."""
    found: dict[str, set[str]] = {}
    for path, digest in connection.execute(
        select(captures.c.path, captures.c.payload_sha256)
        .where(captures.c.source_id == source_id)
        .order_by(captures.c.seq)
        .limit(limit)
    ):
        found.setdefault(path, set()).add(digest)
    return found


def add_captures(connection: Connection, kept: Sequence[KeptCapture]) -> None:
    if not kept:
        return
    insert_rows(
        connection,
        captures,
        [
            {
                "seq": c.seq,
                "uri": c.uri,
                "at": format_instant(c.at),
                "status": c.status,
                "media_type": c.media_type,
                "charset": c.charset,
                "path": c.path,
                "source_id": c.source_id,
                "warc": c.warc,
                "offset": c.offset,
                "length": c.length,
                "member_sha256": c.member_sha256,
                "payload_sha256": c.payload_sha256,
                "payload_size": c.payload_size,
                "role": c.role,
                "observer": c.observer,
            }
            for c in kept
        ],
    )


def add_observations(
    connection: Connection, seen: Iterable[tuple[str, str, str, int | None]]
) -> None:
    """Add rows of (uri, at, outcome, capture seq)."""
    insert_rows(
        connection,
        observations,
        [
            {"id": id, "uri": uri, "at": at, "outcome": outcome, "capture_seq": seq}
            for id, (uri, at, outcome, seq) in enumerate(seen, next_id(connection, observations))
        ],
    )


def get_capture(connection: Connection, seq: int) -> KeptCapture:
    row = connection.execute(select(captures).where(captures.c.seq == seq)).one_or_none()
    if row is None:
        raise NotFoundError("no capture of that number", seq=seq)
    return kept_capture(row._mapping)


def holds_withheld(connection: Connection, seq: int) -> bool:
    """Return whether a capture shows a statement that is withheld."""
    found = connection.execute(
        select(statements.c.n)
        .join(sightings, sightings.c.statement_n == statements.c.n)
        .where(sightings.c.capture_seq == seq, statements.c.withheld.is_(True))
        .limit(1)
    )
    return found.first() is not None


def list_captures(connection: Connection, start: int = 0) -> Iterator[KeptCapture]:
    """Yield all captures from `start` in the ledger's order, lazily."""
    rows = stream(
        connection, select(captures).where(captures.c.seq >= start).order_by(captures.c.seq)
    )
    for row in rows:
        yield kept_capture(row._mapping)


def count_bare(connection: Connection, source_id: int, newest: int) -> tuple[int, int]:
    """Return how many of a source's newest captures may hold a statement, and how many of these
    hold none."""
    asked = (
        select(captures.c.seq)
        .where(captures.c.source_id == source_id, captures.c.role.is_(None))
        .order_by(captures.c.seq.desc())
        .limit(newest)
        .subquery()
    )
    shown = select(sightings.c.capture_seq).where(sightings.c.capture_seq == asked.c.seq).exists()
    total, bare = connection.execute(
        select(func.count(), func.count().filter(~shown)).select_from(asked)
    ).one()
    return total, bare


def warc_ends(connection: Connection) -> dict[str, int]:
    """Return name -> acknowledged length of our WARC files."""
    rows = connection.execute(select(warc_files.c.name, warc_files.c.end))
    return {row.name: row.end for row in rows}


def set_warc_end(connection: Connection, name: str, end: int) -> None:
    if not update_rows(connection, warc_files, warc_files.c.name == name, end=end):
        insert_row(connection, warc_files, name=name, end=end)


def kept_capture(row: object) -> KeptCapture:
    """Return a row of the table as a capture."""
    values = dict(row)  # type: ignore[call-overload]  # a SQLAlchemy row mapping
    values["at"] = parse_instant(values["at"])
    return KeptCapture(**values)
