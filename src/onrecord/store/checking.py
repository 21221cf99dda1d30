"""The record as it lies, for `verify`: values as they lie, whatever was done to them.

Nothing here goes through types that would stumble over a damaged value. A connection sees one
state of the database throughout.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from operator import attrgetter

from onrecord.model.ledger import Entry, Expunction, Leaf
from onrecord.model.records import Place
from onrecord.store.dialects.dialect import RawConnection
from onrecord.store.rows import DIGEST, MODULUS, form_of, row_digest, sealed_tables
from onrecord.store.schema import metadata

PLACES = """
SELECT warc, "offset", length, coalesce(e.member_sha256, c.member_sha256),
  CASE WHEN e.seq IS NULL THEN payload_sha256 END, 'capture ' || c.seq || ', ' || uri
FROM captures c LEFT JOIN expunged e ON e.capture_seq = c.seq
UNION ALL
SELECT warc, "offset", length, member_sha256, NULL, kind FROM warc_records
ORDER BY 1, 2
"""
EXPUNGED = """
SELECT seq, capture_seq, at, reason, member_sha256, signature FROM expunged
WHERE seq >= ? AND seq < ? ORDER BY seq
"""
SPREAD = 16  # keys a row, on average, beyond which a table is not cut into stretches
LEAVES = """
SELECT seq, uri, at, warc, "offset", length, member_sha256, payload_sha256 FROM captures
WHERE seq >= ? AND seq < ? ORDER BY seq
"""


def list_places(connection: RawConnection) -> Iterator[Place]:
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


def warc_ends(connection: RawConnection) -> dict[str, int]:
    """Return name -> acknowledged length of our WARC files."""
    return {
        name: end
        for name, end in connection.execute('SELECT name, "end" FROM warc_files')
        if isinstance(name, str) and isinstance(end, int) and "\0" not in name
    }


def read_settings(connection: RawConnection) -> dict[str, str]:
    """Return the names and values of the archive itself."""
    return {
        name: value
        for name, value in connection.execute("SELECT name, value FROM meta")
        if isinstance(name, str) and isinstance(value, str)
    }


def list_leaves(connection: RawConnection, start: int, end: int) -> Iterator[Entry]:
    """Yield the ledger's leaves as the rows say them, from `start` to before `end`."""
    names = ("seq", "uri", "at", "warc", "offset", "length", "member_sha256", "payload_sha256")
    kept = (
        Leaf(**dict(zip(names, row, strict=True)))
        for row in connection.execute(LEAVES, (start, end))
    )
    names_of_expunged = ("seq", "expunged", "at", "reason", "member_sha256", "signature")
    expunged = (
        Expunction(**dict(zip(names_of_expunged, row, strict=True)))
        for row in connection.execute(EXPUNGED, (start, end))
    )
    entries: Iterator[Entry] = merge(kept, expunged, key=attrgetter("seq"))
    yield from entries


