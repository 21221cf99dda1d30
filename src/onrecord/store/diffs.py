"""The store of diffs: what each new version changed of the one before it, written once."""

from collections.abc import Sequence

import orjson
from sqlalchemy import Connection, select

from onrecord.model.edit import Edit, edit_from_json, edit_json
from onrecord.store.rows import Over, delete_rows, insert_rows
from onrecord.store.schema import diffs


def add_diffs(connection: Connection, made: Sequence[tuple[int, int, int, Sequence[Edit]]]) -> None:
    """Add (statement n, older version, newer version, edits); one that is there stays."""
    if made:
        insert_rows(
            connection,
            diffs,
            [
                {
                    "statement_n": n,
                    "from_version": old,
                    "to_version": new,
                    "edits": orjson.dumps([edit_json(edit) for edit in edits]),
                }
                for n, old, new, edits in made
            ],
            Over.IGNORE,
        )


def find_diff(connection: Connection, n: int, old: int, new: int) -> list[Edit] | None:
    """Return the edits between two versions where they are stored; None where they are not."""
    kept = connection.execute(
        select(diffs.c.edits).where(
            diffs.c.statement_n == n, diffs.c.from_version == old, diffs.c.to_version == new
        )
    ).scalar()
    return None if kept is None else [edit_from_json(value) for value in orjson.loads(kept)]


def forget_diffs(connection: Connection, n: int) -> None:
    """Let the diffs of a statement be made again, after its texts were read by other rules."""
    delete_rows(connection, diffs, diffs.c.statement_n == n)
