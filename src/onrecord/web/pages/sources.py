"""The sources on the web and how they do: `/sources`."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from onrecord.archive.watching.health import list_health, to_json
from onrecord.web.negotiating import JSON, wanted
from onrecord.web.rendering import render
from onrecord.web.site import site_of

router = APIRouter(include_in_schema=False)


@router.get("/sources")
@router.get("/sources.json")
def page(request: Request) -> Response:
    """Show each source: when it was last served to us, and the states of the pages it led to."""
    with site_of(request).archives.lent() as archive:
        found = list(list_health(archive))
    if request.url.path.endswith(".json") or wanted(request) == JSON:
        return JSONResponse({"sources": [to_json(one) for one in found]})
    return render(request, "sources.html", sources=found)
