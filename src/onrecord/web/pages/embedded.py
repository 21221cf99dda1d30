"""The search box for other sites: `/embed`, in a frame of one line."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from onrecord.web.rendering import render

router = APIRouter(include_in_schema=False)
POLICY = (
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors *"
)


@router.get("/embed")
def page(request: Request) -> Response:
    """Show the search box alone; what it finds opens as a page of this site."""
    response = render(request, "embed.html")
    response.headers["Content-Security-Policy"] = POLICY
    return response
