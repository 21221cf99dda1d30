"""The index of captures as pywb's CDX server answers: `/cdx?url=...`.

A line per capture, as CDXJ or as JSON. `filename`, `offset` and `length` lead into the archive's
own WARC files.
"""

import base64
import re
from collections.abc import Callable, Iterator
from typing import Any

import orjson
from fastapi import APIRouter
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from onrecord.archive.capture_index import MOST, Line, Match, by_key, list_lines
from onrecord.errors import QueryError
from onrecord.model.records import KeptCapture
from onrecord.web.site import site_of

router = APIRouter(include_in_schema=False)
FIELDS = (
    "urlkey",
    "timestamp",
    "url",
    "mime",
    "status",
    "digest",
    "length",
    "offset",
    "filename",
)
A_LIST = 10_000  # lines, where no limit is given
_EARLIEST, _LATEST = "00000000000000", "99999999999999"
_FILTER = re.compile(r"(!?)([=~]?)([a-z]+):(.*)", re.DOTALL)
_LONGEST_PATTERN = 100
# What makes an expression try a value again and again: it may have two of them, none on a group.
_REPEATS = re.compile(r"[*+?{]")
_REPEATED_GROUP = re.compile(r"\)[*+?{]|\\\d")
Values = dict[str, str]


@router.get("/cdx")
def index(request: Request) -> Response:
    """Return the lines of an address: `url`, `matchType`, `from`, `to`, `sort`, `closest`,
    `limit`, `filter`, `fl`, `output`, as pywb has them."""
    given = request.query_params
    if given.get("showNumPages", "").lower() == "true":
        return JSONResponse({"blocks": 1, "pages": 1, "pageSize": 1})
    url, match = _asked(given)
    with site_of(request).archives.lent() as archive:
        found = list_lines(
            archive,
            url,
            match,
            keeps=_condition(given),
            order=_order(given),
            limit=_limit(given),
        )
    fields = _fields(given)
    if given.get("output") == "json":
        lines: Iterator[str] = (_json_line(values_of(line), fields) for line in found)
        return StreamingResponse(lines, media_type="text/x-ndjson")
    return StreamingResponse(
        (_text_line(values_of(line), fields) for line in found), media_type="text/x-cdxj"
    )


def values_of(line: Line) -> Values:
    """Return the fields of a line, all as text."""
    kept = line.kept
    return {
        "urlkey": line.urlkey,
        "timestamp": line.timestamp,
        "url": kept.uri,
        "mime": kept.media_type,
        "status": "-" if kept.status is None else str(kept.status),
        "digest": _digest(kept),
        "length": str(kept.length),
        "offset": str(kept.offset),
        "filename": kept.warc,
    }


def _digest(kept: KeptCapture) -> str:
    """The payload's digest as the record's own head has it, padding and all."""
    return f"sha256:{base64.b32encode(bytes.fromhex(kept.payload_sha256)).decode()}"


def _asked(given: QueryParams) -> tuple[str, Match]:
    """The address and how it is matched; a `*` at its end or before its host says it too."""
    url = given.get("url", "").strip()
    if not url:
        raise QueryError("url= is missing: it says of which address", position=0)
    try:
        match = Match(given.get("matchType", Match.EXACT))
    except ValueError:
        known = ", ".join(Match)
        raise QueryError(f"matchType is one of {known}", position=0) from None
    if url.startswith("*."):
        url, match = url[2:], Match.DOMAIN
    elif url.endswith("*"):
        url, match = url[:-1], Match.PREFIX
    return (url if "://" in url else f"http://{url}"), match


def _condition(given: QueryParams) -> Callable[[Line], bool]:
    first = _digits(given, "from").ljust(14, "0") if given.get("from") else _EARLIEST
    last = _digits(given, "to").ljust(14, "9") if given.get("to") else _LATEST
    tests = [_test(text) for text in given.getlist("filter")]

    def keeps(line: Line) -> bool:
        if not first <= line.timestamp <= last:
            return False
        values = values_of(line) if tests else {}
        return all(test(values) for test in tests)

    return keeps


def _test(text: str) -> Callable[[Values], bool]:
    """A condition: `field:part`, `=field:whole`, `~field:expression`, each with `!` for not."""
    found = _FILTER.fullmatch(text)
    if found is None or found[3] not in FIELDS:
        raise QueryError(
            f"A filter is written [!][=|~]FIELD:VALUE, its field one of {', '.join(FIELDS)}",
            position=0,
        )
    wanted, field, value = not found[1], found[3], found[4]
    if found[2] == "=":
        return lambda values: (values[field] == value) is wanted
    if found[2] == "~":
        pattern = _pattern(value)
        return lambda values: (pattern.fullmatch(values[field]) is not None) is wanted
    return lambda values: (value in values[field]) is wanted


def _pattern(text: str) -> re.Pattern[str]:
    too_much = (
        len(text) > _LONGEST_PATTERN
        or len(_REPEATS.findall(text)) > 2
        or _REPEATED_GROUP.search(text)
    )
    if too_much:
        raise QueryError(
            "An expression of a filter has two repetitions at most, none of a group", position=0
        )
    try:
        return re.compile(text)
    except re.error as error:
        raise QueryError(f"This is no regular expression: {error}", position=0) from None


def _order(given: QueryParams) -> Callable[[Line], Any]:
    sort, closest = given.get("sort"), given.get("closest")
    if sort == "reverse":
        return lambda line: (line.urlkey, -int(line.timestamp), -line.kept.seq)
    if sort == "closest" or closest:
        wanted = int(_digits(given, "closest").ljust(14, "0")) if closest else int(_LATEST)
        return lambda line: (line.urlkey, abs(int(line.timestamp) - wanted), line.kept.seq)
    if sort:
        raise QueryError("sort is one of reverse, closest", position=0)
    return by_key


def _digits(given: QueryParams, name: str) -> str:
    value = given.get(name, "")
    if not (value.isascii() and value.isdecimal() and len(value) <= 14):
        raise QueryError(f"{name} is a time of up to fourteen digits, as 20201031", position=0)
    return value


def _limit(given: QueryParams) -> int:
    text = given.get("limit", str(A_LIST))
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise QueryError(f"limit is a number, {MOST} at most", position=0)
    return int(text)


def _fields(given: QueryParams) -> tuple[str, ...] | None:
    asked = given.get("fl") or given.get("fields")
    if not asked:
        return None
    fields = tuple(asked.split(","))
    if not set(fields) <= set(FIELDS):
        raise QueryError(f"fl names fields of {', '.join(FIELDS)}", position=0)
    return fields


def _json_line(values: Values, fields: tuple[str, ...] | None) -> str:
    chosen = {name: values[name] for name in fields} if fields else values
    return orjson.dumps(chosen).decode() + "\n"


def _text_line(values: Values, fields: tuple[str, ...] | None) -> str:
    if fields:
        return " ".join(values[name] for name in fields) + "\n"
    rest = {name: values[name] for name in FIELDS[2:]}
    return f"{values['urlkey']} {values['timestamp']} {orjson.dumps(rest).decode()}\n"
