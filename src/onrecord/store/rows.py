"""Writing rows with their digests: the one way in which anything is put into the record.

Each table has one more column than `schema` names, `digest`, over all values of its row; and
`row_sums` has, of each table, the number of its rows and the sum of their digests. So `verify` sees
a damaged value, and a row that is gone or one too many.

A digest is BLAKE2b (RFC 7693) of 16 bytes, personalised by the table's name, over the row's values
as a JSON array in the order of the columns; bytes stand there as the hex of their own digest.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from functools import cache, partial
from hashlib import blake2b
from typing import Any, NamedTuple

import orjson
from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Float,
    Table,
    and_,
    func,
    inspect,
    select,
    text,
)

from onrecord.store.dialects.spelling import Sealing, spelling_for
from onrecord.store.schema import metadata, row_sums
from onrecord.store.streaming import stream_raw

DIGEST = "digest"
SIZE = 16
MODULUS = 1 << (8 * SIZE)
VARIABLES = 900  # of one statement; SQLite's old limit is 999

Row = tuple[Any, ...]


class Over(Enum):
    """What becomes of a row whose key is taken."""

    FAIL = "fail"
    IGNORE = "ignore"  # it is dropped
    REPLACE = "replace"  # it takes the other's place


class Form(NamedTuple):
    """How the rows of a table are written: worked out once."""

    names: tuple[str, ...]
    defaults: tuple[object, ...]
    as_kept: tuple[tuple[int, Callable[[Any], object]], ...]  # what SQLite keeps as another type
    flags: tuple[int, ...]  # truth values
    key: tuple[int, ...]


@cache
def form_of(table: Table) -> Form:
    columns = list(table.columns)
    kept: list[tuple[int, Callable[[Any], object]]] = []
    for at, column in enumerate(columns):
        if isinstance(column.type, Boolean):
            kept.append((at, int))
        elif isinstance(column.type, Float):
            kept.append((at, float))
    return Form(
        names=tuple(column.name for column in columns),
        defaults=tuple(_default(column.server_default) for column in columns),
        as_kept=tuple(kept),
        flags=tuple(at for at, column in enumerate(columns) if isinstance(column.type, Boolean)),
        key=tuple(at for at, column in enumerate(columns) if column.primary_key),
    )


@cache
def _insertion(table: Table, mark: str, over: Over) -> str:
    """Return the statement that puts a row with its digest into a table."""
    form = form_of(table)
    names = [f'"{name}"' for name in (*form.names, DIGEST)]
    marks = ", ".join([mark] * len(names))
    statement = f'INSERT INTO "{table.name}" ({", ".join(names)}) VALUES ({marks})'  # noqa: S608
    if over is Over.REPLACE:
        key = ", ".join(names[at] for at in form.key)
        others = [name for at, name in enumerate(names) if at not in form.key]
        put = ", ".join(f"{name} = excluded.{name}" for name in others)
        return f"{statement} ON CONFLICT ({key}) DO UPDATE SET {put}"
    return statement


def _default(given: Any) -> object:
    """A column's own default as Python holds it; those of the schema are strings."""
    return None if given is None else given.arg


def row_digest(name: str, values: Sequence[object]) -> bytes:
    """Return the digest of a row of a table; raises TypeError for what no column can hold."""
    kept = orjson.dumps(values, default=_blob)
    return blake2b(kept, digest_size=SIZE, person=name.encode()[:16]).digest()


def _blob(value: object) -> str:
    if not isinstance(value, bytes):
        raise TypeError(f"no value of a row: {type(value).__name__}")
    return blake2b(value, digest_size=SIZE).hexdigest()


def insert_rows(
    connection: Connection,
    table: Table,
    rows: Iterable[Mapping[str, object]],
    over: Over = Over.FAIL,
) -> None:
    """Put rows into a table; a column that a row does not name has its default."""
    form = form_of(table)
    made = [_values(form, row) for row in rows]
    taken: list[bytes | None] = []
    if over is not Over.FAIL:
        made, taken = _settled(connection, table, made, over)
    if not made:
        return
    name = table.name
    digests = [row_digest(name, values) for values in made]
    spelling = spelling_for(connection)
    connection.exec_driver_sql(
        _insertion(table, spelling.mark, over),
        [
            (*(_flagged(form, values) if spelling.has_booleans else values), digest)
            for values, digest in zip(made, digests, strict=True)
        ],
    )
    _count(connection, name, added=digests, taken=taken)


