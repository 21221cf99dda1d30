"""The issuers `/issuers` and each one's page `/i/{id}`, in the order of their names: no ranking."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from onrecord.archive.issuers import IssuerView
from onrecord.archive.searching import search
from onrecord.model.search import SearchRequest, Sort
from onrecord.web.asked import Asked
from onrecord.web.histogram import HEIGHT, SLOT, chart_of
from onrecord.web.negotiating import JSON, wanted
from onrecord.web.rendering import render
from onrecord.web.site import site_of

router = APIRouter(include_in_schema=False)
NEWEST = 10


@router.get("/issuers")
@router.get("/issuers.json")
def page(request: Request) -> Response:
    """Show all issuers with the number of statements of each that are here."""
    with site_of(request).archives.lent() as archive:
        issuers = archive.issuers.list()
    if _as_json(request):
        return JSONResponse({"issuers": [issuer_object(one) for one in issuers]})
    return render(request, "issuers.html", issuers=issuers, of_issuer=_of_issuer)


@router.get("/i/{id}")
def one(request: Request, id: str) -> Response:
    """Show an issuer: its names, what is known of it, its newest statements."""
    id = id.removesuffix(".json")
    asked = Asked(issuers=(id,))
    with site_of(request).archives.lent() as archive:
        found = archive.issuers.get(id)
        if _as_json(request):
            return JSONResponse(issuer_object(found))
        query = asked.request().query
        newest = SearchRequest(
            query=query, limit=NEWEST, sort=Sort.DATE_DOWN, facets=True, snippets=1
        )
        results = search(archive, newest)
    return render(
        request,
        "issuer.html",
        found=found,
        results=results,
        chart=chart_of(results.histogram, asked),
        SLOT=SLOT,
        HEIGHT=HEIGHT,
        all=asked.address(),
        names={},
    )


def issuer_object(found: IssuerView) -> dict[str, Any]:
    """Return an issuer as a plain JSON object."""
    issuer = asdict(found.issuer)
    return {
        **issuer,
        "domains": list(found.issuer.domains),
        "statements": found.statements,
        "registered": found.registered,
    }


def _of_issuer(id: str) -> str:
    return Asked(issuers=(id,)).address()


def _as_json(request: Request) -> bool:
    return request.url.path.endswith(".json") or wanted(request) == JSON
