"""Cursors: where a page begins, as a text that readers hand back unread."""

import re

from onrecord.archive.paging import After
from onrecord.errors import QueryError

PATTERN = r"^([a-z2-7]{16})\.([0-9]{1,9})$"
_CURSOR = re.compile(PATTERN)


def written(after: After | None) -> str | None:
    """Return the cursor of the page after a statement.

    >>> written(After("g7pf5ovono3ftqmt", 9))
    'g7pf5ovono3ftqmt.9'
    """
    return None if after is None else f"{after.id}.{after.place}"


def read(cursor: str | None) -> After | None:
    """Return what a cursor stands for; raises QueryError for one that this API did not make."""
    if cursor is None:
        return None
    found = _CURSOR.fullmatch(cursor)
    if found is None:
        raise QueryError("This cursor is none of this archive; begin without one", position=0)
    return After(found[1], int(found[2]))
