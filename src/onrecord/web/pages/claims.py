"""What issuers say happened: `/claims`, and side by side `/compare`. Each with who says it."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from onrecord.archive.claim_lines import csv_lines, geojson_lines
from onrecord.archive.comparing import compare, comparison_json
from onrecord.archive.presenting import claim_object
from onrecord.errors import NotFoundError, QueryError
from onrecord.model.claim_view import ClaimView
from onrecord.model.comparison import Column, SilenceKind
from onrecord.web.asked import number_of, paged, query_of
from onrecord.web.links import passage_url
from onrecord.web.negotiating import JSON, wanted
from onrecord.web.rendering import render
from onrecord.web.site import site_of

router = APIRouter(include_in_schema=False)
A_PAGE = 50
MOST_EVENTS = 50
STREAMED = {
    "csv": (csv_lines, "text/csv; charset=utf-8", ""),
    "geojson": (geojson_lines, "application/geo+json", "\n"),
}


@router.get("/claims")
@router.get("/claims.{form}")
def page(request: Request, form: str = "html") -> Response:
    """Show the claims that answer a query: conditions on a claim, the rest on its statement."""
    query, number = query_of(request), number_of(request)
    if form in STREAMED:
        return _streamed(request, form, query)
    if form not in ("html", "json"):
        raise NotFoundError("no such form of claims", form=form)
    as_json = form == "json" or wanted(request) == JSON
    try:
        views = _some(request, query, number)
    except QueryError as error:
        if as_json:
            raise
        return render(request, "claims.html", status=400, **_shown(query, error, (), None, None))
    if as_json:
        return JSONResponse({"claims": [claim_object(view) for view in views[:A_PAGE]]})
    newer = paged("/claims", query, number - 1) if number > 1 else None
    older = paged("/claims", query, number + 1) if len(views) > A_PAGE else None
    return render(request, "claims.html", **_shown(query, None, views[:A_PAGE], newer, older))


@router.get("/compare")
@router.get("/compare.json")
def side_by_side(request: Request) -> Response:
    """Show what issuers say of the same place, time and type of event, a column each."""
    query = query_of(request)
    as_json = request.url.path.endswith(".json") or wanted(request) == JSON
    error, found = None, []
    try:
        with site_of(request).archives.lent() as archive:
            if query:
                found = list(islice(compare(archive, query), MOST_EVENTS))
    except QueryError as raised:
        if as_json:
            raise
        error = raised
    if as_json:
        return JSONResponse({"events": [comparison_json(one) for one in found]})
    return render(
        request,
        "compare.html",
        status=400 if error else 200,
        query=query,
        error=error.message if error else None,
        events=[(one, _speaking(one.columns), _silent(one.columns)) for one in found],
        claims=paged("/claims", query, 1),
        where=where,
    )


def where(view: ClaimView) -> str:
    """Return the address of the statement's version, at the claim's words."""
    return passage_url(f"/s/{view.statement}?v={view.version}", view.text)


def figures(view: ClaimView) -> list[str]:
    """Return the quantities of a claim in its own words."""
    begin = view.claim.start
    return [view.text[q.start - begin : q.end - begin] for q in view.claim.quantities]


def _some(request: Request, query: str, number: int) -> list[ClaimView]:
    """A page of claims, and one more where there is any."""
    start = (number - 1) * A_PAGE
    with site_of(request).archives.lent() as archive:
        return list(islice(archive.claims.list(query or None), start, start + A_PAGE + 1))


def _streamed(request: Request, form: str, query: str) -> Response:
    make, media_type, end = STREAMED[form]
    archives = site_of(request).archives
    with archives.lent() as archive:
        next(archive.claims.list(query or None), None)  # a wrong query is told here

    def lines() -> Iterator[str]:
        with archives.lent() as archive:
            for text in make(archive.claims.list(query or None)):
                yield text + (end or "\r\n")

    name = f'attachment; filename="claims.{form}"'
    return StreamingResponse(lines(), media_type=media_type, headers={"Content-Disposition": name})


def _shown(
    query: str,
    error: QueryError | None,
    views: Iterable[ClaimView],
    newer: str | None,
    older: str | None,
) -> dict[str, Any]:
    return {
        "query": query,
        "error": error.message if error else None,
        "views": list(views),
        "newer": newer,
        "older": older,
        "where": where,
        "figures": figures,
        "forms": [(form, paged(f"/claims.{form}", query, 1)) for form in ("json", *STREAMED)],
        "compared": paged("/compare", query, 1),
    }


def _speaking(columns: Iterable[Column]) -> list[Column]:
    return [column for column in columns if column.claims]


def _silent(columns: Iterable[Column]) -> list[tuple[SilenceKind, list[Column]]]:
    """Return each way of being silent with the issuers that are."""
    rest = [column for column in columns if column.silence is not None]
    found = []
    for kind in SilenceKind:
        of_kind = [c for c in rest if c.silence is not None and c.silence.kind is kind]
        if of_kind:
            found.append((kind, of_kind))
    return found
