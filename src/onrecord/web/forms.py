"""Forms that change something: each holds what only the visitor's own pages can know (CSRF).

Who is signed in has the proof in the session itself; others get a cookie of the browser's own. What
stands in the page is a digest of it, so that a page that leaks gives nothing away that opens more.
"""

import hashlib
import hmac
import secrets

from markupsafe import Markup
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord.web.visitors import visitor_of

COOKIE = "form"
FIELD = "proof"
MOST_FILES, MOST_FIELDS = 200, 50


def form_field(request: Request) -> Markup:
    """Return the hidden field of a form; the answer must go through `keep_form_cookie`."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, _proof(request))


def keep_form_cookie(request: Request, response: Response) -> None:
    """Give a browser without a session the cookie its forms are checked against."""
    if visitor_of(request).session is None and COOKIE not in request.cookies:
        response.set_cookie(
            COOKIE,
            _secret(request),
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )


async def form_of(request: Request) -> FormData:
    """Return the fields of a form of the visitor's own; raises HTTPException for any other.

    A token needs no proof: a browser sends none by itself.
    """
    form = await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS)
    wrong = None if visitor_of(request).by_token else _what_is_wrong(request, form)
    if wrong is not None:
        await form.close()
        raise HTTPException(403, wrong)
    return form


def _what_is_wrong(request: Request, form: FormData) -> str | None:
    given = form.get(FIELD)
    has_cookie = visitor_of(request).session is not None or COOKIE in request.cookies
    if not has_cookie or not isinstance(given, str):
        return "This form has no proof that it is yours; open its page again."
    if not hmac.compare_digest(given.encode(), _proof(request).encode()):
        return "This form is out of date; open its page again."
    return None


def text_of(form: FormData, name: str, most: int = 4000) -> str:
    """Return a field's words without blanks around; "" for none."""
    value = form.get(name)
    return value.strip()[:most] if isinstance(value, str) else ""


def _secret(request: Request) -> str:
    """The session, the browser's cookie, or a new one for this answer."""
    session = visitor_of(request).session
    if session is not None:
        return session
    kept = request.cookies.get(COOKIE) or request.scope.get("onrecord.form")
    if not isinstance(kept, str):
        kept = request.scope["onrecord.form"] = secrets.token_urlsafe(24)
    return kept


def _proof(request: Request) -> str:
    return hmac.new(_secret(request).encode(), b"onrecord form", hashlib.sha256).hexdigest()
