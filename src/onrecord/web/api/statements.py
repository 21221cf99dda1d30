"""`/api/v1/statements`, their versions, and exports."""

import itertools
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import StreamingResponse

from onrecord.archive.exporting import select
from onrecord.archive.lines import line
from onrecord.archive.presenting import statement_object
from onrecord.archive.searching import fresh_index
from onrecord.model.search import SearchRequest
from onrecord.web.api import cursors, shapes
from onrecord.web.shown import shown
from onrecord.web.site import site_of

router = APIRouter(tags=["statements"])
Id = Annotated[str, Path(max_length=64, description="A statement's id")]


@router.get("/statements", response_model=shapes.Statements, operation_id="list_statements")
def list_statements(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, Query(pattern=cursors.PATTERN)] = None,
) -> dict[str, Any]:
    """Return statements in their current wordings, in order of arrival."""
    site, after = site_of(request), cursors.read(cursor)
    with site.archives.lent() as archive:
        found = archive.statements.list(after=None if after is None else after.id)
        views = [shown(view, site.settings) for view in itertools.islice(found, limit + 1)]
    following = f"{views[limit - 1].id}.0" if len(views) > limit else None
    return {"statements": [statement_object(v) for v in views[:limit]], "next": following}


@router.get("/statements/{id}", response_model=shapes.Statement, operation_id="get_statement")
def get_statement(
    request: Request,
    id: Id,
    version: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
) -> dict[str, Any]:
    """Return a statement in its current wording, or in the version of that number."""
    site = site_of(request)
    with site.archives.lent() as archive:
        view = archive.statements.get(id, version=version)
    return statement_object(shown(view, site.settings))


@router.get(
    "/statements/{id}/versions", response_model=shapes.Versions, operation_id="list_versions"
)
def list_versions(request: Request, id: Id) -> dict[str, Any]:
    """Return the wordings of a statement and the times each stood."""
    with site_of(request).archives.lent() as archive:
        view = archive.statements.get(id)
    return {"versions": statement_object(view)["versions"]}


@router.get(
    "/export/jsonl",
    operation_id="export_jsonl",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "A statement per line",
            "content": {"application/x-ndjson": {"schema": {"type": "string"}}},
        }
    },
)
def export_jsonl(
    request: Request,
    q: Annotated[str, Query(max_length=4000, description="All statements without one")] = "",
) -> StreamingResponse:
    """Stream the statements that answer a query, every one, a JSON object per line."""
    site = site_of(request)
    with site.archives.lent() as archive:
        fresh_index(archive).search(SearchRequest(query=q, limit=0))  # a wrong query is told here

    def lines() -> Iterator[str]:
        with site.archives.lent() as archive:
            for view in select(archive, q or None):
                yield line(statement_object(shown(view, site.settings))) + "\n"

    return StreamingResponse(lines(), media_type="application/x-ndjson")
