"""A statement in its other languages, block by block: `/s/{id}/renditions`."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from onrecord.archive.presenting import rendition_object
from onrecord.archive.renditions.comparing import renditions
from onrecord.model.rendition import SideBySide
from onrecord.web.negotiating import JSON, wanted
from onrecord.web.rendering import render
from onrecord.web.site import site_of

router = APIRouter(include_in_schema=False)
Row = tuple[list[str], list[str], tuple[str, ...], tuple[str, ...]]


@router.get("/s/{id}/renditions")
@router.get("/s/{id}/renditions.json")
def page(request: Request, id: str) -> Response:
    """Show each rendition beside the statement: what both say, what each leaves out."""
    as_json = request.url.path.endswith(".json") or wanted(request) == JSON
    with site_of(request).archives.lent() as archive:
        view = archive.statements.get(id)
        found = renditions(archive, id)
    if as_json:
        return JSONResponse({"renditions": [rendition_object(beside) for beside in found]})
    return render(
        request,
        "renditions.html",
        view=view,
        e=view.extraction,
        found=[(beside, _rows(beside)) for beside in found],
    )


def _rows(beside: SideBySide) -> list[Row]:
    """Return the blocks of both in their order: texts here, texts there, figures of one alone."""
    here, there = beside.here.extraction, beside.there.extraction
    pairs = [(p.here, p.there, p.numbers_here, p.numbers_there) for p in beside.pairs]
    pairs += [((i,), (), (), ()) for i in beside.only_here]
    rows = sorted(pairs, key=lambda row: row[0])
    for j in beside.only_there:  # where the rendition has it
        at = next((n for n, row in enumerate(rows) if row[1] and row[1][0] > j), len(rows))
        rows.insert(at, ((), (j,), (), ()))
    return [
        (
            [here.text[here.blocks[i].start : here.blocks[i].end] for i in mine],
            [there.text[there.blocks[j].start : there.blocks[j].end] for j in theirs],
            numbers,
            others,
        )
        for mine, theirs, numbers, others in rows
    ]
