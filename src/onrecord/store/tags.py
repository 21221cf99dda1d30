"""The store of tags: words that people put on statements, to find them together."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from onrecord.store.captures import CHUNK
from onrecord.store.rows import Over, delete_rows, insert_row
from onrecord.store.schema import statements, tags


def add_tag(connection: Connection, n: int, tag: str, *, by: str, at: str) -> None:
    """Put a tag on a statement; one that is there stays as it is."""
    insert_row(connection, tags, Over.IGNORE, statement_n=n, tag=tag, by=by, at=at)


def remove_tag(connection: Connection, n: int, tag: str) -> bool:
    """Take a tag off a statement; return whether it was there."""
    here = (tags.c.statement_n == n) & (tags.c.tag == tag)
    return bool(delete_rows(connection, tags, here))


def tags_of(connection: Connection, numbers: Sequence[int]) -> dict[int, list[str]]:
    """Return n -> the tags of a statement, by their letters."""
    found: dict[int, list[str]] = defaultdict(list)
    for start in range(0, len(numbers), CHUNK):
        some = tags.c.statement_n.in_(numbers[start : start + CHUNK])
        for n, tag in connection.execute(
            select(tags.c.statement_n, tags.c.tag).where(some).order_by(tags.c.tag)
        ):
            found[n].append(tag)
    return found


def list_tags(connection: Connection) -> list[tuple[str, int]]:
    """Return (tag, statements with it that may be shown), by their letters."""
    rows = connection.execute(
        select(tags.c.tag, func.count())
        .join(statements, statements.c.n == tags.c.statement_n)
        .where(statements.c.withheld.is_(False))
        .group_by(tags.c.tag)
        .order_by(tags.c.tag)
    )
    return [(tag, count) for tag, count in rows]