def insert_row(
    connection: Connection, table: Table, over: Over = Over.FAIL, **values: object
) -> None:
    """Put one row into a table."""
    insert_rows(connection, table, [values], over)


def _values(form: Form, row: Mapping[str, object]) -> Row:
    if len(row) == len(form.names):
        values = tuple([row[name] for name in form.names])
    else:
        pairs = zip(form.names, form.defaults, strict=True)
        values = tuple([row.get(name, default) for name, default in pairs])
    return _as_kept(form, values) if form.as_kept else values


def _as_kept(form: Form, values: Row) -> Row:
    kept = list(values)
    for at, convert in form.as_kept:
        if kept[at] is not None:
            kept[at] = convert(kept[at])
    return tuple(kept)


def _flagged(form: Form, values: Row) -> Row:
    """Return values as a database takes them that has truth values of its own."""
    if not form.flags:
        return values
    given = list(values)
    for at in form.flags:
        given[at] = bool(given[at]) if given[at] is not None else None
    return tuple(given)


def _settled(
    connection: Connection, table: Table, made: Sequence[Row], over: Over
) -> tuple[list[Row], list[bytes | None]]:
    """Return the rows that will stand, and the digests of those they take the place of."""
    form = form_of(table)
    by_key: dict[Row, Row] = {}
    for values in made:
        key = tuple([values[at] for at in form.key])
        if over is Over.REPLACE or key not in by_key:
            by_key[key] = values
    there = _digests_by_key(connection, table, list(by_key))
    if over is Over.REPLACE:
        return list(by_key.values()), list(there.values())
    return [values for key, values in by_key.items() if key not in there], []


