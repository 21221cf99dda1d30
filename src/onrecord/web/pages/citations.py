"""What statements cite and what became of it: `/citations`. Always with who cites."""

from itertools import islice

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from onrecord.archive.citing import list_citations, to_json
from onrecord.errors import QueryError
from onrecord.model.page_state import PageState
from onrecord.web.asked import number_of, paged
from onrecord.web.negotiating import JSON, wanted
from onrecord.web.rendering import render
from onrecord.web.shown import shows_cited
from onrecord.web.site import site_of

router = APIRouter(include_in_schema=False)
A_PAGE = 50
LONGEST_HOST = 253  # of a name in the DNS (RFC 1035, section 2.3.4)


@router.get("/citations")
@router.get("/citations.json")
def page(request: Request) -> Response:
    """Show the citations of the wordings that stand, of one state or host if asked."""
    site = site_of(request)
    state, number = _state(request), number_of(request)
    host = request.query_params.get("host", "").strip().lower()[:LONGEST_HOST]
    start = (number - 1) * A_PAGE
    with site.archives.lent() as archive:
        every = list_citations(archive, state=state, host=host or None)
        found = list(islice(every, start, start + A_PAGE + 1))
    if request.url.path.endswith(".json") or wanted(request) == JSON:
        return JSONResponse({"citations": [to_json(one) for one in found[:A_PAGE]]})
    asked = {"state": state.value if state else "", "host": host}
    return render(
        request,
        "citations.html",
        citations=found[:A_PAGE],
        state=state,
        host=host,
        states=[(s, paged("/citations", "", host=host, state=s.value)) for s in PageState],
        every=paged("/citations", "", host=host),
        newer=paged("/citations", "", number - 1, **asked) if number > 1 else None,
        older=paged("/citations", "", number + 1, **asked) if found[A_PAGE:] else None,
        are_kept_shown=shows_cited(site.settings),
    )


def _state(request: Request) -> PageState | None:
    name = request.query_params.get("state", "")
    try:
        return PageState(name) if name else None
    except ValueError:
        raise QueryError(f"Pages are in these states: {', '.join(PageState)}", position=0) from None
