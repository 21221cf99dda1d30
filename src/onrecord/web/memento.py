"""Memento (RFC 7089): time gates, time maps, and captures as they were served at a time.

Each names the address it is of as it stands in the request, behind the first slash of its own.
"""

import datetime as dt
import re
from collections.abc import Iterator
from email.utils import format_datetime, parsedate_to_datetime

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse

from onrecord.archive import mementos
from onrecord.archive.mementos import Around
from onrecord.errors import NotFoundError, QueryError
from onrecord.model.memento import Memento
from onrecord.web.originals import original
from onrecord.web.site import base_of, site_of

router = APIRouter(include_in_schema=False)
READING = ["GET", "HEAD"]
LINK_FORMAT = "application/link-format"
_SCHEME = re.compile(r"(https?|ftp):/+", re.IGNORECASE)
_STAMP = "%Y%m%d%H%M%S"
_STAMPED = re.compile(r"\d{14}")
_ALMOST = dt.timedelta(seconds=1) - dt.timedelta(microseconds=1)  # a stamp names a whole second


@router.api_route("/timegate/{url:path}", methods=READING)
def gate(request: Request) -> Response:
    """Lead to the memento for `Accept-Datetime`, the newest without one (pattern 2.1)."""
    url = _address(request, "/timegate/")
    wanted = request.headers.get("accept-datetime")
    with site_of(request).archives.lent() as archive:
        around = mementos.get_memento(archive, url, _instant(wanted) if wanted else None)
    return RedirectResponse(
        memento_url(base_of(request), around.itself, url),
        status_code=302,
        headers={"Vary": "accept-datetime", "Link": _links(base_of(request), url, around)},
    )


@router.api_route("/memento/{stamp}/{url:path}", methods=READING)
def memento(request: Request, stamp: str) -> Response:
    """Serve what was served then, so that nothing in it can run."""
    url = _address(request, f"/memento/{stamp}/")
    try:
        at = dt.datetime.strptime(stamp, _STAMP).replace(tzinfo=dt.UTC)
    except ValueError:
        at = None
    if at is None or not _STAMPED.fullmatch(stamp):
        raise NotFoundError("a memento is named by fourteen digits, as 20201031093000", at=stamp)
    base = base_of(request)
    with site_of(request).archives.lent() as archive:
        around = mementos.get_memento(archive, url, at + _ALMOST)
    if _stamp(around.itself) != stamp:
        return RedirectResponse(memento_url(base, around.itself, url), status_code=302)
    response = original(request, around.itself.seq)
    response.headers["Memento-Datetime"] = _http_date(around.itself)
    response.headers["Link"] = _links(base, url, around)
    return response


@router.api_route("/timemap/link/{url:path}", methods=READING)
def link_map(request: Request) -> Response:
    """List the mementos of an address in link format (RFC 6690), streamed."""
    url, base = _address(request, "/timemap/link/"), base_of(request)
    archives = site_of(request).archives
    with archives.lent() as archive:
        first, last = mementos.get_ends(archive, url)

    def lines() -> Iterator[str]:
        yield f'<{url}>; rel="original"'
        yield (
            f',\n<{base}/timemap/link/{url}>; rel="self"; type="{LINK_FORMAT}"; '
            f'from="{_http_date(first)}"; until="{_http_date(last)}"'
        )
        yield f',\n<{base}/timegate/{url}>; rel="timegate"'
        with archives.lent() as archive:
            for one in mementos.list_mementos(archive, url):
                yield ",\n" + _memento_link(base, url, one, _place(one, first, last))
        yield "\n"

    return StreamingResponse(lines(), media_type=LINK_FORMAT)


@router.api_route("/timemap/json/{url:path}", methods=READING)
def json_map(request: Request) -> Response:
    """List the mementos of an address as JSON, in the form that aggregators of Memento use."""
    url, base = _address(request, "/timemap/json/"), base_of(request)
    with site_of(request).archives.lent() as archive:
        first, last = mementos.get_ends(archive, url)
        listed = [_memento_object(base, url, one) for one in mementos.list_mementos(archive, url)]
    return JSONResponse(
        {
            "original_uri": url,
            "self": f"{base}/timemap/json/{url}",
            "timegate_uri": f"{base}/timegate/{url}",
            "timemap_uri": {
                "link_format": f"{base}/timemap/link/{url}",
                "json_format": f"{base}/timemap/json/{url}",
            },
            "mementos": {
                "first": _memento_object(base, url, first),
                "last": _memento_object(base, url, last),
                "list": listed,
            },
        }
    )


def memento_url(base: str, one: Memento, url: str) -> str:
    """Return the address of a memento (URI-M)."""
    return f"{base}/memento/{_stamp(one)}/{url}"


def _links(base: str, url: str, around: Around) -> str:
    """The links of a gate or memento: to the original, gate and map, and along the time line."""
    along = {around.itself: "", around.first: "first", around.last: "last"}
    for one, name in ((around.before, "prev"), (around.after, "next")):
        if one is not None:
            along[one] = " ".join(filter(None, (along.get(one), name)))
    if around.first == around.last:
        along[around.first] = "first last"
    return ", ".join(
        (
            f'<{url}>; rel="original"',
            f'<{base}/timegate/{url}>; rel="timegate"',
            f'<{base}/timemap/link/{url}>; rel="timemap"; type="{LINK_FORMAT}"',
            *(_memento_link(base, url, one, name) for one, name in along.items()),
        )
    )


def _place(one: Memento, first: Memento, last: Memento) -> str:
    return " ".join(name for name, end in (("first", first), ("last", last)) if one == end)


def _memento_link(base: str, url: str, one: Memento, place: str) -> str:
    relation = f"{place} memento".strip()
    return f'<{memento_url(base, one, url)}>; rel="{relation}"; datetime="{_http_date(one)}"'


def _memento_object(base: str, url: str, one: Memento) -> dict[str, str]:
    return {
        "datetime": one.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "uri": memento_url(base, one, url),
    }


def _address(request: Request, prefix: str) -> str:
    """The address as it was written behind the prefix, its own query with it.

    A proxy may have made one slash of two.
    """
    raw = bytes(request.scope.get("raw_path", b"")).decode("ascii", "replace")
    query = request.url.query
    url = raw[len(prefix) :] + (f"?{query}" if query else "")
    url = _SCHEME.sub(lambda m: f"{m[1]}://", url, count=1) if _SCHEME.match(url) else url
    if not _SCHEME.match(url):
        url = f"http://{url}"
    if any(c in url for c in '<>"\\'):
        raise QueryError("This is no address of the web", position=0)
    return url


def _instant(text: str) -> dt.datetime:
    """The instant of `Accept-Datetime`; raises QueryError (RFC 7089, section 4.5.3: 400)."""
    try:
        at = parsedate_to_datetime(text)
        return (at if at.tzinfo else at.replace(tzinfo=dt.UTC)).astimezone(dt.UTC) + _ALMOST
    except (ValueError, TypeError, OverflowError):
        raise QueryError(
            "Accept-Datetime is written as Sat, 31 Oct 2020 09:30:00 GMT", position=0
        ) from None


def _stamp(one: Memento) -> str:
    return one.at.strftime(_STAMP)


def _http_date(one: Memento) -> str:
    return format_datetime(one.at.replace(microsecond=0), usegmt=True)