def _digests_by_key(
    connection: Connection, table: Table, keys: Sequence[Row]
) -> dict[Row, bytes | None]:
    form = form_of(table)
    width = len(form.key)
    names = [f't."{form.names[at]}"' for at in form.key]
    asked = [f"k{at}" for at in range(width)]
    # A join with the keys asked for: `(a, b) IN (VALUES ...)` goes through SQLite's table.
    same = " AND ".join(f"{name} = {key}" for name, key in zip(names, asked, strict=True))
    spelling = spelling_for(connection)
    marks = f"({', '.join([spelling.mark] * width)})"
    found: dict[Row, bytes | None] = {}
    for start in range(0, len(keys), VARIABLES // width):
        some = keys[start : start + VARIABLES // width]
        rows = connection.exec_driver_sql(
            f"WITH asked({', '.join(asked)}) AS (VALUES {', '.join([marks] * len(some))}) "  # noqa: S608
            f"SELECT {', '.join(names)}, t.{DIGEST} FROM asked "
            f'{spelling.join_asked} "{table.name}" t ON {same}',
            tuple([value for key in some for value in key]),
        )
        found |= {tuple(row[:-1]): row[-1] for row in rows}
    return found


def update_rows(
    connection: Connection, table: Table, where: ColumnElement[bool], **values: object
) -> int:
    """Give the rows that answer other values, and return how many answered."""
    form = form_of(table)
    added: list[bytes] = []
    taken: list[bytes | None] = []
    digest = text(f'"{table.name}".{DIGEST}')
    found = connection.execute(select(*table.columns, digest).where(where)).all()
    for *old, before in found:
        names = dict(zip(form.names, old, strict=True))
        new = _values(form, {**names, **values})
        added.append(row_digest(table.name, new))
        taken.append(before)
        here = and_(*(column == names[column.name] for column in table.primary_key.columns))
        connection.execute(table.update().where(here).values(**values))
        _put_digest(connection, table, new, added[-1])
    _count(connection, table.name, added=added, taken=taken)
    return len(found)


def _put_digest(connection: Connection, table: Table, values: Row, digest: bytes) -> None:
    form = form_of(table)
    mark = spelling_for(connection).mark
    wanted = " AND ".join(f'"{form.names[at]}" = {mark}' for at in form.key)
    connection.exec_driver_sql(
        f'UPDATE "{table.name}" SET {DIGEST} = {mark} WHERE {wanted}',  # noqa: S608 - names of ours
        (digest, *[values[at] for at in form.key]),
    )


def delete_rows(
    connection: Connection, table: Table, where: ColumnElement[bool] | None = None
) -> int:
    """Delete the rows that answer, all for None, and return how many there were."""
    digests = select(text(DIGEST)).select_from(table)
    deletion = table.delete()
    if where is not None:
        digests, deletion = digests.where(where), deletion.where(where)
    taken = list(connection.execute(digests).scalars())
    connection.execute(deletion)
    _count(connection, table.name, added=[], taken=taken)
    return len(taken)


def _count(
    connection: Connection,
    name: str,
    *,
    added: Sequence[bytes],
    taken: Sequence[bytes | None],
) -> None:
    """Bring the sums of a table up to what was done to it."""
    if not added and not taken:
        return
    rows, total = read_sums(connection).get(name, (0, 0))
    rows += len(added) - len(taken)
    total = (total + sum_of(added) - sum_of(taken)) % MODULUS
    put_sum(connection, name, rows, total)


def sum_of(digests: Iterable[bytes | None]) -> int:
    """Return the sum of digests; a row without one counts as zero."""
    return sum([int.from_bytes(digest) for digest in digests if digest])


def read_sums(connection: Connection) -> dict[str, tuple[int, int]]:
    """Return table -> (number of its rows, sum of their digests)."""
    rows = connection.exec_driver_sql("SELECT name, rows, total FROM row_sums")
    return {name: (count, int(total, 16)) for name, count, total in rows}


def put_sum(connection: Connection, name: str, rows: int, total: int) -> None:
    mark = spelling_for(connection).mark
    connection.exec_driver_sql(
        f"INSERT INTO row_sums (name, rows, total) VALUES ({mark}, {mark}, {mark}) "  # noqa: S608
        "ON CONFLICT (name) DO UPDATE SET rows = excluded.rows, total = excluded.total",
        (name, rows, f"{total:032x}"),
    )


def seal_all(connection: Connection) -> None:
    """Give all rows of all tables there are their digests, and each table its sums."""
    there = set(inspect(connection).get_table_names())
    for table in sealed_tables():
        if table.name in there:  # a later step of a migration makes the others
            seal(connection, table)


def seal(connection: Connection, table: Table) -> None:
    """Give every row of a table its digest, made where there was none, and the table its sum."""
    name, form, spelling = table.name, form_of(table), spelling_for(connection)
    if DIGEST not in {column["name"] for column in inspect(connection).get_columns(name)}:
        connection.exec_driver_sql(f'ALTER TABLE "{name}" ADD COLUMN {DIGEST} {spelling.blob}')
    digest = partial(_digest_as_kept, name, form)
    spelling.seal(connection, Sealing(name, form.names, form.key, DIGEST, digest))
    sum_up(connection, table)


def _digest_as_kept(name: str, form: Form, values: Sequence[object]) -> bytes:
    return row_digest(name, _as_kept(form, tuple(values)))


def sum_up(connection: Connection, table: Table) -> None:
    """Make a table's sum anew from the digests there are."""
    rows = total = 0
    found = stream_raw(
        connection,
        f'SELECT {DIGEST} FROM "{table.name}"',  # noqa: S608 - names of ours
    )
    for (digest,) in found:
        rows, total = rows + 1, total + sum_of([digest])
    put_sum(connection, table.name, rows, total % MODULUS)


def next_id(connection: Connection, table: Table) -> int:
    """Return the next number of a table whose rows are numbered from 1."""
    (column,) = table.primary_key.columns
    return (connection.execute(select(func.max(column))).scalar_one() or 0) + 1


def sealed_tables() -> list[Table]:
    """Return the tables whose rows have digests: all but that of the sums."""
    return [table for table in metadata.sorted_tables if table is not row_sums]
