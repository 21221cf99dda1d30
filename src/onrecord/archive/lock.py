"""One writer at a time: a lock file that says who holds it, and the record's own lock beside it.

The record's lock counts where several folders, on several machines, have one record.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from onrecord.errors import StoreError

if TYPE_CHECKING:
    from onrecord.archive.opening import Archive

WAIT_SECONDS = 600.0
HOLDER_TRIES = 10
LOCK = "lock"


def silent(_message: str) -> None:
    """Say nothing: for who goes on without the lock where it is taken."""


@contextmanager
def writing_lock(
    archive: "Archive",
    *,
    say: Callable[[str], None] | None = None,
    wait: float = WAIT_SECONDS,
    name: str = LOCK,
) -> Iterator[None]:
    """Hold the archive's lock, or another one by `name`; wait for another holder and say who it is.

    Raises StoreError when the other has not ended within `wait` seconds.
    """
    say = say or archive.say
    with (
        folder_lock(archive.folder, say=say, wait=wait, name=name),
        archive.database.holding(name, say=say, wait=wait),
    ):
        yield


@contextmanager
def folder_lock(
    folder: Path, *, say: Callable[[str], None], wait: float = WAIT_SECONDS, name: str = LOCK
) -> Iterator[None]:
    """Hold a lock of the archive's folder alone: before there is a record that can be opened."""
    lock = FileLock(folder / name)
    holder = folder / f"{name}.holder"
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            say(f"waiting for {_read_holder(holder)} to finish with this archive")
            lock.acquire(timeout=wait)
    except Timeout as error:
        raise StoreError(
            f"{_read_holder(holder)} is writing to this archive; try again when it has ended"
        ) from error
    except OSError as error:
        raise StoreError(
            f"the archive can't be written; check the rights of its folder ({error.strerror})"
        ) from None
    try:
        _write_holder(holder)
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _write_holder(path: Path) -> None:
    command = " ".join(["onrecord", *sys.argv[1:2]])
    try:
        path.write_text(json.dumps({"process": os.getpid(), "command": command}), "utf-8")
    except OSError as error:
        raise StoreError(
            f"the archive can't be written; check its disk ({error.strerror})"
        ) from None


def _read_holder(path: Path) -> str:
    for _ in range(HOLDER_TRIES):
        try:
            holder = json.loads(path.read_text("utf-8"))
            return f"process {holder['process']} ({holder['command']})"
        except (OSError, ValueError, KeyError):
            time.sleep(0.05)  # it holds the lock already and is about to write its name
    return "another process"
