"""`/s/{id}/annotations`: the claims and citations of a wording as Web Annotations."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from onrecord.archive.annotating import ANNOTATIONS, annotations
from onrecord.web.site import base_of, site_of

router = APIRouter(include_in_schema=False)


@router.get("/s/{id}/annotations")
def of_statement(request: Request, id: str) -> Response:
    """Return those of the wording that stands: claims are read in that one alone."""
    base = base_of(request)
    with site_of(request).archives.lent() as archive:
        page = annotations(archive, id, base)
    return JSONResponse(page, media_type=ANNOTATIONS)
