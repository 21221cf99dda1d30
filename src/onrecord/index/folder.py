"""The folder of the tantivy index: made, opened, emptied, and its faults told.

Beside the engine's files lies `format`, which says the version of our layout.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from onrecord.errors import SearchIndexError
from onrecord.index.schema import FORMAT, schema

MARK = "format"
_REMEDY = "make it again with `onrecord rebuild index`"

# What the engine's message holds, whose errors have no classes of their own -> what to say.
_SAYINGS = (
    ("LockBusy", "another process is writing to the search index; try again when it has ended"),
    ("StorageFull", "the disk is full; make room and run the command again"),
    ("No space left", "the disk is full; make room and run the command again"),
    ("PermissionDenied", "the search index can't be written; check the rights of its folder"),
    ("Permission denied", "the search index can't be written; check the rights of its folder"),
    ("ReadOnlyFilesystem", "the search index can't be written; its disk is read-only"),
)


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Turn what the engine raises over a damaged, missing or unwritable index into one error."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise SearchIndexError(_message(error), folder=folder.name, cause=error) from error
    except BaseException as error:
        # The engine's panics are no Exception, and their class can't be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise SearchIndexError(
            f"the search index is damaged; {_REMEDY}", folder=folder.name
        ) from error


def _message(error: Exception) -> str:
    told_by = str(error)
    sayings = (saying for part, saying in _SAYINGS if part in told_by)
    return next(sayings, f"the search index can't be used; {_REMEDY}")


def open_folder(folder: Path) -> tantivy.Index:
    """Open the index of a folder, made when the folder is absent or empty.

    Raises SearchIndexError when it is damaged or of another format.
    """
    with told(folder):
        if _is_made(folder):
            _check_format(folder)
            readable = folder if os.access(folder, os.W_OK) else _linked(folder)
            return tantivy.Index.open(str(readable))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARK).write_text(FORMAT, "utf-8")
        return tantivy.Index(schema(), path=str(folder))


def _linked(folder: Path) -> Path:
    """Return a folder of links to the files of an index that can only be read.

    The engine wants to write a lock beside its files even where it only reads. The folder goes when
    the process ends.
    """
    import atexit  # only where an index can't be written to
    import shutil
    import tempfile

    links = Path(tempfile.mkdtemp(prefix="onrecord-index-"))
    atexit.register(shutil.rmtree, links, ignore_errors=True)
    for path in folder.iterdir():
        if not path.name.endswith(".lock"):
            (links / path.name).symlink_to(path.resolve())
    return links


def _is_made(folder: Path) -> bool:
    """Say whether an index was made here; one whose making was cut short was not."""
    if (folder / "meta.json").exists():
        return True
    if not folder.exists():
        return False
    others = {path.name for path in folder.iterdir()} - {MARK}
    if any(not name.startswith(".") for name in others):
        raise SearchIndexError(
            f"the search index is damaged, its meta.json is missing; {_REMEDY}",
            folder=folder.name,
        )
    return False


def _check_format(folder: Path) -> None:
    mark = folder / MARK
    found = mark.read_text("utf-8", "replace") if mark.exists() else "unknown"
    if found != FORMAT:
        raise SearchIndexError(
            f"the search index was made by another version of onrecord; {_REMEDY}",
            folder=folder.name,
            found=found[:80],
            expected=FORMAT,
        )
