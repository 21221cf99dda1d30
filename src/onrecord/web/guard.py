"""The guard behind the door: who may see and do what, how often, and from which page forms come.

A plain ASGI middleware, before anything is kept or answered. A form of another site is refused by
where it comes from (`Origin`, `Sec-Fetch-Site`) before its body is read; what it must hold besides
is in onrecord.web.forms.
"""

import math
from urllib.parse import quote, urlsplit

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.model.account import UserRole
from onrecord.web.assistants import ASSISTANTS
from onrecord.web.limits import Limit
from onrecord.web.negotiating import HTML, wanted
from onrecord.web.problems import answer
from onrecord.web.visitors import SESSION, Visitor, Visitors, keep_visitor

FREE = ("/signin", "/static/", "/robots.txt", "/healthz", "/readyz", "/opensearch.xml")
# The beginning of a path -> what one must be to go there.
NEEDED = (
    ("/deeds", UserRole.ADMIN),
    ("/edit/expunge", UserRole.ADMIN),
    ("/edit", UserRole.EDITOR),
)
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# What only reads, whatever the method (OAI-PMH 2.0, 3.1.1; the tools of assistants).
ASKED_BY_POST = frozenset({"/oai", ASSISTANTS})
LOCAL = frozenset({"127.0.0.1", "::1"})
SIGN_IN = "/signin"


class Guard:
    """Lets in whom `visitors` knows; limits what each address and token asks."""

    def __init__(self, app: ASGIApp, *, visitors: Visitors) -> None:
        self._app = app
        self._visitors = visitors
        self._reading = Limit(burst=300, each=10)
        self._programs = Limit(burst=600, each=20)
        self._guessing = Limit(burst=10, each=1 / 30)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refused = await self._refused(scope)
        await (self._app if refused is None else refused)(scope, receive, send)

    async def _refused(self, scope: Scope) -> Response | None:
        request = Request(scope)
        token = _token(request)
        client = scope["client"][0] if scope.get("client") else ""
        limited = self._limited(request, client, token)
        if limited is not None:
            return limited
        if token is None and not _only_reads(scope) and not _is_own(request):
            return answer(request, 403, "This form comes from another site.")
        session = request.cookies.get(SESSION)
        if token is None and session is None:
            visitor = self._visitors.find(session=None, token=None)
        else:
            find = self._visitors.find
            visitor = await run_sync(lambda: find(session=session, token=token))
        if token is not None and visitor is None:
            self._guessing.wait(client)
            return _challenge(request, "This token opens nothing.")
        if visitor is None or not visitor.may(_needed(scope)):
            if not scope["path"].startswith(FREE):
                return _sent_away(request, visitor)
            visitor = visitor or Visitor(role=UserRole.READER)
        keep_visitor(scope, visitor)
        return None

    def _limited(self, request: Request, client: str, token: str | None) -> Response | None:
        """Refuse who asks too much: tries to sign in and wrong tokens most of all."""
        seconds = 0.0
        if request.method == "POST" and request.url.path == SIGN_IN:
            seconds = self._guessing.wait(client)
        elif token is not None:
            guessed = self._guessing.is_empty(client)
            seconds = 1 / self._guessing.each if guessed else self._programs.wait(token)
        elif not (client in LOCAL and self._visitors.is_local):
            seconds = self._reading.wait(client)
        if not seconds:
            return None
        headers = {"Retry-After": str(math.ceil(seconds))}
        return answer(request, 429, "Too many requests; wait a little.", headers=headers)


def _needed(scope: Scope) -> UserRole:
    path = scope["path"]
    for beginning, role in NEEDED:
        if path == beginning or path.startswith(f"{beginning}/"):
            return role
    is_open = _only_reads(scope) or path in (SIGN_IN, "/signout")
    return UserRole.READER if is_open else UserRole.EDITOR


def _only_reads(scope: Scope) -> bool:
    """Whether a request changes nothing, whatever its method: nothing of the API does."""
    path = scope["path"]
    return scope["method"] in SAFE or path in ASKED_BY_POST or path.startswith("/api/")


def _sent_away(request: Request, visitor: Visitor | None) -> Response:
    if visitor is not None and (visitor.name is not None or request.method not in SAFE):
        return answer(request, 403, "You may not do this here.")
    is_page = wanted(request) == HTML and not request.url.path.startswith("/api/")
    if is_page and request.method in SAFE:
        target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"{SIGN_IN}?next={quote(target, safe='')}", 303)
    return _challenge(request, "Sign in, or send a token of this archive.")


def _challenge(request: Request, detail: str) -> Response:
    return answer(request, 401, detail, headers={"WWW-Authenticate": "Bearer"})


def _token(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _is_own(request: Request) -> bool:
    """Whether a request that changes something comes from a page of this very site."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    if origin is None:
        return site is not None
    parts = urlsplit(origin)
    return parts.scheme in ("http", "https") and parts.netloc == request.headers.get("host")
