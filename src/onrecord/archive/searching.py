"""Searching: ask the index, after it has caught up with the store where it must."""

from typing import TYPE_CHECKING

from onrecord.archive.behind import is_behind, mark_behind, mark_whole
from onrecord.archive.opening import INDEX, Archive
from onrecord.errors import SearchIndexError, StoreError
from onrecord.model.search import Results, SearchRequest

if TYPE_CHECKING:
    from onrecord.archive.ports import SearchIndex


def search(archive: Archive, request: SearchRequest) -> Results:
    """Return the statements that answer a request; raises QueryError, SearchIndexError."""
    return fresh_index(archive).search(request)


def fresh_index(archive: Archive) -> "SearchIndex":
    """Return the index, after it has caught up with the store where it must."""
    if is_behind(archive.folder):
        _catch_up(archive)
    return archive.index


def _catch_up(archive: Archive) -> None:
    """Bring the index up to date, or say why it stays behind and search what it holds."""
    # The lock and the store are loaded only here: a search of a whole index needs neither.
    from onrecord.archive.lock import silent, writing_lock
    from onrecord.archive.sync import catch_up

    try:
        with writing_lock(archive, say=silent, wait=0):
            mark_behind(archive)
            catch_up(archive)
            mark_whole(archive)
    except StoreError as error:
        archive.say(f"the newest statements may be missing from this search: {error}")
        if not (archive.folder / INDEX).exists():
            raise SearchIndexError("the index is not made yet; try again", cause=error) from error
