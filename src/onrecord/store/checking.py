"""The record as it lies, for `verify`: values as SQLite gives them, whatever was done to them.

Nothing here goes through types that would stumble over a damaged value. A connection sees one
state of the database throughout.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import quote

from onrecord.errors import StoreError
from onrecord.model.ledger import Leaf
from onrecord.model.records import Place

PLACES = """
SELECT warc, "offset", length, member_sha256, payload_sha256, 'capture ' || seq || ', ' || uri
FROM captures
UNION ALL
SELECT warc, "offset", length, member_sha256, NULL, kind FROM warc_records
ORDER BY warc, "offset"
"""
LEAVES = """
SELECT seq, uri, at, warc, "offset", length, member_sha256, payload_sha256 FROM captures
WHERE seq >= ? AND seq < ? ORDER BY seq
"""


@contextmanager
def reading_raw(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that only reads; raises StoreError for what is no sound database.

    Text that is no UTF-8 comes as surrogates, so that it can be told and never passes for sound.
    """
    connection = None
    try:
        connection = _connect(path)
        connection.execute("BEGIN")
        yield connection
    except sqlite3.Error as error:
        raise StoreError(
            "the database is damaged; restore it from a backup", cause=error, path=path.name
        ) from error
    finally:
        if connection is not None:
            connection.close()


def _connect(path: Path) -> sqlite3.Connection:
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        connection = sqlite3.connect(path, timeout=10, isolation_level=None)
        connection.execute("PRAGMA query_only = 1")
    else:
        uri = f"file:{quote(str(path))}?mode=ro"
        log = path.with_name(f"{path.name}-wal")
        if not log.exists() or not log.stat().st_size:  # as store.database does
            uri += "&immutable=1"
        connection = sqlite3.connect(uri, timeout=10, isolation_level=None, uri=True)
    connection.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
    return connection


def list_places(connection: sqlite3.Connection) -> Iterator[Place]:
    """Yield where all records lie, file by file in their order; rows of other types are left out.

    Those are told of by their digests.
    """
    for row in connection.execute(PLACES):
        warc, offset, length, member, payload, _ = row
        if (
            all(isinstance(value, str) for value in (warc, member, payload or ""))
            and all(isinstance(value, int) for value in (offset, length))
            and "\0" not in warc
        ):
            yield Place(*row)


def warc_ends(connection: sqlite3.Connection) -> dict[str, int]:
    """Return name -> acknowledged length of our WARC files."""
    return {
        name: end
        for name, end in connection.execute("SELECT name, end FROM warc_files")
        if isinstance(name, str) and isinstance(end, int) and "\0" not in name
    }


def list_leaves(connection: sqlite3.Connection, start: int, end: int) -> Iterator[Leaf]:
    """Yield the ledger's leaves as the rows say them, from `start` to before `end`."""
    names = ("seq", "uri", "at", "warc", "offset", "length", "member_sha256", "payload_sha256")
    for row in connection.execute(LEAVES, (start, end)):
        yield Leaf(**dict(zip(names, row, strict=True)))


def count_leaves(connection: sqlite3.Connection) -> int:
    """Return how many leaves the rows say there are."""
    (last,) = connection.execute("SELECT max(seq) FROM captures").fetchone()
    return last + 1 if isinstance(last, int) else 0
