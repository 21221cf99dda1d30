"""The mark that the index is behind the store: a file `index/behind`.

It stands from before the first write to the store until the index has caught up, so that a reader
knows without opening the store whether the index is whole. A crash leaves it there, and the next
to come catches up.
"""

from pathlib import Path

from onrecord.archive.opening import INDEX, Archive
from onrecord.errors import SearchIndexError

BEHIND = "behind"


def mark_behind(archive: Archive) -> None:
    """Say that the store is about to be ahead of the index."""
    marker = _marker(archive.folder)
    try:
        marker.parent.mkdir(exist_ok=True)
        marker.touch()
    except OSError as error:
        raise SearchIndexError(
            "the index can't be written; check the rights of its folder", cause=error
        ) from error


def is_behind(folder: Path) -> bool:
    """Return whether the index of the archive in this folder lacks something, or is absent."""
    return _marker(folder).exists() or not (folder / INDEX).exists()


def _marker(folder: Path) -> Path:
    return folder / INDEX / BEHIND


def mark_whole(archive: Archive) -> None:
    """Say that the index has all that the store has."""
    _marker(archive.folder).unlink(missing_ok=True)
