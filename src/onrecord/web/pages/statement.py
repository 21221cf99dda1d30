"""The statement page `/s/{id}` and its machine forms; the captures that show it."""

import json
from collections.abc import Callable

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from onrecord.archive.presenting import cite, cite_csl, statement_object
from onrecord.errors import NotFoundError
from onrecord.model.statement import Extraction
from onrecord.model.view import StatementView
from onrecord.web.json_ld import linked_data
from onrecord.web.links import web_url
from onrecord.web.negotiating import HTML, JSON, TEXT, wanted
from onrecord.web.originals import original
from onrecord.web.rendering import render
from onrecord.web.shown import shown
from onrecord.web.signposting import link_header
from onrecord.web.site import base_of, site_of
from onrecord.web.wording import lay, notes_of, words_of

router = APIRouter(include_in_schema=False)
Form = Callable[[StatementView], Response]


def _as_json(view: StatementView) -> Response:
    return JSONResponse(statement_object(view))


def _as_text(view: StatementView) -> Response:
    return PlainTextResponse(view.extraction.text)


def _as_csl(view: StatementView) -> Response:
    return JSONResponse([cite_csl(view)], media_type="application/vnd.citationstyles.csl+json")


def _as_bibtex(view: StatementView) -> Response:
    return Response(cite(view, "bibtex"), media_type="application/x-bibtex; charset=utf-8")


def _as_ris(view: StatementView) -> Response:
    return Response(
        cite(view, "ris"), media_type="application/x-research-info-systems; charset=utf-8"
    )


# Suffix of the path -> form. The longest that fits is the one.
FORMS: dict[str, Form] = {
    ".json": _as_json,
    ".txt": _as_text,
    ".csl.json": _as_csl,
    ".bib": _as_bibtex,
    ".ris": _as_ris,
}
READ = ("plain", "wikipedia")  # citations that are shown; the others are files
BY_TYPE: dict[str, Form] = {JSON: _as_json, TEXT: _as_text}


@router.get("/s/{name}")
def page(request: Request, name: str) -> Response:
    """Show a statement in its current wording, or in the version `?v=` names."""
    id, dot, suffix = name.partition(".")
    form = FORMS.get(dot + suffix) if dot else BY_TYPE.get(wanted(request, (HTML, JSON, TEXT)))
    if dot and form is None:
        raise NotFoundError("no such form of a statement", form=suffix)
    view = _view(request, id, with_claims=form is None)
    if form is not None:
        return form(view)
    e = view.extraction
    answer = render(
        request,
        "statement.html",
        view=view,
        e=e,
        blocks=lay(e, view.claimed),
        url=web_url(view.url),
        notes=notes_of(e),
        claimed=[(one, e.text[one.start : one.end]) for one in view.claimed],
        read={c.correction.field: c.read for c in view.corrections},
        kept_pages=dict(view.cited_captures),
        reasons=[(field, _value(e, field), r.why, words_of(e, r.span)) for field, r in e.reasons],
        citations=[(form, cite(view, form)) for form in READ],
        linked_data=_script(linked_data(view, base_of(request))),
    )
    answer.headers["Link"] = link_header(view, base_of(request))
    return answer


@router.get("/s/{id}/captures/{seq}")
def capture(request: Request, id: str, seq: int) -> Response:
    """Show one capture of a statement: what was received, when, and where it is kept."""
    with site_of(request).archives.lent() as archive:
        view = archive.statements.get(id)
        if seq not in [c.seq for c in view.captures]:
            raise NotFoundError("no such capture of this statement", seq=seq)
        kept = archive.captures.get_shown(seq)
    return render(request, "capture.html", view=view, e=view.extraction, kept=kept)


@router.get("/captures/{seq}/original")
def kept_original(request: Request, seq: int) -> Response:
    """Serve the bytes as they were received, so that nothing in them can run."""
    return original(request, seq)


def _view(request: Request, id: str, *, with_claims: bool) -> StatementView:
    number = request.query_params.get("v")
    if number is not None and not (number.isascii() and number.isdecimal() and len(number) < 9):
        raise NotFoundError("a version is named by its number", version=number)
    site = site_of(request)
    with site.archives.lent() as archive:
        version = None if number is None else int(number)
        view = archive.statements.get(id, version=version, with_claims=with_claims)
    return shown(view, site.settings)


def _value(e: Extraction, field: str) -> str:
    """What a field with a reason holds, as the page shows it beside the reason."""
    if field == "issuers":
        return "; ".join(i.name for i in e.issuers)
    value = getattr(e, field, None)
    return "" if value is None or isinstance(value, tuple) else str(value)


def _script(value: object) -> str:
    """JSON that can stand in a script element: nothing in it ends the element or the page."""
    return (
        json.dumps(value, ensure_ascii=False)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )
