"""`/oai`: the archive for harvesters, by OAI-PMH 2.0, asked by GET or by POST."""

from urllib.parse import parse_qsl

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from onrecord.archive.harvesting import Arguments, harvest
from onrecord.web.site import base_of, site_of

router = APIRouter(include_in_schema=False)


@router.get("/oai")
def by_get(request: Request) -> Response:
    """Answer a request whose arguments stand in its address."""
    return _answer(request, request.query_params.multi_items())


@router.post("/oai")
async def by_post(request: Request) -> Response:
    """Answer a request whose arguments stand in its body."""
    body = (await request.body()).decode("utf-8", "replace")
    given = parse_qsl(body, keep_blank_values=True)
    return await run_in_threadpool(_answer, request, given)


def _answer(request: Request, given: Arguments) -> Response:
    base = base_of(request)
    with site_of(request).archives.lent() as archive:
        body = harvest(
            archive, given, base_url=f"{base}/oai", permalink=lambda id: f"{base}/s/{id}"
        )
    return Response(body, media_type="text/xml; charset=utf-8")
