"""The search page: `/`, and the same search as JSON, feeds and a description for browsers."""

import datetime as dt
from dataclasses import replace

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from onrecord.archive.presenting import (
    Feed,
    facets_object,
    feed_atom,
    feed_json,
    hit_object,
)
from onrecord.archive.saved_searches import SavedSearch, list_searches
from onrecord.archive.searching import search
from onrecord.errors import OnRecordError, QueryError
from onrecord.model.issuer import Registry
from onrecord.model.search import NO_HISTOGRAM, Results, Sort
from onrecord.web.asked import A_PAGE, MOST_PAGES, Asked
from onrecord.web.histogram import HEIGHT, SLOT, chart_of
from onrecord.web.negotiating import JSON, wanted
from onrecord.web.rendering import language_of, render
from onrecord.web.site import site_of

router = APIRouter(include_in_schema=False)
FEED_LENGTH = 50
FACETS = (("issuer", "issuers"), ("year", "first"), ("language", "languages"), ("kind", "kinds"))


@router.get("/")
def page(request: Request) -> Response:
    """Show what a search finds; without one, the newest statements."""
    if wanted(request) == JSON:
        return as_json(request)
    try:
        asked = Asked.of(request.query_params)
    except QueryError as error:
        return _wrong(request, Asked(q=request.query_params.get("q", "")), error)
    try:
        with site_of(request).archives.lent() as archive:
            results = search(archive, asked.request())
            registry = archive.config.registry
            kept = [] if asked.is_narrow else list_searches(archive.folder)
    except QueryError as error:
        return _wrong(request, asked, error)
    return render(
        request,
        "search.html",
        asked=asked,
        results=results,
        error=None,
        names=_names(request, registry),
        kept=[(one.name, _of_kept(one).address()) for one in kept],
        chips=list(asked.chips()),
        chart=chart_of(results.histogram, asked),
        SLOT=SLOT,
        HEIGHT=HEIGHT,
        facets=_choices(asked, results),
        first=(asked.page - 1) * A_PAGE + 1,
        last=(asked.page - 1) * A_PAGE + len(results.hits),
        older=_page(asked, asked.page + 1) if _has_more(asked, results) else None,
        newer=_page(asked, asked.page - 1) if asked.page > 1 else None,
    )


@router.get("/search.json")
def as_json(request: Request) -> Response:
    """Return what the search page shows as one JSON object."""
    asked = Asked.of(request.query_params)
    with site_of(request).archives.lent() as archive:
        results = search(archive, asked.request())
    hits = [hit_object(hit) for hit in results.hits]
    return JSONResponse(
        {"hits": hits, "did_you_mean": results.did_you_mean, **facets_object(results)}
    )


@router.get("/search.atom")
def as_atom(request: Request) -> Response:
    """Return the newest statements of a search as an Atom feed."""
    feed, results = _feed(request, "/search.atom")
    dates = [hit.published_on for hit in results.hits if hit.published_on]
    updated = dt.datetime.combine(max(dates, default=dt.date(1970, 1, 1)), dt.time(), dt.UTC)
    return Response(
        feed_atom(feed, results.hits, updated=updated), media_type="application/atom+xml"
    )


@router.get("/search.feed.json")
def as_json_feed(request: Request) -> Response:
    """Return the newest statements of a search as a JSON Feed."""
    feed, results = _feed(request, "/search.feed.json")
    return JSONResponse(feed_json(feed, results.hits), media_type="application/feed+json")


@router.get("/search")
def elsewhere(request: Request) -> Response:
    """Lead to the search page."""
    query = request.url.query
    return RedirectResponse(f"/?{query}" if query else "/", 301)


@router.get("/suggest.json")
def suggest(request: Request) -> Response:
    """Return what somebody who types may mean, as browsers ask it (OpenSearch Suggestions)."""
    prefix = request.query_params.get("q", "")[:200]
    with site_of(request).archives.lent() as archive:
        found = archive.suggest(prefix, limit=4) if prefix.strip() else ()
    names = list(dict.fromkeys(one.text for one in found))
    return JSONResponse([prefix, names], media_type="application/x-suggestions+json")


def _feed(request: Request, path: str) -> tuple[Feed, Results]:
    asked = Asked.of(request.query_params)
    base = str(request.base_url).rstrip("/")
    newest = asked if asked.sort else replace(asked, sort=Sort.DATE_DOWN.value)
    site = site_of(request)
    with site.archives.lent() as archive:
        results = search(archive, newest.request(facets=False, limit=FEED_LENGTH))
    said = " ".join([asked.q, *(f"{c.field}: {c.value}" for c in asked.chips())]).strip()
    feed = Feed(
        title=f"{site.name}: {said}" if said else site.name,
        page=base + asked.address(),
        itself=base + asked.address(path),
        statement=f"{base}/s/",
    )
    return feed, results


def _names(request: Request, registry: Registry) -> dict[str, str]:
    """Return what the issuers are called in the reader's language, where that is known."""
    code = language_of(request).code
    return {issuer.id: issuer.names.get(code, issuer.name) for issuer in registry.issuers}


def _of_kept(saved: SavedSearch) -> Asked:
    """Return a search that people keep as an address asks it."""
    return Asked(
        q=saved.query,
        sort="" if saved.sort is Sort.RELEVANCE else saved.sort.value,
        as_of=saved.as_of.isoformat() if saved.as_of else "",
        like=saved.like or "",
        literal=saved.literal,
    )


def _wrong(request: Request, asked: Asked, error: OnRecordError) -> Response:
    """Show what is wrong with a query, and where."""
    position = int(error.ids.get("position", 0))
    return render(
        request,
        "search.html",
        status=400,
        asked=Asked(q=asked.q),
        results=Results((), 0, {}, NO_HISTOGRAM),
        error=(error.message, asked.q[:position], asked.q[position:]),
        names={},
        kept=[],
        chips=[],
        chart=None,
        facets=[],
        first=0,
        last=0,
        older=None,
        newer=None,
    )


def _choices(asked: Asked, results: Results) -> list[tuple[str, list[tuple[str, int, bool, str]]]]:
    """Return facet -> (value, statements, whether it is chosen, the address one step away)."""
    facets = []
    for facet, field in FACETS:
        values = results.facets.get(facet, ())
        if facet == "year":
            rows = [
                (v, n, (asked.first, asked.last) == (v, v), asked.address(first=v, last=v))
                for v, n in sorted(values, reverse=True)
            ]
        else:
            chosen: tuple[str, ...] = getattr(asked, field)
            rows = [
                (v, n, v in chosen, asked.address(**{field: _toggled(chosen, v)}))
                for v, n in values
            ]
        if rows:
            facets.append((facet, rows))
    return facets


def _toggled(chosen: tuple[str, ...], value: str) -> tuple[str, ...]:
    if value in chosen:
        return tuple(one for one in chosen if one != value)
    return (*chosen, value)


def _has_more(asked: Asked, results: Results) -> bool:
    return asked.page < MOST_PAGES and asked.page * A_PAGE < results.total


def _page(asked: Asked, number: int) -> str:
    return asked.address(page=number)
