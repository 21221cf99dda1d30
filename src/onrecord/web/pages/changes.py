"""What changed: `/changes`, the newest first, each with who said it and never with a guess why."""

from itertools import islice

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from onrecord.archive.changing import changes_before, to_json
from onrecord.errors import QueryError
from onrecord.model.version import ChangeKind
from onrecord.web.asked import paged
from onrecord.web.differences import worded
from onrecord.web.negotiating import JSON, wanted
from onrecord.web.rendering import render
from onrecord.web.site import site_of

router = APIRouter(include_in_schema=False)
A_PAGE = 50
MOST_EDITS = 3  # of a change in the list; the rest is on its own page


@router.get("/changes")
@router.get("/changes.json")
def page(request: Request) -> Response:
    """Show the newest changes, or those before a number of the change log, of one kind if asked."""
    kind, before = _kind(request), _before(request)
    with site_of(request).archives.lent() as archive:
        found = list(islice(changes_before(archive, before, kind), A_PAGE + 1))
    shown = found[:A_PAGE]
    asked = {"kind": kind.value if kind else ""}
    older = paged("/changes", "", before=str(shown[-1].seq), **asked) if found[A_PAGE:] else None
    if request.url.path.endswith(".json") or wanted(request) == JSON:
        return JSONResponse({"changes": [to_json(one) for one in shown]})
    return render(
        request,
        "changes.html",
        changes=[(one, list(map(worded, one.edits[:MOST_EDITS]))) for one in shown],
        kind=kind,
        kinds=[(one, paged("/changes", "", kind=one.value)) for one in ChangeKind],
        newest=paged("/changes", "", **asked) if before is not None else None,
        older=older,
    )


def _kind(request: Request) -> ChangeKind | None:
    name = request.query_params.get("kind", "")
    try:
        return ChangeKind(name) if name else None
    except ValueError:
        raise QueryError(
            f"Changes are of these kinds: {', '.join(ChangeKind)}", position=0
        ) from None


def _before(request: Request) -> int | None:
    number = request.query_params.get("before", "")
    if not number:
        return None
    if not (number.isascii() and number.isdecimal() and len(number) < 16):
        raise QueryError("before is a number of the change log", position=0)
    return int(number)
