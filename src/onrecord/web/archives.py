"""Open archives for the threads that answer requests: an archive is for one thread at a time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Full, LifoQueue

from onrecord.archive.opening import Archive, open_archive

MOST_IDLE = 8  # a database's cache is 32 MB: what a burst opened beyond these is closed again


class Archives:
    """Lends open archives of one folder; the one given back last goes out first."""

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        self.folder = folder
        self._say = say
        self._idle: LifoQueue[Archive] = LifoQueue(MOST_IDLE)

    @contextmanager
    def lent(self) -> Iterator[Archive]:
        """An archive that nobody else uses meanwhile."""
        archive = self._take()
        try:
            yield archive
        finally:
            try:
                self._idle.put_nowait(archive)
            except Full:
                archive.close()

    def close(self) -> None:
        """Close those that are not lent."""
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return

    def _take(self) -> Archive:
        try:
            return self._idle.get_nowait()
        except Empty:
            return open_archive(self.folder, say=self._say)
