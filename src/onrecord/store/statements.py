"""The store of statements: identity, and the keys that lead to them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select

from onrecord.errors import NotFoundError
from onrecord.model.instant import parse_instant
from onrecord.model.records import Known
from onrecord.store.captures import CHUNK
from onrecord.store.rows import Over, insert_rows, update_rows
from onrecord.store.schema import aliases, intervals, sightings, statements, versions
from onrecord.store.streaming import stream

# Queries that every page asks are built once: building one costs five times what asking it does.
_BY_ID = select(statements).where(
    statements.c.id == bindparam("id"), statements.c.withheld.is_(False)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptStatement:
    """A statement as a work: `n` is its order of arrival, `key` its first identity key."""

    n: int
    id: str
    key: str
    url: str | None
    current_version: int = 1


def find_known(connection: Connection, keys: Sequence[str]) -> dict[str, Known]:
    """Return key -> what is known of its statement, for those of the keys that are aliases."""
    by_key = find_numbers(connection, keys)
    known = _known(connection, sorted(set(by_key.values())))
    return {key: known[n] for key, n in by_key.items() if n in known}


def find_numbers(connection: Connection, keys: Sequence[str]) -> dict[str, int]:
    """Return key -> n of the statement it leads to, for those of the keys that are aliases."""
    by_key: dict[str, int] = {}
    for start in range(0, len(keys), CHUNK):
        rows = connection.execute(
            select(aliases.c.key, aliases.c.statement_n).where(
                aliases.c.key.in_(keys[start : start + CHUNK])
            )
        )
        by_key.update({row.key: row.statement_n for row in rows})
    return by_key


def find_by_url(connection: Connection, urls: Sequence[str]) -> dict[str, int]:
    """Return URL -> n of a statement that stands there, whatever its key; the first to arrive."""
    found: dict[str, int] = {}
    for start in range(0, len(urls), CHUNK):
        for url, n in connection.execute(
            select(statements.c.url, func.min(statements.c.n))
            .where(statements.c.url.in_(urls[start : start + CHUNK]))
            .group_by(statements.c.url)
        ):
            found[url] = n
    return found


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
        last: dict[int, int] = defaultdict(int)
        lengths: dict[tuple[int, int], int] = {}
        for n, number, lineage, digest, length in connection.execute(
            select(
                versions.c.statement_n,
                versions.c.number,
                versions.c.lineage,
                versions.c.text_sha256,
                func.length(versions.c.text),
            ).where(versions.c.statement_n.in_(some))
        ):
            wordings[n][lineage, digest] = number
            lengths[n, number] = length
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
            if row.n not in last:  # it was expunged
                continue
            known[row.n] = Known(
                n=row.n,
                id=row.id,
                current_version=row.current_version,
                last_version=last[row.n],
                last_seen_at=seen[row.n],
                wordings=wordings[row.n],
                lineages=frozenset(lineage for lineage, _ in wordings[row.n]),
                length=lengths[row.n, row.current_version],
            )
    return known


def next_n(connection: Connection) -> int:
    return (connection.execute(select(func.max(statements.c.n))).scalar_one() or 0) + 1


def add_statements(connection: Connection, kept: Sequence[KeptStatement]) -> None:
    if kept:
        insert_rows(
            connection,
            statements,
            [
                {"n": s.n, "id": s.id, "key": s.key, "url": s.url, "current_version": 1}
                for s in kept
            ],
        )


def add_aliases(connection: Connection, keys: Mapping[str, int]) -> None:
    """Let further keys lead to statements; a key that leads somewhere already is left alone."""
    if keys:
        insert_rows(
            connection,
            aliases,
            [{"key": key, "statement_n": n} for key, n in keys.items()],
            Over.IGNORE,
        )


def set_current(connection: Connection, current: Mapping[int, int]) -> None:
    """Say which version of each statement is the current one."""
    for n, number in current.items():
        update_rows(connection, statements, statements.c.n == n, current_version=number)


def set_withheld(connection: Connection, n: int, *, withheld: bool) -> None:
    """Hide a statement from every face and export, or show it again."""
    update_rows(connection, statements, statements.c.n == n, withheld=withheld)


def get_statement(connection: Connection, id: str) -> KeptStatement:
    """Return the statement with this id; raises NotFoundError."""
    row = connection.execute(_BY_ID, {"id": id}).one_or_none()
    if row is None:
        raise NotFoundError("no statement of that id in this archive", id=id)
    return _kept(row._mapping)


def get_number(connection: Connection, id: str) -> int:
    """Return the n of a statement, withheld or not; raises NotFoundError."""
    query = select(statements.c.n).where(statements.c.id == id)
    n: int | None = connection.execute(query).scalar_one_or_none()
    if n is None:
        raise NotFoundError("no statement of that id in this archive", id=id)
    return n


def find_statements(connection: Connection, numbers: Sequence[int]) -> dict[int, KeptStatement]:
    """Return n -> statement for those of the numbers that may be shown."""
    found: dict[int, KeptStatement] = {}
    for start in range(0, len(numbers), CHUNK):
        for row in connection.execute(
            select(statements)
            .where(
                statements.c.n.in_(numbers[start : start + CHUNK]),
                statements.c.withheld.is_(False),
            )
            .order_by(statements.c.n)
        ):
            found[row.n] = _kept(row._mapping)
    return found


def find_by_ids(connection: Connection, ids: Collection[str]) -> dict[str, KeptStatement]:
    """Return id -> statement for those of the ids that may be shown."""
    found: dict[str, KeptStatement] = {}
    asked = list(ids)
    for start in range(0, len(asked), CHUNK):
        for row in connection.execute(
            select(statements).where(
                statements.c.id.in_(asked[start : start + CHUNK]),
                statements.c.withheld.is_(False),
            )
        ):
            found[row.id] = _kept(row._mapping)
    return found


def list_statements(connection: Connection, *, after: int = 0) -> Iterator[KeptStatement]:
    """Yield the statements that may be shown, in order of arrival from after `after`, lazily."""
    rows = stream(
        connection,
        select(statements)
        .where(statements.c.withheld.is_(False), statements.c.n > after)
        .order_by(statements.c.n),
    )
    for row in rows:
        yield _kept(row._mapping)


def count_statements(connection: Connection) -> int:
    """Return how many statements may be shown."""
    query = select(func.count()).select_from(statements).where(statements.c.withheld.is_(False))
    return connection.execute(query).scalar_one()


def _kept(row: object) -> KeptStatement:
    values = dict(row)  # type: ignore[call-overload]  # a SQLAlchemy row mapping
    del values["withheld"]
    return KeptStatement(**values)
