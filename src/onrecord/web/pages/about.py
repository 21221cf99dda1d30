"""What this archive can and cannot show: `/about`."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from onrecord.archive.counting import stats
from onrecord.archive.searching import search
from onrecord.model.search import SearchRequest
from onrecord.web.negotiating import JSON, wanted
from onrecord.web.rendering import render
from onrecord.web.site import site_of

router = APIRouter(include_in_schema=False)


@router.get("/about")
@router.get("/about.json")
def page(request: Request) -> Response:
    """Tell what is in the archive, of which times and languages, and what absence means."""
    site = site_of(request)
    with site.archives.lent() as archive:
        counts = stats(archive)
        results = search(archive, SearchRequest(query="", limit=0, facets=True))
    if request.url.path.endswith(".json") or wanted(request) == JSON:
        return JSONResponse({"name": site.name, "version": site.version, **counts})
    return render(
        request,
        "about.html",
        counts=counts,
        years=results.histogram.year,
        spoken=results.facets.get("language", ()),
    )