def count_leaves(connection: RawConnection) -> int:
    """Return how many leaves the rows say there are."""
    (last,) = connection.execute(
        "SELECT max(seq) FROM (SELECT max(seq) AS seq FROM captures "
        "UNION ALL SELECT max(seq) FROM expunged) AS last"
    ).fetchone()
    return last + 1 if isinstance(last, int) else 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of a table whose first key column is from `first` to `last`; all where it is None."""

    table: str
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Damaged:
    """A row that has another digest than the one kept with it; `named` is its key in words."""

    key: tuple[object, ...]
    named: str
    kept: str
    found: str


@dataclass(frozen=True, slots=True)
class RowsRead:
    """How many rows a stretch has, the sum of the digests kept with them, and the damaged ones."""

    rows: int
    total: int
    damaged: tuple[Damaged, ...]


def list_stretches(connection: RawConnection, keys: int) -> Iterator[Stretch]:
    """Yield all tables in stretches of so many keys.

    One without a number as its key is whole, and one whose keys are thinly sown or damaged.
    """
    sums = read_sums(connection)
    for table in sealed_tables():
        column = next(iter(table.primary_key.columns))
        ends = (None, None)
        if column.type.python_type is int:
            ends = connection.execute(
                f'SELECT min("{column.name}"), max("{column.name}") FROM "{table.name}"'  # noqa: S608
            ).fetchone()
        first, last = ends
        rows, _ = sums.get(table.name, (0, ""))
        if not (isinstance(first, int) and isinstance(last, int) and isinstance(rows, int)):
            yield Stretch(table.name)
            continue
        if last - first > keys + SPREAD * rows:
            yield Stretch(table.name)
            continue
        for start in range(first, last + 1, keys):
            yield Stretch(table.name, start, min(start + keys - 1, last))


def read_rows(connection: RawConnection, stretch: Stretch) -> RowsRead:
    """Compare every row of a stretch with its digest."""
    table = metadata.tables[stretch.table]
    form = form_of(table)
    names = ", ".join(f'"{name}"' for name in form.names)
    query = f'SELECT {names}, {DIGEST} FROM "{table.name}"'  # noqa: S608 - names of ours
    bounds: tuple[int, ...] = ()
    if stretch.first is not None and stretch.last is not None:
        query += f' WHERE "{form.names[form.key[0]]}" BETWEEN ? AND ?'
        bounds = (stretch.first, stretch.last)
    rows = total = 0
    damaged: list[Damaged] = []
    for *values, digest in connection.execute(query, bounds):
        rows += 1
        try:
            found = row_digest(table.name, values)
        except TypeError:  # a value that no row was ever written with
            found = b""
        if isinstance(digest, bytes):
            total += int.from_bytes(digest)
        if found != digest:
            damaged.append(
                Damaged(
                    key=tuple(values[at] for at in form.key),
                    named=", ".join(f"{form.names[at]}={values[at]!r}" for at in form.key),
                    kept=digest.hex() if isinstance(digest, bytes) else "no digest",
                    found=found.hex() or "no text",
                )
            )
    return RowsRead(rows, total % MODULUS, tuple(damaged))


def read_sums(connection: RawConnection) -> dict[str, tuple[int, int]]:
    """Return table -> (number of rows, sum of their digests) as they were kept with the rows.

    A table is left out where these were damaged.
    """
    found: dict[str, tuple[int, int]] = {}
    for name, rows, total in connection.execute("SELECT name, rows, total FROM row_sums"):
        try:
            found[name] = (rows, int(total, 16)) if total == f"{int(total, 16):032x}" else (-1, -1)
        except (ValueError, TypeError):
            continue
    return found


def list_identities(connection: RawConnection) -> Iterator[tuple[str, str]]:
    """Yield (id, key) of every statement."""
    for id, key in connection.execute("SELECT id, key FROM statements"):
        if isinstance(id, str) and isinstance(key, str):
            yield id, key


def list_without_wording(connection: RawConnection) -> Iterator[tuple[str, int]]:
    """Yield (id, number) of every statement whose current version is not there."""
    yield from connection.execute(
        "SELECT id, current_version FROM statements s WHERE NOT EXISTS (SELECT 1 FROM versions v "
        "WHERE v.statement_n = s.n AND v.number = s.current_version) AND NOT withheld"
    )


def count_intervals(connection: RawConnection) -> int:
    """Return how many intervals of wordings may be shown: what the index holds of each."""
    (count,) = connection.execute(
        "SELECT count(*) FROM intervals JOIN statements ON n = statement_n WHERE NOT withheld"
    ).fetchone()
    return int(count)


def last_change(connection: RawConnection) -> int:
    """Return the number of the newest change; 0 when there is none."""
    (last,) = connection.execute("SELECT max(seq) FROM changes").fetchone()
    return last if isinstance(last, int) else 0


def are_sound(connection: RawConnection, tables: Sequence[str]) -> bool:
    """Return whether no row of these tables was damaged, lost or put in."""
    sums = read_sums(connection)
    for table in tables:
        read = read_rows(connection, Stretch(table))
        if read.damaged or sums.get(table) != (read.rows, read.total):
            return False
    return True
