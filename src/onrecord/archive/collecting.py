"""Collections: statements put together under a name, which `collection:` finds."""

import datetime as dt
import re

from onrecord.archive.lock import WAIT_SECONDS
from onrecord.archive.opening import Archive
from onrecord.archive.touching import number_shown, touching
from onrecord.errors import ConfigError
from onrecord.model.addition import Collection
from onrecord.model.instant import format_instant
from onrecord.store import collections

LONGEST_NAME, LONGEST_ABOUT = 100, 2000


def keep_collection(
    archive: Archive, name: str, *, about: str = "", by: str, wait: float = WAIT_SECONDS
) -> Collection:
    """Keep a collection, named so; its id is made of the name and never changes after."""
    name, about = name.strip(), about.strip()
    id = re.sub(r"\W+", "-", name.lower()).strip("-_")
    if (
        not id
        or len(name) > LONGEST_NAME
        or len(about) > LONGEST_ABOUT
        or not (name + about.replace("\n", "")).isprintable()
    ):
        raise ConfigError(
            f"a collection has a name of 1 to {LONGEST_NAME} characters, "
            f"and at most {LONGEST_ABOUT} about it"
        )
    made = Collection(id=id, name=name, about=about, by=by, at=dt.datetime.now(dt.UTC))
    with touching(archive, wait=wait) as (connection, _):
        collections.save_collection(connection, made)
    return made


def remove_collection(archive: Archive, id: str, *, wait: float = WAIT_SECONDS) -> None:
    """Forget a collection; its statements stay in the archive. Raises NotFoundError."""
    with touching(archive, wait=wait) as (connection, touch):
        touch(collections.remove_collection(connection, id))


def collect(
    archive: Archive, collection: str, id: str, *, by: str, wait: float = WAIT_SECONDS
) -> None:
    """Put a statement into a collection; raises NotFoundError where there is no such one."""
    with touching(archive, wait=wait) as (connection, touch):
        n = number_shown(connection, id)
        at = format_instant(dt.datetime.now(dt.UTC))
        collections.put_in(connection, collection, n, by=by, at=at)
        touch([n])


def take_out_of(archive: Archive, collection: str, id: str, *, wait: float = WAIT_SECONDS) -> bool:
    """Take a statement out of a collection; return whether it was there."""
    with touching(archive, wait=wait) as (connection, touch):
        n = number_shown(connection, id)
        was_there = collections.take_out_of(connection, collection, n)
        touch([n] if was_there else [])
    return was_there


def list_collections(archive: Archive) -> list[tuple[Collection, int]]:
    """Return the collections by name, each with how many statements it has."""
    with archive.database.reading() as connection:
        return collections.list_collections(connection)


def get_collection(archive: Archive, id: str) -> Collection:
    """Return a collection; raises NotFoundError."""
    with archive.database.reading() as connection:
        return collections.get_collection(connection, id)
