"""`/api/v1/search`, `/suggest`, `/quote`."""

import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request

from onrecord.archive.narrowing import Filters, narrowed
from onrecord.archive.paging import page_after
from onrecord.archive.presenting import facets_object, hit_object, quotation_object
from onrecord.model.search import SearchRequest, Sort
from onrecord.model.statement import StatementKind
from onrecord.web.api import cursors, shapes
from onrecord.web.site import site_of

router = APIRouter(tags=["search"])
Day = Annotated[
    str | None, Query(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="2020, 2020-10, 2020-10-19")
]


@router.get("/search", response_model=shapes.Found, operation_id="search")
def search(
    request: Request,
    q: Annotated[str, Query(max_length=4000, description="A query; everything without one")] = "",
    issuer: Annotated[list[str], Query(max_length=50, description="Ids, any of them")] = [],  # noqa: B006 - FastAPI copies it
    kind: Annotated[list[StatementKind], Query(max_length=50)] = [],  # noqa: B006 - the same
    lang: Annotated[list[str], Query(max_length=50)] = [],  # noqa: B006 - the same
    first: Annotated[Day, Query(alias="from")] = None,
    last: Annotated[Day, Query(alias="to")] = None,
    as_of: Annotated[dt.date | None, Query(description="The wordings that stood then")] = None,
    sort: Sort = Sort.RELEVANCE,
    literal: Annotated[bool, Query(description="Only the words typed")] = False,
    like: Annotated[str | None, Query(max_length=16, description="Like this statement")] = None,
    facets: bool = False,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
    cursor: Annotated[str | None, Query(pattern=cursors.PATTERN)] = None,
) -> dict[str, Any]:
    """Find statements. A page begins where the cursor of the one before it says, whatever has
    come into the archive meanwhile."""
    filters = Filters(
        issuers=tuple(issuer),
        kinds=tuple(kind),
        languages=tuple(lang),
        first=first,
        last=last,
    )
    asked = SearchRequest(
        query=narrowed(q, filters),
        limit=limit,
        sort=sort,
        as_of=as_of,
        literal=literal,
        like=like,
        facets=facets,
    )
    with site_of(request).archives.lent() as archive:
        page = page_after(archive, asked, cursors.read(cursor))
    results = page.results
    return {
        "hits": [hit_object(hit) for hit in results.hits],
        "next": cursors.written(page.next),
        "did_you_mean": results.did_you_mean,
        **facets_object(results),
    }


@router.get("/suggest", response_model=shapes.Suggestions, operation_id="suggest")
def suggest(
    request: Request,
    q: Annotated[str, Query(max_length=200)],
    limit: Annotated[int, Query(ge=1, le=20)] = 5,
) -> dict[str, Any]:
    """Return issuers, places and titles that begin with what is typed."""
    with site_of(request).archives.lent() as archive:
        found = archive.suggest(q, limit) if q.strip() else ()
    rows = [
        {"kind": one.kind.value, "text": one.text, "statements": one.statements or None}
        for one in found
    ]
    return {"suggestions": rows}


@router.get("/quote", response_model=shapes.Quotations, operation_id="quote")
def quote(
    request: Request,
    text: Annotated[str, Query(max_length=4000)],
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> dict[str, Any]:
    """Say whether these words were ever said, in any version, exactly or nearly, and when."""
    with site_of(request).archives.lent() as archive:
        quotes = archive.quote(text, limit)
    return {
        "quotations": [quotation_object(one) for one in quotes],
        "has_more": quotes.has_more,
    }
