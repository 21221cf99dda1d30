"""Pages out of templates, in the reader's language."""

from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse

from onrecord.model.account import UserRole
from onrecord.web.asked import Asked
from onrecord.web.environment import templates_of
from onrecord.web.forms import form_field, keep_form_cookie
from onrecord.web.languages import COOKIE, LANGUAGES, PARAMETER, Language, choose, get_language
from onrecord.web.site import site_of
from onrecord.web.visitors import visitor_of

A_YEAR = 365 * 24 * 3600


def language_of(request: Request) -> Language:
    """Return the language in which a request is answered."""
    return choose(
        request.query_params.get(PARAMETER),
        request.cookies.get(COOKIE),
        request.headers.get("accept-language", ""),
    )


def render(
    request: Request, template: str, *, status: int = 200, with_form: bool = False, **values: Any
) -> HTMLResponse:
    """Return a page; `values` are what the template shows. A page `with_form` changes something."""
    language = language_of(request)
    site, visitor = site_of(request), visitor_of(request)
    page = templates_of(language.code).get_template(template)
    body = page.render(
        {
            "site": site,
            "ui": language,
            "languages": [(get_language(code), _in(request, code)) for code in LANGUAGES],
            "path": request.url.path,
            "base": str(request.base_url).rstrip("/"),
            "asked": Asked(),
            "visitor": visitor,
            "is_editor": visitor.may(UserRole.EDITOR),
            "form_field": form_field(request) if with_form or visitor.session else "",
            **values,
        }
    )
    response = HTMLResponse(body, status)
    response.headers["Content-Language"] = language.code
    response.headers["Vary"] = "Accept, Accept-Language, Cookie"
    if with_form:
        keep_form_cookie(request, response)
    if request.query_params.get(PARAMETER) == language.code:
        response.set_cookie(
            COOKIE,
            language.code,
            max_age=A_YEAR,
            samesite="lax",
            httponly=True,
            secure=request.url.scheme == "https",
        )
    return response


def _in(request: Request, code: str) -> str:
    """The address of this very page in another language."""
    kept = [(k, v) for k, v in request.query_params.multi_items() if k != PARAMETER]
    return f"?{urlencode([*kept, (PARAMETER, code)])}"
