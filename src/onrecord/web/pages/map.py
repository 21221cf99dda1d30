"""Where what issuers claim is said to have happened: `/map`, drawn here, readable as a table."""

from itertools import islice
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from onrecord.errors import QueryError
from onrecord.web.asked import paged, query_of
from onrecord.web.frames import HEIGHT, WIDTH, Frame
from onrecord.web.land import courses, outline
from onrecord.web.rendering import render
from onrecord.web.site import site_of
from onrecord.web.spots import Named, Spot, letters_of, places_of, spots_of

router = APIRouter(include_in_schema=False)
MOST_CLAIMS = 5_000  # that one map is made of


@router.get("/map")
def page(request: Request) -> Response:
    """Show the places of the claims that answer a query, fitted to them or framed by `at`."""
    query, error = query_of(request), None
    try:
        with site_of(request).archives.lent() as archive:
            views = list(islice(archive.claims.list(query or None), MOST_CLAIMS + 1))
    except QueryError as raised:
        views, error = [], raised
    issuers = {id: name for view in views for id, name in view.issuers}
    places = places_of(views[:MOST_CLAIMS])
    letters = letters_of({id: issuers[id] for place in places for id in place.claims})
    fitted = Frame.around((place.lon, place.lat) for place in places)
    frame = Frame.read(request.query_params.get("at", "")) or fitted

    def towards(spot: Spot) -> str:
        """A place's claims; of several places too close to be told apart, the map nearer by."""
        if len(spot.places) == 1:
            return claims_at(spot.places[0])
        nearer = Frame.around((one.lon, one.lat) for one in spot.places)
        return paged("/map", query, at=nearer.written)

    def claims_at(place: Named) -> str:
        return paged("/claims", f'{query} place:"{next(iter(place.names))}"'.strip())

    values: dict[str, Any] = {
        "query": query,
        "error": error.message if error else None,
        "outline": outline(frame),
        "courses": courses(frame),
        "WIDTH": WIDTH,
        "HEIGHT": HEIGHT,
        "spots": spots_of(places, letters, frame),
        "places": places,
        "issuers": issuers,
        "legend": [(letter, issuers[id]) for id, letter in letters.items()],
        "steps": {name: paged("/map", query, at=to.written) for name, to in frame.steps()},
        "fitted": paged("/map", query) if frame != fitted else None,
        "towards": towards,
        "claims_at": claims_at,
        "is_cut": len(views) > MOST_CLAIMS,
        "most": MOST_CLAIMS,
    }
    return render(request, "map.html", status=400 if error else 200, **values)
