"""`/api/v1/changes`, `/citations`, `/sources`, and what one wording changed of another."""

from collections.abc import Iterator
from itertools import dropwhile, islice
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.requests import Request

from onrecord.archive import changing, citing, differing
from onrecord.archive.citing import Cited
from onrecord.archive.paging import After
from onrecord.archive.watching import health
from onrecord.errors import QueryError
from onrecord.model.page_state import PageState
from onrecord.model.version import ChangeKind
from onrecord.web.api import cursors, shapes
from onrecord.web.api.statements import Id
from onrecord.web.site import site_of

router = APIRouter(tags=["watching"])
Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="A version's number")]


@router.get("/changes", response_model=shapes.Changes, operation_id="list_changes")
def list_changes(
    request: Request,
    kind: ChangeKind | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Annotated[int | None, Query(ge=0, le=2**53, description="Of the page before")] = None,
) -> dict[str, Any]:
    """Return what changed, the newest first. A page begins before the change it names."""
    with site_of(request).archives.lent() as archive:
        every = changing.changes_before(archive, cursor, kind)
        some = list(islice(every, limit + 1))
    following = some[limit - 1].seq if len(some) > limit else None
    return {"changes": [changing.to_json(one) for one in some[:limit]], "next": following}


@router.get("/citations", response_model=shapes.Citations, operation_id="list_citations")
def list_citations(
    request: Request,
    state: PageState | None = None,
    host: Annotated[str | None, Query(max_length=253, description="Those below it too")] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Annotated[str | None, Query(pattern=cursors.PATTERN)] = None,
) -> dict[str, Any]:
    """Return what statements cite and what has become of it. A page begins after a citation."""
    with site_of(request).archives.lent() as archive:
        every = citing.list_citations(archive, state=state, host=host or None)
        some = list(islice(_after(every, cursors.read(cursor)), limit + 1))
    shown, following = some[:limit], None
    if len(some) > limit:
        id, place = shown[-1]
        following = cursors.written(After(id.statement, place))
    return {"citations": [citing.to_json(one) for one, _ in shown], "next": following}


@router.get("/sources", response_model=shapes.Sources, operation_id="list_sources")
def list_sources(request: Request) -> dict[str, Any]:
    """Return the sources on the web and how they do."""
    with site_of(request).archives.lent() as archive:
        return {"sources": [health.to_json(one) for one in health.list_health(archive)]}


@router.get(
    "/statements/{id}/diff/{older}/{newer}", response_model=shapes.Edits, operation_id="get_diff"
)
def get_diff(request: Request, id: Id, older: Number, newer: Number) -> dict[str, Any]:
    """Return what a version changed of another, as `diff --json` has it."""
    with site_of(request).archives.lent() as archive:
        return {
            "edits": [differing.to_json(e) for e in differing.compare(archive, id, older, newer)]
        }


def _after(every: Iterator[Cited], after: After | None) -> Iterator[tuple[Cited, int]]:
    """Yield citations with their number among those of their statement, after one of them."""
    numbered = _numbered(every)
    if after is None:
        return numbered
    rest = dropwhile(lambda pair: After(pair[0].statement, pair[1]) != after, numbered)
    if next(rest, None) is None:
        raise QueryError("This cursor names no citation that answers", position=0)
    return rest


def _numbered(every: Iterator[Cited]) -> Iterator[tuple[Cited, int]]:
    statement, place = "", 0
    for one in every:
        place = place + 1 if one.statement == statement else 0
        statement = one.statement
        yield one, place
