"""Pages out of templates, in the reader's language."""

from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from onrecord.model.search import Snippet
from onrecord.web import words
from onrecord.web.asked import Asked
from onrecord.web.languages import COOKIE, LANGUAGES, PARAMETER, Language, choose, get_language
from onrecord.web.links import web_url
from onrecord.web.site import site_of

TEMPLATES = Path(__file__).parent / "templates"
_MARK = Markup("<mark>{}</mark>")
_ENDS = tuple(".!?:;։؟。…»”")
A_YEAR = 365 * 24 * 3600


def language_of(request: Request) -> Language:
    """Return the language in which a request is answered."""
    return choose(
        request.query_params.get(PARAMETER),
        request.cookies.get(COOKIE),
        request.headers.get("accept-language", ""),
    )


def render(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a page; `values` are what the template shows."""
    language = language_of(request)
    site = site_of(request)
    page = _environment(language.code).get_template(template)
    body = page.render(
        {
            "site": site,
            "ui": language,
            "languages": [(get_language(code), _in(request, code)) for code in LANGUAGES],
            "path": request.url.path,
            "base": str(request.base_url).rstrip("/"),
            "asked": Asked(),
            **values,
        }
    )
    response = HTMLResponse(body, status)
    response.headers["Content-Language"] = language.code
    response.headers["Vary"] = "Accept, Accept-Language, Cookie"
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


def marked(snippet: Snippet) -> Markup:
    """Return a passage with the words that answer marked; an ellipsis where it is cut."""
    pieces, at = [], 0
    for start, end in snippet.marks:
        pieces += [escape(snippet.text[at:start]), _MARK.format(snippet.text[start:end])]
        at = end
    words = Markup("").join([*pieces, escape(snippet.text[at:])])
    before = "… " if snippet.text.lstrip()[:1].islower() else ""
    after = "" if snippet.text.rstrip()[-1:] in _ENDS else " …"
    return Markup("{}{}{}").format(before, words, after)


def _in(request: Request, code: str) -> str:
    """The address of this very page in another language."""
    kept = [(k, v) for k, v in request.query_params.multi_items() if k != PARAMETER]
    return f"?{urlencode([*kept, (PARAMETER, code)])}"


@cache
def _environment(code: str) -> Environment:
    """The templates of one language, compiled as they are asked for."""
    language = get_language(code)
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
    )
    environment.install_gettext_translations(  # type: ignore[attr-defined]  # of the extension
        language.messages, newstyle=True
    )
    remembered = lru_cache(4096)  # a page has the same few days and numbers many times
    environment.filters.update(
        day=remembered(language.day),
        month=remembered(language.month),
        short_month=remembered(language.short_month),
        instant=remembered(language.instant),
        number=remembered(language.number),
        language_name=remembered(language.language_name),
        web_url=web_url,
    )

    def said(table: dict[Any, str], value: Any) -> str:
        message = table.get(value)
        if message is None:
            return str(value).replace("_", " ")
        return language.gettext(message) if message else ""

    environment.globals.update(
        said=said,
        marked=marked,
        ACTS=words.ACTS,
        KINDS=words.KINDS,
        ROLES=words.ROLES,
        BASES=words.BASES,
        STATES=words.STATES,
        CITED_KINDS=words.CITED_KINDS,
        CONTACTS=words.CONTACTS,
        FIELDS=words.FIELDS,
    )
    return environment
