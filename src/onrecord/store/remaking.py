"""Making derived tables again from those they rest on, after damage.

Primary are captures, observations, sightings, statements and the like: they are restored from a
backup, never made up.
"""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from itertools import islice

from sqlalchemy import Connection, Table, select

from onrecord.store import near, sightings, versions
from onrecord.store.rows import Over, insert_rows, put_sum, sum_up
from onrecord.store.schema import (
    citations,
    claims,
    diffs,
    intervals,
    issuers,
    other_languages,
    simhash_bands,
    statements,
)
from onrecord.store.schema import near as near_table
from onrecord.store.schema import sightings as sightings_table
from onrecord.store.schema import versions as versions_table

BATCH = 256


def clear(connection: Connection, *tables: Table) -> None:
    """Take all rows out of tables, whatever their digests and sums say."""
    for table in tables:
        connection.execute(table.delete())
        put_sum(connection, table.name, 0, 0)


def blank_versions(connection: Connection, damaged: AbstractSet[tuple[object, ...]]) -> None:
    """Put blank wordings in the place of damaged and lost ones, to be read from their captures.

    A wording that no capture shows was put in by somebody, and goes.
    """
    shown = {
        (row.statement_n, row.number): row._mapping
        for row in connection.execute(
            select(sightings_table)
            .where(sightings_table.c.number > 0)
            .order_by(sightings_table.c.capture_seq.desc(), sightings_table.c.fragment)
        )
    }
    n_of, number_of = versions_table.c.statement_n, versions_table.c.number
    there = {(n, number) for n, number in connection.execute(select(n_of, number_of))}
    for n, number in there - shown.keys():
        here = n_of.is_not_distinct_from(n) & number_of.is_not_distinct_from(number)
        connection.execute(versions_table.delete().where(here))
    names = ("statement_n", "number", "lineage", "text_sha256", "capture_seq", "fragment")
    blank = {"simhash": "0" * 16, "extractor": "", "text": "", "structure": b"{}"}
    lost = shown.keys() - (there - damaged)
    rows = [{name: shown[key][name] for name in names} | blank for key in sorted(lost)]
    insert_rows(connection, versions_table, rows, Over.REPLACE)
    sum_up(connection, versions_table)


def _found_by(connection: Connection) -> None:
    clear(connection, citations, other_languages, issuers)
    rows = connection.execute(select(versions_table.c.statement_n).distinct())
    numbers = iter(rows.scalars().all())
    while some := list(islice(numbers, BATCH)):
        kept = [version for n in some for version in versions.list_written(connection, n)]
        versions.add_found_by(connection, kept)


def _bands(connection: Connection) -> None:
    clear(connection, simhash_bands, near_table)
    rows = connection.execute(
        select(versions_table.c.statement_n, versions_table.c.simhash).order_by(
            versions_table.c.statement_n, versions_table.c.number
        )
    ).all()
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        near.link(connection, {row.statement_n: int(row.simhash, 16) for row in some})


def _intervals(connection: Connection) -> None:
    clear(connection, intervals)
    numbers = connection.execute(select(statements.c.n)).scalars().all()
    sightings.refresh_intervals(connection, numbers)


def _forgotten(connection: Connection) -> None:
    """Diffs are made when they are asked for."""
    clear(connection, diffs)


def _claims(connection: Connection) -> None:
    """Claims are made by their own rules: see archive.claim_making."""
    clear(connection, claims)


# Tables -> what makes them again, in this order.
REMAKING: Mapping[tuple[str, ...], Callable[[Connection], None]] = {
    ("citations", "other_languages", "issuers"): _found_by,
    ("simhash_bands", "near"): _bands,
    ("intervals",): _intervals,
    ("diffs",): _forgotten,
    ("claims",): _claims,
}
