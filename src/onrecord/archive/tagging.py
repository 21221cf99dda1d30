"""Tags: words of the archive's own people on statements, which `tag:` finds."""

import datetime as dt

from onrecord.archive.lock import WAIT_SECONDS
from onrecord.archive.opening import Archive
from onrecord.archive.touching import number_shown, touching
from onrecord.errors import ConfigError
from onrecord.model.instant import format_instant
from onrecord.store import tags

LONGEST = 60  # characters


def tag(archive: Archive, id: str, word: str, *, by: str, wait: float = WAIT_SECONDS) -> str:
    """Put a tag on a statement and return it as it is kept; raises NotFoundError, ConfigError."""
    written = tag_of(word)
    with touching(archive, wait=wait) as (connection, touch):
        n = number_shown(connection, id)
        at = format_instant(dt.datetime.now(dt.UTC))
        tags.add_tag(connection, n, written, by=by, at=at)
        touch([n])
    return written


def untag(archive: Archive, id: str, word: str, *, wait: float = WAIT_SECONDS) -> bool:
    """Take a tag off a statement; return whether it was there."""
    written = tag_of(word)
    with touching(archive, wait=wait) as (connection, touch):
        n = number_shown(connection, id)
        was_there = tags.remove_tag(connection, n, written)
        touch([n] if was_there else [])
    return was_there


def list_tags(archive: Archive) -> list[tuple[str, int]]:
    """Return (tag, number of statements), by their letters."""
    with archive.database.reading() as connection:
        return tags.list_tags(connection)


def tag_of(word: str) -> str:
    """Return a word as a tag; raises ConfigError.

    >>> tag_of("  To  check ")
    'to check'
    """
    written = " ".join(word.casefold().split())
    if not written or len(written) > LONGEST or not written.isprintable():
        raise ConfigError(f"a tag has 1 to {LONGEST} printable characters")
    return written
