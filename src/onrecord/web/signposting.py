"""Signposting (signposting.org): links by which programs find their way from a statement's page.

They go into the page's `Link` header, all but the captures beyond the newest few; all of them are
in a link set (RFC 9264).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from onrecord.archive.annotating import ANNOTATIONS
from onrecord.model.view import StatementView
from onrecord.web.links import web_url
from onrecord.web.originals import is_media_type
from onrecord.web.site import base_of, site_of

router = APIRouter(include_in_schema=False)
LINKSET = "application/linkset+json"
MOST_CAPTURES = 8  # in a header: servers and proxies bound its length
DESCRIBED_BY = {
    "json": "application/json",
    "csl.json": "application/vnd.citationstyles.csl+json",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
}


@dataclass(frozen=True, slots=True)
class Sign:
    """A link: where to, in which relation, to what media type."""

    to: str
    relation: str
    type: str | None = None


@router.get("/s/{id}/linkset.json")
def linkset(request: Request, id: str) -> Response:
    """Return all links of a statement's page."""
    with site_of(request).archives.lent() as archive:
        view = archive.statements.get(id)
    base = base_of(request)
    context: dict[str, object] = {"anchor": f"{base}/s/{id}"}
    for sign in signs(view, base):
        target = {"href": sign.to} | ({"type": sign.type} if sign.type else {})
        listed = context.setdefault(sign.relation, [])
        assert isinstance(listed, list)  # noqa: S101 - the anchor's name is no relation
        listed.append(target)
    return JSONResponse({"linkset": [context]}, media_type=LINKSET)


def link_header(view: StatementView, base: str) -> str:
    """Return the value of `Link` for a statement's page."""
    found = list(signs(view, base))
    items = [sign for sign in found if sign.relation == "item"][-MOST_CAPTURES:]
    kept = [sign for sign in found if sign.relation != "item"] + items
    kept.append(Sign(f"{base}/s/{view.id}/linkset.json", "linkset", LINKSET))
    return ", ".join(map(_written, kept))


def signs(view: StatementView, base: str) -> Iterator[Sign]:
    """Yield the links of a wording, the captures that show it last, oldest first."""
    page, asked = f"{base}/s/{view.id}", f"?v={view.version}"
    yield Sign(f"{page}{asked}", "cite-as")
    yield Sign("https://schema.org/CreativeWork", "type")
    for issuer in view.extraction.issuers:
        yield Sign(f"{base}/i/{quote(issuer.id, safe='')}", "author")
    for suffix, kind in DESCRIBED_BY.items():
        yield Sign(f"{page}.{suffix}{asked}", "describedby", kind)
    yield Sign(f"{page}/annotations", "describedby", ANNOTATIONS)
    url = web_url(view.url)
    if url is not None and url.isascii() and not any(c in url for c in '<>"'):
        yield Sign(url, "original")
        yield Sign(f"{base}/timegate/{url}", "timegate")
        yield Sign(f"{base}/timemap/link/{url}", "timemap", "application/link-format")
    yield Sign(f"{page}.txt{asked}", "item", "text/plain")
    for capture in view.captures:
        known = is_media_type(capture.media_type)
        yield Sign(
            f"{base}/captures/{capture.seq}/original", "item", capture.media_type if known else None
        )


def _written(sign: Sign) -> str:
    words = f'<{sign.to}>; rel="{sign.relation}"'
    if sign.type is None:
        return words
    escaped = sign.type.replace('"', '\\"')
    return f'{words}; type="{escaped}"'
