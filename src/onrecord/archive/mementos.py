"""Mementos of an address: what was served there, and which of it for a date (RFC 7089)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.archive.opening import Archive
from onrecord.errors import NotFoundError
from onrecord.model.memento import Memento
from onrecord.store import served
from onrecord.text.urls import spellings


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """A memento among those of its address: the first, the last, and its neighbours."""

    itself: Memento
    first: Memento
    last: Memento
    before: Memento | None
    after: Memento | None


def list_mementos(archive: Archive, url: str) -> Iterator[Memento]:
    """Yield the mementos of an address in the order of time, lazily."""
    with archive.database.reading() as connection:
        yield from served.list_mementos(connection, spellings(url))


def get_ends(archive: Archive, url: str) -> tuple[Memento, Memento]:
    """Return the first memento of an address and the last; raises NotFoundError."""
    with archive.database.reading() as connection:
        found = served.find_ends(connection, spellings(url))
    if found is None:
        raise NotFoundError("nothing that was served at this address is in this archive", url=url)
    return found


def get_memento(archive: Archive, url: str, at: dt.datetime | None) -> Around:
    """Return what was served last up to an instant, else what was served first after it; the
    newest for None. Raises NotFoundError.

    Not what was served nearest: what came later is no witness of what stood before.
    """
    first, last = get_ends(archive, url)
    uris = spellings(url)
    with archive.database.reading() as connection:
        itself = last if at is None else served.find_before(connection, uris, at) or first
        return Around(
            itself=itself,
            first=first,
            last=last,
            before=served.find_before(connection, uris, itself.at, itself=False),
            after=served.find_after(connection, uris, itself.at),
        )
