"""What editors add to one statement in the browser: `/edit/s/{id}`. Nothing read is overwritten."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from anyio.to_thread import run_sync
from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.archive.collecting import collect, list_collections, take_out_of
from onrecord.archive.correcting import FIELDS, correct
from onrecord.archive.opening import Archive
from onrecord.archive.replying import LONGEST, reply
from onrecord.archive.tagging import tag, untag
from onrecord.errors import ConfigError
from onrecord.model.statement import StatementKind
from onrecord.web.deeds import PATIENCE, note, user_of
from onrecord.web.forms import form_of, text_of
from onrecord.web.rendering import render
from onrecord.web.site import site_of

router = APIRouter(include_in_schema=False)
Deed = Callable[[Archive], object]


@router.get("/edit/s/{id}")
def page(request: Request, id: str) -> Response:
    """Show what can be added to a statement."""
    return _page(request, id)


@router.post("/edit/s/{id}/correct")
async def correct_field(request: Request, id: str) -> Response:
    """Say what a field is; `undo` lets stand again what was read."""
    form = await form_of(request)
    field, value = text_of(form, "field"), text_of(form, "value")
    given = None if form.get("undo") else value
    why, quoted = text_of(form, "why"), text_of(form, "quoted")
    deed = partial(
        correct,
        id=id,
        field=field,
        value=given,
        by=user_of(request),
        why=why,
        quoted=quoted,
        wait=PATIENCE,
    )
    said = f"{field}: {value if given is not None else 'as read'} ({why})"
    return await _done(request, id, deed, "correct", said)


@router.post("/edit/s/{id}/tag")
async def put_tag(request: Request, id: str) -> Response:
    """Put a tag on a statement, or take it off."""
    form = await form_of(request)
    word = text_of(form, "tag")
    if form.get("remove"):
        gone = partial(untag, id=id, word=word, wait=PATIENCE)
        return await _done(request, id, gone, "untag", word)
    deed = partial(tag, id=id, word=word, by=user_of(request), wait=PATIENCE)
    return await _done(request, id, deed, "tag", word)


@router.post("/edit/s/{id}/collect")
async def put_in_collection(request: Request, id: str) -> Response:
    """Put a statement into a collection, or take it out."""
    form = await form_of(request)
    name = text_of(form, "collection")
    if form.get("remove"):
        deed: Deed = partial(take_out_of, collection=name, id=id, wait=PATIENCE)
        return await _done(request, id, deed, "take out of collection", name)
    deed = partial(collect, collection=name, id=id, by=user_of(request), wait=PATIENCE)
    return await _done(request, id, deed, "collect", name)


@router.post("/edit/s/{id}/reply")
async def keep_reply(request: Request, id: str) -> Response:
    """Keep an issuer's reply to the statement or to one of its changes."""
    form = await form_of(request)
    issuer, received = text_of(form, "issuer"), text_of(form, "received")
    deed = partial(
        reply,
        id=id,
        issuer=issuer,
        text=text_of(form, "text", LONGEST + 1),
        received=received,
        by=user_of(request),
        change=_change(form),
        language=text_of(form, "language") or None,
        wait=PATIENCE,
    )
    return await _done(request, id, deed, "reply", f"{issuer}: {received}")


def _change(form: FormData) -> tuple[int, int] | None:
    """The change that a reply is about, written as 1-2; None for the statement itself."""
    old, dash, new = text_of(form, "change").partition("-")
    is_change = dash and all(n.isascii() and n.isdecimal() and len(n) < 9 for n in (old, new))
    return (int(old), int(new)) if is_change else None


async def _done(request: Request, id: str, deed: Deed, what: str, why: str) -> Response:
    """Do it, write down who did, and show the statement; what can't be is told on the form."""

    def do() -> None:
        with site_of(request).archives.lent() as archive:
            deed(archive)

    try:
        await run_sync(do)
    except ConfigError as error:
        wrong = str(error)
        return await run_sync(lambda: _page(request, id, wrong=wrong))
    await note(request, what, id, why)
    return RedirectResponse(f"/s/{id}", 303)


def _page(request: Request, id: str, *, wrong: str = "") -> Response:
    with site_of(request).archives.lent() as archive:
        view = archive.statements.get(id)
        issuers = [one.issuer for one in archive.issuers.list()]
        kept = [one for one, _ in list_collections(archive)]
    numbers = [version.number for version in view.versions]
    return render(
        request,
        "edit_statement.html",
        status=400 if wrong else 200,
        wrong=wrong,
        view=view,
        e=view.extraction,
        fields=list(FIELDS),
        kinds=list(StatementKind),
        issuers=issuers,
        own=[issuer.id for issuer in view.extraction.issuers],
        collections=[one for one in kept if one not in view.collections],
        changes=[f"{old}-{new}" for old, new in pairwise(numbers)],
        LONGEST=LONGEST,
        with_form=True,
    )
