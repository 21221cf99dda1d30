"""Taking a statement's words out of the record; its identity stays, so that it stays out."""

from collections.abc import Sequence

from sqlalchemy import Connection, exists, or_, select

from onrecord.store.captures import CHUNK
from onrecord.store.rows import delete_rows, update_rows
from onrecord.store.schema import (
    aliases,
    captures,
    citations,
    claims,
    collected,
    corrections,
    diffs,
    intervals,
    near,
    other_languages,
    replies,
    sightings,
    simhash_bands,
    statements,
    tags,
    versions,
    watched,
)
from onrecord.store.versions import recount_issuers

EXPUNGED = "expunged"  # the role of a capture that was taken out


def take_out(connection: Connection, n: int, seqs: Sequence[int]) -> None:
    """Delete all that says what a statement said, and mark these captures as taken out.

    The bytes leave the file for good when the database is compacted.
    """
    said = (claims, diffs, citations, other_languages, simhash_bands, intervals, sightings)
    for table in (*said, corrections, replies, tags, collected):
        delete_rows(connection, table, table.c.statement_n == n)
    delete_rows(connection, near, or_(near.c.statement_n == n, near.c.other_n == n))
    delete_rows(connection, versions, versions.c.statement_n == n)
    keys = connection.execute(select(aliases.c.key).where(aliases.c.statement_n == n)).scalars()
    for key in keys.all():
        delete_rows(connection, watched, watched.c.uri == key)
    for start in range(0, len(seqs), CHUNK):
        some = captures.c.seq.in_(seqs[start : start + CHUNK])
        update_rows(connection, captures, some, role=EXPUNGED)
    update_rows(connection, statements, statements.c.n == n, withheld=True)
    recount_issuers(connection)


def has_wordings(connection: Connection, n: int) -> bool:
    """Return whether a statement has any wording still."""
    found = connection.execute(select(versions.c.number).where(versions.c.statement_n == n))
    return found.first() is not None


def list_withheld(connection: Connection) -> list[tuple[str, str]]:
    """Return (id, key) of the statements that are hidden and still have wordings, newest first."""
    rows = connection.execute(
        select(statements.c.id, statements.c.key)
        .where(
            statements.c.withheld.is_(True),
            exists().where(versions.c.statement_n == statements.c.n),
        )
        .order_by(statements.c.n.desc())
    )
    return [(row.id, row.key) for row in rows]


def others_shown_by(connection: Connection, seqs: Sequence[int], n: int) -> list[str]:
    """Return the ids of other statements that these captures show."""
    found: dict[str, None] = {}
    for start in range(0, len(seqs), CHUNK):
        rows = connection.execute(
            select(statements.c.id)
            .join(sightings, sightings.c.statement_n == statements.c.n)
            .where(sightings.c.capture_seq.in_(seqs[start : start + CHUNK]), statements.c.n != n)
        )
        found.update(dict.fromkeys(rows.scalars()))
    return list(found)


def find_expunged(connection: Connection, keys: Sequence[str]) -> set[str]:
    """Return those of the keys that lead to a statement that was expunged."""
    found: set[str] = set()
    for start in range(0, len(keys), CHUNK):
        rows = connection.execute(
            select(aliases.c.key)
            .join(statements, statements.c.n == aliases.c.statement_n)
            .outerjoin(versions, versions.c.statement_n == statements.c.n)
            .where(
                aliases.c.key.in_(keys[start : start + CHUNK]),
                statements.c.withheld.is_(True),
                versions.c.number.is_(None),
            )
        )
        found |= set(rows.scalars())
    return found
