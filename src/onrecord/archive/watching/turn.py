"""The archive's lock, held while something is written and not while servers are waited for."""

from collections.abc import Iterator
from contextlib import contextmanager

from onrecord.archive.lock import writing_lock
from onrecord.archive.opening import Archive

LONGEST = 24 * 3600.0  # seconds that a round waits for another writer: a large folder is added


@contextmanager
def turn(archive: Archive) -> Iterator[None]:
    """Hold the archive's lock for one lot; others write between two of them."""
    with writing_lock(archive, wait=LONGEST):
        yield
