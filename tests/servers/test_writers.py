"""Several processes on one record: one writes at a time, and no reader passes over a change."""

import threading
import time

import pytest
from tests.postgresql import Server

from onrecord.errors import StoreError
from onrecord.store import changes
from onrecord.store.database import Database
from onrecord.store.dialects.postgresql import Postgresql
from onrecord.store.statements import KeptStatement, add_statements

WRITERS = 4
TURNS = 30
AT = "2025-10-19T00:00:00.000000Z"


@pytest.fixture
def url(postgresql: Server) -> str:
    url = postgresql.new_database()
    database = Database.create(Postgresql(url))
    with database.writing() as connection:
        add_statements(connection, [KeptStatement(n=1, id="a", key="a", url=None)])
    database.close()
    return url


def test_a_reader_that_follows_the_log_passes_over_nothing(url: str) -> None:
    """A number is given while its transaction is under way, and others may end before it."""

    def write() -> None:
        database = Database.open(Postgresql(url))
        for turn in range(TURNS):
            with database.writing() as connection:
                changes.add_changes(connection, [(AT, 1, "new", None, 1)] * (turn % 3 + 1))
                time.sleep(0.002)  # the longer it lasts, the more would overtake it
        database.close()

    writers = [threading.Thread(target=write) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    reader = Database.open(Postgresql(url))
    position = 0
    seen: list[int] = []
    while any(writer.is_alive() for writer in writers) or not seen or position < seen[-1]:
        with reader.reading() as connection:
            more = [change.seq for change in changes.list_changes(connection, after=position)]
        seen += more
        position = seen[-1] if seen else 0
    with reader.reading() as connection:
        seen += [change.seq for change in changes.list_changes(connection, after=position)]
    reader.close()
    written = WRITERS * sum(turn % 3 + 1 for turn in range(TURNS))
    assert seen == list(range(1, written + 1))


def test_the_lock_of_the_record_has_one_holder_who_is_named(url: str) -> None:
    first, second = Database.open(Postgresql(url)), Database.open(Postgresql(url))
    said: list[str] = []
    with first.holding("lock", say=said.append, wait=0):
        with (
            pytest.raises(StoreError, match=r"process \d+ on .* is writing to this archive"),
            second.holding("lock", say=said.append, wait=0.3),
        ):
            pass
        with second.holding("another", say=said.append, wait=0):
            pass
    assert len(said) == 1
    with second.holding("lock", say=said.append, wait=0):
        pass
    first.close()
    second.close()


def test_nothing_is_written_once_the_lock_was_lost(url: str) -> None:
    database = Database.open(Postgresql(url))
    with database.holding("lock", say=print, wait=0):
        with database.writing() as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' "
                "AND pid <> pg_backend_pid()"
            )
        with pytest.raises(StoreError, match="lock"), database.writing():
            raise AssertionError("it was let in")
    with database.writing() as connection:
        assert changes.last_seq(connection) == 0
    database.close()
