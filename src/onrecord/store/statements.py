"""The store of statements: identity, versions, the times each wording was seen."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import orjson
from sqlalchemy import Connection, delete, func, insert, select, update

from onrecord.errors import NotFoundError
from onrecord.model.instant import format_instant, parse_instant
from onrecord.model.records import KeptVersion, Known
from onrecord.model.structure_json import structure_from_json, structure_to_json
from onrecord.model.version import Interval, Sighting, intervals_of
from onrecord.store.captures import CHUNK
from onrecord.store.schema import (
    aliases,
    captures,
    intervals,
    observations,
    sightings,
    statements,
    versions,
)


def text_digest(text: str) -> str:
    """Return the digest that tells wordings apart: SHA-256 of the text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def find_known(connection: Connection, keys: Sequence[str]) -> dict[str, Known]:
    """Return key -> what is known of its statement, for those of the keys that are aliases."""
    by_key: dict[str, int] = {}
    for start in range(0, len(keys), CHUNK):
        rows = connection.execute(
            select(aliases.c.key, aliases.c.statement_n).where(
                aliases.c.key.in_(keys[start : start + CHUNK])
            )
        )
        by_key.update({row.key: row.statement_n for row in rows})
    known = _known(connection, sorted(set(by_key.values())))
    return {key: known[n] for key, n in by_key.items()}


def _known(connection: Connection, numbers: Sequence[int]) -> dict[int, Known]:
    known: dict[int, Known] = {}
    for start in range(0, len(numbers), CHUNK):
        some = numbers[start : start + CHUNK]
        wordings: dict[int, dict[tuple[str, str], int]] = defaultdict(dict)
        for n, number, lineage, digest in connection.execute(
            select(
                sightings.c.statement_n,
                sightings.c.number,
                sightings.c.lineage,
                sightings.c.text_sha256,
            ).where(sightings.c.statement_n.in_(some))
        ):
            wordings[n][lineage, digest] = number
        extractors: dict[int, set[str]] = defaultdict(set)
        last: dict[int, int] = defaultdict(int)
        for n, number, lineage, digest, extractor in connection.execute(
            select(
                versions.c.statement_n,
                versions.c.number,
                versions.c.lineage,
                versions.c.text_sha256,
                versions.c.extractor,
            ).where(versions.c.statement_n.in_(some))
        ):
            wordings[n][lineage, digest] = number
            extractors[n].add(extractor)
            last[n] = max(last[n], number)
        seen = {
            n: parse_instant(at)
            for n, at in connection.execute(
                select(intervals.c.statement_n, func.max(intervals.c.last_seen_at))
                .where(intervals.c.statement_n.in_(some))
                .group_by(intervals.c.statement_n)
            )
        }
        for row in connection.execute(select(statements).where(statements.c.n.in_(some))):
            known[row.n] = Known(
                n=row.n,
                id=row.id,
                current_version=row.current_version,
                last_version=last[row.n],
                last_seen_at=seen[row.n],
                wordings=wordings[row.n],
                lineages=frozenset(lineage for lineage, _ in wordings[row.n]),
                extractors=frozenset(extractors[row.n]),
            )
    return known


def next_n(connection: Connection) -> int:
    return (connection.execute(select(func.max(statements.c.n))).scalar_one() or 0) + 1


def add_statement(connection: Connection, *, n: int, id: str, key: str, url: str | None) -> None:
    connection.execute(insert(statements).values(n=n, id=id, key=key, url=url, current_version=1))


def add_alias(connection: Connection, key: str, n: int) -> None:
    """Let another key lead to a statement; a key that leads somewhere already is left alone."""
    connection.execute(insert(aliases).prefix_with("OR IGNORE").values(key=key, statement_n=n))


def add_version(connection: Connection, kept: KeptVersion) -> None:
    connection.execute(
        insert(versions).values(
            statement_n=kept.statement_n,
            number=kept.number,
            lineage=kept.lineage,
            text_sha256=kept.text_sha256,
            simhash=kept.simhash,
            extractor=kept.extraction.extractor,
            capture_seq=kept.capture_seq,
            fragment=kept.fragment,
            text=kept.extraction.text,
            structure=orjson.dumps(structure_to_json(kept.extraction)),
        )
    )


