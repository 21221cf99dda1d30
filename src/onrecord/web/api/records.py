"""`/api/v1/issuers`, `/captures` and `/stats`: who issues, what was received, how much there is."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from onrecord.archive.counting import stats
from onrecord.archive.presenting import capture_object
from onrecord.web.api import shapes
from onrecord.web.originals import POLICY, check_shown, digest_header, is_media_type
from onrecord.web.pages.issuers import issuer_object
from onrecord.web.site import site_of

router = APIRouter(tags=["records"])
Seq = Annotated[int, Path(ge=0, le=2**53, description="A capture's number in the ledger")]


@router.get("/issuers", response_model=shapes.Issuers, operation_id="list_issuers")
def list_issuers(request: Request) -> dict[str, Any]:
    """Return all issuers, by name: they are never ranked."""
    with site_of(request).archives.lent() as archive:
        return {"issuers": [issuer_object(one) for one in archive.issuers.list()]}


@router.get("/issuers/{id}", response_model=shapes.Issuer, operation_id="get_issuer")
def get_issuer(request: Request, id: Annotated[str, Path(max_length=200)]) -> dict[str, Any]:
    """Return an issuer."""
    with site_of(request).archives.lent() as archive:
        return issuer_object(archive.issuers.get(id))


@router.get("/captures/{seq}", response_model=shapes.Capture, operation_id="get_capture")
def get_capture(request: Request, seq: Seq) -> dict[str, Any]:
    """Return where a capture comes from and where its record lies."""
    site = site_of(request)
    with site.archives.lent() as archive:
        kept = archive.captures.get_shown(seq)
    check_shown(kept, site.settings)
    return capture_object(kept)


@router.get(
    "/captures/{seq}/payload",
    operation_id="get_payload",
    response_class=Response,
    responses={
        200: {
            "description": "The bytes as received, with their digest in Repr-Digest (RFC 9530)",
            "content": {"*/*": {}},  # bytes have no schema in OpenAPI 3.1
        }
    },
)
def get_payload(request: Request, seq: Seq) -> Response:
    """Return the bytes of a capture as received, checked against their digest."""
    site = site_of(request)
    with site.archives.lent() as archive:
        kept = archive.captures.get_shown(seq)
        check_shown(kept, site.settings)
        payload = archive.captures.read(kept).payload
    known = is_media_type(kept.media_type)
    headers = {
        "Content-Type": kept.media_type if known else "application/octet-stream",
        "Content-Disposition": f'attachment; filename="capture-{seq}"',
        "Content-Security-Policy": POLICY,
        "Repr-Digest": digest_header(kept.payload_sha256),
    }
    return Response(payload, headers=headers)


@router.get("/stats", response_model=shapes.Counts, operation_id="get_stats")
def get_stats(request: Request) -> dict[str, Any]:
    """Return how much is in the archive."""
    with site_of(request).archives.lent() as archive:
        return dict(stats(archive))
