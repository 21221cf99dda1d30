"""What one wording changed of another: `/s/{id}/diff/{n}/{m}`, in one column or in two."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from onrecord.archive.differing import compare, says_something, to_json
from onrecord.errors import NotFoundError
from onrecord.web.differences import stretches
from onrecord.web.negotiating import JSON, wanted
from onrecord.web.rendering import render
from onrecord.web.shown import shown
from onrecord.web.site import site_of

router = APIRouter(include_in_schema=False)


@router.get("/s/{id}/diff/{older}/{newer}")
def page(request: Request, id: str, older: str, newer: str) -> Response:
    """Show the newer wording with what it changed; `?view=side` puts both beside each other."""
    as_json = newer.endswith(".json") or wanted(request) == JSON
    numbers = _number(older), _number(newer.removesuffix(".json"))
    with site_of(request).archives.lent() as archive:
        old, new = (
            shown(archive.statements.get(id, version=number), site_of(request).settings)
            for number in numbers
        )
        edits = [edit for edit in compare(archive, id, *numbers) if says_something(edit)]
    if as_json:
        return JSONResponse({"edits": [to_json(edit) for edit in edits]})
    return render(
        request,
        "diff.html",
        old=old,
        new=new,
        e=new.extraction,
        laid=list(stretches(new.extraction.text, edits)),
        edits=edits,
        is_side=request.query_params.get("view") == "side",
        seen={version.number: version.intervals for version in new.versions},
    )


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 9):
        raise NotFoundError("a version is named by its number", version=text)
    return int(text)