def add_sighting(
    connection: Connection,
    *,
    capture_seq: int,
    fragment: str,
    n: int,
    number: int,
    wording: tuple[str, str],
) -> None:
    """Say that this part of a capture shows this version; `wording` is (lineage, digest)."""
    connection.execute(
        insert(sightings)
        .prefix_with("OR IGNORE")
        .values(
            capture_seq=capture_seq,
            fragment=fragment,
            statement_n=n,
            number=number,
            lineage=wording[0],
            text_sha256=wording[1],
        )
    )


def list_sighted(connection: Connection, capture_seqs: Sequence[int]) -> dict[int, set[int]]:
    """Return capture seq -> the statements it shows, for captures that are seen again."""
    found: dict[int, set[int]] = defaultdict(set)
    for start in range(0, len(capture_seqs), CHUNK):
        rows = connection.execute(
            select(sightings.c.capture_seq, sightings.c.statement_n).where(
                sightings.c.capture_seq.in_(capture_seqs[start : start + CHUNK])
            )
        )
        for seq, n in rows:
            found[seq].add(n)
    return found


def refresh_intervals(connection: Connection, n: int) -> tuple[int, int]:
    """Recount when each wording stood from the sightings; return (old, new) current version."""
    rows = connection.execute(
        select(sightings.c.number, observations.c.at)
        .join(observations, observations.c.capture_seq == sightings.c.capture_seq)
        .where(sightings.c.statement_n == n, sightings.c.number > 0)
    )
    runs = intervals_of([Sighting(number=number, at=parse_instant(at)) for number, at in rows])
    old = connection.execute(
        select(statements.c.current_version).where(statements.c.n == n)
    ).scalar_one()
    connection.execute(delete(intervals).where(intervals.c.statement_n == n))
    connection.execute(
        insert(intervals),
        [
            {
                "statement_n": n,
                "first_seen_at": format_instant(run.first_seen_at),
                "last_seen_at": format_instant(run.last_seen_at),
                "number": run.number,
            }
            for run in runs
        ],
    )
    new = runs[-1].number
    if new != old:
        connection.execute(
            update(statements).where(statements.c.n == n).values(current_version=new)
        )
    return old, new


def list_intervals(connection: Connection, n: int) -> list[Interval]:
    """Return the intervals of a statement's wordings in time order."""
    rows = connection.execute(
        select(intervals).where(intervals.c.statement_n == n).order_by(intervals.c.first_seen_at)
    )
    return [
        Interval(
            number=row.number,
            first_seen_at=parse_instant(row.first_seen_at),
            last_seen_at=parse_instant(row.last_seen_at),
        )
        for row in rows
    ]


def list_versions(connection: Connection, n: int) -> Iterator[KeptVersion]:
    """Yield the versions of a statement by number."""
    rows = connection.execute(
        select(versions).where(versions.c.statement_n == n).order_by(versions.c.number)
    )
    for row in rows:
        extraction = structure_from_json(orjson.loads(row.structure), row.text)
        yield KeptVersion(
            statement_n=row.statement_n,
            number=row.number,
            lineage=row.lineage,
            text_sha256=row.text_sha256,
            simhash=row.simhash,
            capture_seq=row.capture_seq,
            fragment=row.fragment,
            extraction=replace(extraction, extractor=row.extractor),
        )


def find_statement(connection: Connection, id: str) -> tuple[int, str, str | None, int] | None:
    """Return (n, key, url, current version) of the statement with this id."""
    row = connection.execute(select(statements).where(statements.c.id == id)).one_or_none()
    return (row.n, row.key, row.url, row.current_version) if row else None


def get_statement(connection: Connection, id: str) -> tuple[int, str, str | None, int]:
    found = find_statement(connection, id)
    if found is None:
        raise NotFoundError("no statement of that id in this archive", id=id)
    return found


def list_witnesses(connection: Connection, n: int, number: int) -> list[int]:
    """Return the captures that show this version, by number in the ledger."""
    rows = connection.execute(
        select(sightings.c.capture_seq)
        .join(captures, captures.c.seq == sightings.c.capture_seq)
        .where(sightings.c.statement_n == n, sightings.c.number == number)
        .order_by(captures.c.at)
    )
    return list(rows.scalars())
