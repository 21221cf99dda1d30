"""Names and values of the archive itself: its id, when it was made, its public key."""

from sqlalchemy import Connection, select

from onrecord.errors import NotFoundError
from onrecord.store.rows import Over, insert_row
from onrecord.store.schema import meta

_LEAVES = "leaves_written"


def get_setting(connection: Connection, name: str) -> str:
    value = connection.execute(select(meta.c.value).where(meta.c.name == name)).scalar()
    if value is None:
        raise NotFoundError("the archive has no such setting", name=name)
    return str(value)


def find_setting(connection: Connection, name: str) -> str | None:
    value = connection.execute(select(meta.c.value).where(meta.c.name == name)).scalar()
    return None if value is None else str(value)


def set_setting(connection: Connection, name: str, value: str) -> None:
    insert_row(connection, meta, Over.REPLACE, name=name, value=value)


def leaves_written(connection: Connection) -> int:
    """Return how many leaves are known to be in the ledger's file, on the disk."""
    value = connection.execute(select(meta.c.value).where(meta.c.name == _LEAVES)).scalar()
    return int(value or 0)


def set_leaves_written(connection: Connection, count: int) -> None:
    set_setting(connection, _LEAVES, str(count))
