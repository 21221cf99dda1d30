"""What changed, as feeds: the change itself in each entry, of any search."""

import datetime as dt

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from onrecord.archive.change_feeds import Feed, atom_of_changes, json_of_changes
from onrecord.archive.changing import Told, newest_changes
from onrecord.web.asked import Asked
from onrecord.web.site import site_of

router = APIRouter(include_in_schema=False)
LENGTH = 50


@router.get("/changes.atom")
def as_atom(request: Request) -> Response:
    """Return the newest changes, of the statements of a search, as an Atom feed."""
    feed, changes = _feed(request, "/changes.atom")
    epoch = dt.datetime.fromtimestamp(0, dt.UTC)
    updated = max((told.at for told in changes), default=epoch)
    body = atom_of_changes(feed, changes, updated=updated)
    return Response(body, media_type="application/atom+xml")


@router.get("/changes.feed.json")
def as_json_feed(request: Request) -> Response:
    """Return the newest changes, of the statements of a search, as a JSON Feed."""
    feed, changes = _feed(request, "/changes.feed.json")
    return JSONResponse(json_of_changes(feed, changes), media_type="application/feed+json")


def _feed(request: Request, path: str) -> tuple[Feed, list[Told]]:
    asked = Asked.of(request.query_params)
    base, site = str(request.base_url).rstrip("/"), site_of(request)
    search = asked.request(facets=False) if asked.is_narrow else None
    with site.archives.lent() as archive:
        changes = newest_changes(archive, LENGTH, search)
    said = " ".join([asked.q, *(f"{c.field}: {c.value}" for c in asked.chips())]).strip()
    feed = Feed(
        title=f"{site.name}: changes" + (f": {said}" if said else ""),
        page=base + asked.address("/changes"),
        itself=base + asked.address(path),
        statement=f"{base}/s/",
    )
    return feed, changes
