"""Going through a search page by page while the archive grows.

A page begins after a statement, not at a number: what has come in before it since moves every
number but no order. Where the statement stands is looked for at its old place first; only when it
moved are the ids gone through.
"""

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.archive.searching import fresh_index
from onrecord.model.search import Results, SearchRequest

if TYPE_CHECKING:
    from onrecord.archive.opening import Archive


@dataclass(frozen=True, slots=True)
class After:
    """The last statement of a page, and its place among the hits when it was shown, from 0."""

    id: str
    place: int


@dataclass(frozen=True, slots=True)
class Page:
    """Hits in their order; `next` is where the page after it begins, None at the end."""

    results: Results
    next: After | None


def page_after(archive: "Archive", request: SearchRequest, after: After | None) -> Page:
    """Return the page that follows a statement, the first for None; `offset` is not used.

    A statement that answers no more leaves the page where it stood.
    """
    place = -1 if after is None else _place(archive, request, after)
    results = fresh_index(archive).search(request.changed(offset=place + 1))
    if not results.hits or place + 1 + len(results.hits) >= results.total:
        return Page(results, None)
    return Page(results, After(results.hits[-1].id, place + len(results.hits)))


def _place(archive: "Archive", request: SearchRequest, after: After) -> int:
    """Return where the statement stands among the hits now; nowhere is before its old place."""
    index = fresh_index(archive)
    there = index.search(request.changed(offset=after.place, limit=1, snippets=0, facets=False))
    if there.hits and there.hits[0].id == after.id:
        return after.place
    for place, id in enumerate(islice(index.ids(request), there.total)):
        if id == after.id:
            return place
    return after.place - 1
