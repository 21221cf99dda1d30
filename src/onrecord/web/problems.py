"""Errors as answers: problem details (RFC 9457) for programs, a page for people.

What happened and what to do is told in the error's own words; nothing of the server's insides is.
"""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from onrecord.errors import (
    FixityError,
    NotFoundError,
    OnRecordError,
    QueryError,
    SearchIndexError,
    StoreError,
)
from onrecord.web.negotiating import JSON, wanted
from onrecord.web.rendering import render

PROBLEM = "application/problem+json"
# Error -> status; the first class that fits.
STATUSES: tuple[tuple[type[OnRecordError], int], ...] = (
    (NotFoundError, 404),
    (QueryError, 400),
    (FixityError, 500),
    (SearchIndexError, 503),
    (StoreError, 503),
)
logger = logging.getLogger("onrecord.web")


def problem(
    status: int,
    detail: str,
    *,
    headers: Mapping[str, str] | None = None,
    **members: Any,
) -> Response:
    """Return problem details; `members` are further ones, such as `position`."""
    body = {"type": "about:blank", "title": _title(status), "status": status, "detail": detail}
    return JSONResponse({**body, **members}, status, dict(headers or {}), media_type=PROBLEM)


def answer_errors(app: FastAPI) -> None:
    """Let every error of an application be answered in one of the two forms."""
    app.add_exception_handler(OnRecordError, _ours)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(RequestValidationError, _of_parameters)


async def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, OnRecordError)  # noqa: S101 - registered for it
    status = next((code for kind, code in STATUSES if isinstance(error, kind)), 500)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        logger.error("%s %s: %s", request.method, request.url.path, error)
    members: dict[str, Any] = {}
    if isinstance(error, QueryError):
        members["position"] = error.position
    return answer(request, status, error.message, **members)


async def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for it
    detail = str(error.detail)
    if error.status_code == HTTPStatus.NOT_FOUND and detail == _title(404):
        detail = "There is nothing at this address."
    return answer(request, error.status_code, detail, headers=error.headers)


async def _of_parameters(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for it
    wrong = [
        {"in": ".".join(str(part) for part in one["loc"]), "detail": str(one["msg"])}
        for one in error.errors()
    ]
    return answer(request, 422, "A parameter of this request is wrong.", errors=wrong)


def answer(
    request: Request,
    status: int,
    detail: str,
    *,
    headers: Mapping[str, str] | None = None,
    **members: Any,
) -> Response:
    """Return an error as a page for people, as problem details for programs."""
    path = request.url.path
    is_for_programs = path.startswith("/api/") or path.endswith((".json", ".atom"))
    if is_for_programs or wanted(request) == JSON:
        return problem(status, detail, headers=headers, **members)
    page = render(request, "error.html", status=status, number=status, detail=detail)
    page.headers.update(dict(headers or {}))
    return page


def _title(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"
