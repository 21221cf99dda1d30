"""When issuers spoke, and of when: `/timeline`, a lane for each issuer, readable as a table."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from onrecord.archive.opening import Archive
from onrecord.archive.searching import search
from onrecord.errors import QueryError
from onrecord.web.asked import Asked, paged
from onrecord.web.histogram import next_month
from onrecord.web.lanes import HEIGHT, MOST_LANES, SLOT, timeline_of
from onrecord.web.rendering import render
from onrecord.web.site import site_of

router = APIRouter(include_in_schema=False)
MOST_CLAIMS = 5_000
Counted = dict[str, dict[str, int]]


@router.get("/timeline")
def page(request: Request) -> Response:
    """Show the statements that answer a search by issuer and month; with `of=claims` the claims, by
    the time that they speak of."""
    of_claims = request.query_params.get("of") == "claims"
    asked, error = Asked(), None
    counted: Counted = {}
    names: dict[str, str] = {}
    further = 0
    try:
        asked = Asked.of(request.query_params)
        with site_of(request).archives.lent() as archive:
            if of_claims:
                counted, names, further = _claims(archive, asked)
            else:
                counted, names, further = _statements(archive, asked)
    except QueryError as raised:
        error = raised
    ordered = sorted(counted, key=lambda issuer: (names[issuer].casefold(), issuer))
    values: dict[str, Any] = {
        "asked": asked,
        "error": error.message if error else None,
        "of_claims": of_claims,
        "timeline": timeline_of({id: counted[id] for id in ordered}),
        "names": names,
        "further": further,
        "towards": _towards_claims(asked.q) if of_claims else _towards_statements(asked),
        "other": asked.address("/timeline") + _joint(asked, of_claims=of_claims),
        "SLOT": SLOT,
        "HEIGHT": HEIGHT,
    }
    return render(request, "timeline.html", status=400 if error else 200, **values)


def _joint(asked: Asked, *, of_claims: bool) -> str:
    if of_claims:
        return ""
    return ("&" if any(asked.parameters()) else "?") + "of=claims"


def _statements(archive: Archive, asked: Asked) -> tuple[Counted, dict[str, str], int]:
    """Count statements: issuer -> month -> statements; names; how many issuers are left out."""
    found = search(archive, asked.request(limit=0))
    issuers = [id for id, _ in found.facets.get("issuer", ())]
    named: dict[str, str] = {one.id: one.name for one in archive.config.registry.issuers}
    counted: Counted = {}
    for id in issuers[:MOST_LANES]:
        months = search(archive, replace(asked, issuers=(id,)).request(limit=0)).histogram.month
        if months:
            counted[id] = dict(months)
    for id in counted.keys() - named.keys():
        named[id] = archive.issuers.get(id).issuer.name
    return counted, named, max(len(issuers) - MOST_LANES, 0)


def _claims(archive: Archive, asked: Asked) -> tuple[Counted, dict[str, str], int]:
    """Count claims by the time they speak of, where they say it to the month at least."""
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    names: dict[str, str] = {}
    for view in islice(archive.claims.list(asked.request().query or None), MOST_CLAIMS):
        time = view.claim.time
        if time is None or time.first is None or time.last is None:
            continue
        if (time.first.year, time.first.month) == (time.last.year, time.last.month):
            for id, name in view.issuers:
                counted[id][f"{time.first:%Y-%m}"] += 1
                names[id] = name
    most = sorted(counted, key=lambda id: (-counted[id].total(), id))
    return {id: counted[id] for id in most[:MOST_LANES]}, names, max(len(most) - MOST_LANES, 0)


def _towards_statements(asked: Asked) -> Callable[[str, str], str]:
    return lambda issuer, time: asked.address(issuers=(issuer,), first=time, last=time)


def _towards_claims(query: str) -> Callable[[str, str], str]:
    def towards(issuer: str, time: str) -> str:
        first, last = (time, time) if len(time) > 4 else (f"{time}-01", f"{time}-12")
        end = dt.date.fromisoformat(f"{next_month(last)}-01") - dt.timedelta(days=1)
        when = f"since:{first}-01 until:{end}"
        return paged("/claims", f'{query} issuer:"{issuer}" {when}'.strip())

    return towards
