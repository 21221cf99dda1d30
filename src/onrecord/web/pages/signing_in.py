"""Signing in and out: `/signin`, `/signout`; what editors did: `/deeds`."""

from anyio.to_thread import run_sync
from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.archive.accounts import A_SESSION
from onrecord.web.forms import form_of, text_of
from onrecord.web.loopback import is_loopback
from onrecord.web.rendering import render
from onrecord.web.site import site_of
from onrecord.web.visitors import SESSION, visitor_of

router = APIRouter(include_in_schema=False)


@router.get("/signin")
def page(request: Request) -> Response:
    """Ask for name and password."""
    following = own_path(request.query_params.get("next", "/"))
    return render(request, "signin.html", next=following, is_wrong=False, with_form=True)


@router.post("/signin")
async def sign_in(request: Request) -> Response:
    """Begin a session, in a cookie that scripts and other sites can't use."""
    if request.url.scheme != "https" and not is_loopback(request.url.hostname or ""):
        raise HTTPException(403, "Sign in over https alone; see `proxies` in the manual.")
    form = await form_of(request)
    following = own_path(text_of(form, "next"))
    name, password = text_of(form, "name"), form.get("password")
    accounts = site_of(request).accounts
    secret = None
    if isinstance(password, str) and accounts.has_users():
        secret = await run_sync(accounts.sign_in, name, password)
    if secret is None:
        return await run_sync(
            lambda: render(
                request, "signin.html", status=401, next=following, is_wrong=True, with_form=True
            )
        )
    response = RedirectResponse(following, 303)
    response.set_cookie(
        SESSION,
        secret,
        max_age=int(A_SESSION.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return response


@router.post("/signout")
async def sign_out(request: Request) -> Response:
    """End the session."""
    await form_of(request)
    session = visitor_of(request).session
    if session is not None:
        await run_sync(site_of(request).accounts.sign_out, session)
    response = RedirectResponse("/", 303)
    response.delete_cookie(SESSION)
    return response


@router.get("/deeds")
def deeds(request: Request) -> Response:
    """Show what editors and admins did, the newest first."""
    return render(request, "deeds.html", deeds=site_of(request).accounts.list_deeds())


def own_path(target: str) -> str:
    """Return a path of this site to go on to; the first page for anything else.

    >>> own_path("/s/abc?v=1"), own_path("//evil.example"), own_path("https://evil.example/")
    ('/s/abc?v=1', '/', '/')
    """
    is_path = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if is_path and target.isprintable() and "\\" not in target else "/"
