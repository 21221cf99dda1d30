"""Withholding and expunging in the browser, each confirmed on a page of its own."""

from anyio.to_thread import run_sync
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.archive.taking_down import expunge, list_withheld, withhold
from onrecord.errors import ConfigError
from onrecord.web.deeds import PATIENCE, note
from onrecord.web.forms import form_of, text_of
from onrecord.web.rendering import render
from onrecord.web.site import site_of

router = APIRouter(include_in_schema=False)
LONGEST_WHY = 500
MOST_DEEDS = 5000  # in which the reason of a withholding is looked for


@router.get("/edit/withheld")
def withheld(request: Request) -> Response:
    """List what is withheld and why, so that it can be shown again."""
    site = site_of(request)
    with site.archives.lent() as archive:
        found = list_withheld(archive)
    deeds = reversed(site.accounts.list_deeds(MOST_DEEDS))
    whys = {one.subject: one for one in deeds if one.what == "withhold"}
    return render(request, "withheld.html", withheld=found, whys=whys, with_form=True)


@router.get("/edit/withhold/{id}")
@router.get("/edit/expunge/{id}")
def ask(request: Request, id: str) -> Response:
    """Ask whether it is meant, and why."""
    return _page(request, id)


@router.post("/edit/withhold/{id}")
async def do_withhold(request: Request, id: str) -> Response:
    """Hide a statement from every face and export."""
    form = await form_of(request)
    why = text_of(form, "why", LONGEST_WHY)
    if not why:
        return await run_sync(lambda: _page(request, id, wrong="say why"))

    def do() -> None:
        with site_of(request).archives.lent() as archive:
            withhold(archive, id, wait=PATIENCE)

    await run_sync(do)
    await note(request, "withhold", id, why)
    return RedirectResponse("/edit/withheld", 303)


@router.post("/edit/withheld/{id}")
async def show_again(request: Request, id: str) -> Response:
    """Show a statement again that was withheld."""
    await form_of(request)

    def do() -> None:
        with site_of(request).archives.lent() as archive:
            withhold(archive, id, undo=True, wait=PATIENCE)

    await run_sync(do)
    await note(request, "show again", id, "")
    return RedirectResponse(f"/s/{id}", 303)


@router.post("/edit/expunge/{id}")
async def do_expunge(request: Request, id: str) -> Response:
    """Take a statement's words and bytes out for good: its id has to be written out."""
    form = await form_of(request)
    why, shared = text_of(form, "why", LONGEST_WHY), bool(form.get("shared"))
    if not why or text_of(form, "id") != id:
        return await run_sync(lambda: _page(request, id, wrong="say why, and write its id"))

    def do() -> None:
        with site_of(request).archives.lent() as archive:
            expunge(archive, id, reason=why, shared=shared, wait=PATIENCE)

    try:
        await run_sync(do)
    except ConfigError as error:
        wrong = str(error)
        return await run_sync(lambda: _page(request, id, wrong=wrong))
    await note(request, "expunge", id, why)
    return RedirectResponse("/deeds", 303)


def _page(request: Request, id: str, *, wrong: str = "") -> Response:
    with site_of(request).archives.lent() as archive:
        view = archive.statements.get(id)
    return render(
        request,
        "take_down.html",
        status=400 if wrong else 200,
        view=view,
        e=view.extraction,
        wrong=wrong,
        is_for_good=request.url.path.startswith("/edit/expunge/"),
        with_form=True,
    )
