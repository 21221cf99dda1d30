"""One process of an archive at a host at a time: what asks it beside another waits its turn.

A byte of one file is locked for each host (POSIX record locks, which end with the process). Where
the system has none, processes are kept apart by nothing, as before.
"""

import hashlib
from pathlib import Path
from types import TracebackType

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

_BYTES = 1 << 40  # places in the file, which has no contents; two hosts seldom share one


class Doors:
    """The hosts that this process may ask; use as a context manager, one at a time for a file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> "Doors":
        self._file = self._path.open("ab")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()  # and all of its locks are given up

    def enter(self, host: str) -> bool:
        """Return whether the host is ours to ask now; False while another process has it."""
        if fcntl is None:
            return True
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _place(host))
        except OSError:
            return False
        return True

    def leave(self, host: str) -> None:
        if fcntl is not None:
            fcntl.lockf(self._file, fcntl.LOCK_UN, 1, _place(host))


def _place(host: str) -> int:
    return int.from_bytes(hashlib.sha256(host.encode()).digest()[:8], "big") % _BYTES
