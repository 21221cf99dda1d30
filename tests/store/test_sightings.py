"""When each wording stood, counted on from what was known, comes to what a whole recount does."""

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.test_statements import capture

from onrecord.model.instant import format_instant
from onrecord.store import captures, sightings, sources, statements
from onrecord.store.database import Database
from onrecord.store.dialects.sqlite import Sqlite
from onrecord.store.sightings import KeptSighting
from onrecord.store.statements import KeptStatement

CAPTURES, STATEMENTS = 6, 3
# A check: which capture it saw, when, and which statement in which wording it shows.
CHECK = st.tuples(
    st.integers(0, CAPTURES - 1),
    st.integers(0, 40),
    st.integers(1, STATEMENTS),
    st.integers(0, 3),
)


def at(minute: int) -> dt.datetime:
    return dt.datetime(2025, 10, 19, 8, minute, tzinfo=dt.UTC)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(CHECK, min_size=1, max_size=4), max_size=8))
def test_counting_on_comes_to_a_whole_recount(lots: list[list[tuple[int, int, int, int]]]) -> None:
    with TemporaryDirectory() as folder:
        database = Database.create(Sqlite(Path(folder) / "record.sqlite"))
        with database.writing() as connection:
            sources.save_source(connection, name="s", root_digest=None, issuer=None, columns=())
            captures.add_captures(connection, [capture(seq, 8) for seq in range(CAPTURES)])
            for n in range(1, STATEMENTS + 1):
                statements.add_statements(
                    connection, [KeptStatement(n=n, id=f"s{n}", key=f"k{n}", url=None)]
                )
            for lot in lots:
                captures.add_observations(
                    connection,
                    [("u", format_instant(at(minute)), "captured", seq) for seq, minute, *_ in lot],
                )
                seen = [
                    KeptSighting(
                        capture_seq=seq,
                        fragment=str(n),
                        statement_n=n,
                        number=number,
                        lineage="html",
                        text_sha256=str(number),
                    )
                    for seq, _, n, number in lot
                ]
                since = sightings.add_sightings(connection, seen)
                # A check of a capture is news of all the statements that it shows.
                for seq, minute, *_ in lot:
                    for kept in sightings.sightings_of(connection, [seq]).values():
                        n = kept.statement_n
                        since[n] = min(at(minute), since.get(n, at(minute)))
                numbers = list(range(1, STATEMENTS + 1))
                sightings.refresh_intervals(connection, numbers, since)
                counted_on = sightings.intervals_by_statement(connection, numbers)
                whole = sightings.refresh_intervals(connection, numbers)
                assert sightings.intervals_by_statement(connection, numbers) == counted_on
                assert not any(one.changed for one in whole.values())
        database.close()
