"""Collections: `/collections` and each one's page `/c/{id}`, with its feeds and exports."""

from urllib.parse import quote

from anyio.to_thread import run_sync
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from onrecord.archive.collecting import (
    get_collection,
    keep_collection,
    list_collections,
    remove_collection,
)
from onrecord.archive.presenting import hit_object
from onrecord.archive.searching import search
from onrecord.errors import ConfigError
from onrecord.model.addition import Collection
from onrecord.model.search import SearchRequest, Sort
from onrecord.web.asked import Asked, number_of
from onrecord.web.deeds import PATIENCE, note, user_of
from onrecord.web.forms import form_of, text_of
from onrecord.web.negotiating import JSON, wanted
from onrecord.web.rendering import render
from onrecord.web.site import site_of

router = APIRouter(include_in_schema=False)
A_PAGE = 50


@router.get("/collections")
@router.get("/collections.json")
def page(request: Request) -> Response:
    """Show the collections by name."""
    return _page(request)


@router.post("/edit/collections")
async def keep(request: Request) -> Response:
    """Keep a new collection, or forget one."""
    form = await form_of(request)
    name, about, gone = (text_of(form, one) for one in ("name", "about", "remove"))

    def do() -> str:
        with site_of(request).archives.lent() as archive:
            if gone:
                remove_collection(archive, gone, wait=PATIENCE)
                return gone
            made = keep_collection(archive, name, about=about, by=user_of(request), wait=PATIENCE)
            return made.id

    try:
        id = await run_sync(do)
    except ConfigError as error:
        wrong = str(error)
        return await run_sync(lambda: _page(request, wrong=wrong))
    await note(request, "forget collection" if gone else "keep collection", id, name)
    return RedirectResponse("/collections" if gone else f"/c/{quote(id)}", 303)


@router.get("/c/{id}")
def one(request: Request, id: str) -> Response:
    """Show what is in a collection, the newest first."""
    as_json = id.endswith(".json") or wanted(request) == JSON
    id, number = id.removesuffix(".json"), number_of(request)
    asked = Asked(q=f'collection:"{id}"', sort=Sort.DATE_DOWN.value)
    with site_of(request).archives.lent() as archive:
        kept = get_collection(archive, id)
        newest = SearchRequest(
            query=asked.q,
            limit=A_PAGE,
            offset=(number - 1) * A_PAGE,
            sort=Sort.DATE_DOWN,
            snippets=1,
        )
        results = search(archive, newest)
    if as_json:
        hits = [hit_object(hit) for hit in results.hits]
        return JSONResponse({**_object(kept, results.total), "hits": hits})
    return render(
        request,
        "collection.html",
        kept=kept,
        results=results,
        search=asked,
        export=f"/api/v1/export/jsonl?q={quote(asked.q)}",
        older=f"/c/{quote(id)}?page={number + 1}" if results.total > number * A_PAGE else None,
        newer=f"/c/{quote(id)}?page={number - 1}" if number > 1 else None,
        names={},
    )


def _page(request: Request, *, wrong: str = "") -> Response:
    with site_of(request).archives.lent() as archive:
        kept = list_collections(archive)
    if request.url.path.endswith(".json") or wanted(request) == JSON:
        return JSONResponse({"collections": [_object(one, count) for one, count in kept]})
    return render(
        request,
        "collections.html",
        status=400 if wrong else 200,
        wrong=wrong,
        kept=kept,
        with_form=True,
    )


def _object(kept: Collection, count: int) -> dict[str, object]:
    return {"id": kept.id, "name": kept.name, "about": kept.about, "statements": count}
