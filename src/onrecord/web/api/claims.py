"""`/api/v1/claims` and `/api/v1/compare`: what issuers say happened, each with who says it."""

from itertools import dropwhile, islice
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request

from onrecord.archive.comparing import compare as compared
from onrecord.archive.comparing import comparison_json
from onrecord.archive.presenting import claim_object
from onrecord.errors import QueryError
from onrecord.model.claim_view import ClaimView
from onrecord.web.api import shapes
from onrecord.web.site import site_of

router = APIRouter(tags=["claims"])
_CONDITIONS = "Words of the statement; type: act: mode: actor: target: place: since: until:"


@router.get("/claims", response_model=shapes.Claims, operation_id="list_claims")
def list_claims(
    request: Request,
    q: Annotated[str, Query(max_length=4000, description=_CONDITIONS)] = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Annotated[str | None, Query(max_length=60, description="Of the page before")] = None,
) -> dict[str, Any]:
    """Return claims, the objects of `claims --json`. A page begins after the claim it names."""
    with site_of(request).archives.lent() as archive:
        views = archive.claims.list(q or None)
        if cursor is not None:
            views = dropwhile(lambda view: view.id != cursor, views)
            if next(views, None) is None:
                raise QueryError("This cursor names no claim that answers", position=0)
        some: list[ClaimView] = list(islice(views, limit + 1))
    following = some[limit - 1].id if len(some) > limit else None
    return {"claims": [claim_object(view) for view in some[:limit]], "next": following}


@router.get("/compare", response_model=shapes.Events, operation_id="compare")
def compare(
    request: Request,
    q: Annotated[str, Query(max_length=4000, description=_CONDITIONS)],
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> dict[str, Any]:
    """Return events of which several issuers speak, the objects of `compare --json`."""
    with site_of(request).archives.lent() as archive:
        return {"events": [comparison_json(one) for one in islice(compared(archive, q), limit)]}
