"""What those ask who operate a site: does it live, is it ready, how does it stand (Prometheus).

The text format is Prometheus's (https://prometheus.io/docs/instrumenting/exposition_formats/).
"""

from collections.abc import Iterator, Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from onrecord.archive.measuring import Measures, measure
from onrecord.errors import OnRecordError
from onrecord.web.measured import BOUNDS, Tally
from onrecord.web.site import site_of

router = APIRouter(include_in_schema=False)
METRICS = "text/plain; version=0.0.4; charset=utf-8"


@router.get("/healthz")
def lives() -> Response:
    """Say that the program answers, whatever its archive does: restart it where it doesn't."""
    return PlainTextResponse("ok\n")


@router.get("/readyz")
def ready(request: Request) -> Response:
    """Say whether the record and the index can be read: send nobody here where they can't."""
    try:
        with site_of(request).archives.lent() as archive:
            measure(archive)
    except OnRecordError as error:
        return PlainTextResponse(f"{error.message}\n", 503)
    return PlainTextResponse("ok\n")


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Tell how the archive stands and what was answered, for Prometheus."""
    site = site_of(request)
    with site.archives.lent() as archive:
        measures = measure(archive)
    lines = [*_of_archive(measures, site.version), *_of_site(site.tally)]
    return Response("\n".join(lines) + "\n", media_type=METRICS)


def _of_archive(measures: Measures, version: str) -> Iterator[str]:
    yield from _family("info", "gauge", "The program.", {f'version="{version}"': 1})
    rows = {f'table="{name}"': count for name, count in sorted(measures.rows.items())}
    yield from _family("rows", "gauge", "Rows of the record.", rows)
    yield from _family("change", "gauge", "The newest change.", {"": measures.last_change})
    told = "The change that the index has come to."
    yield from _family("index_change", "gauge", told, {"": measures.index_change})
    yield from _family("watch_due", "gauge", "Watched addresses that are due.", {"": measures.due})
    told = "For how long the one that is due longest has been."
    yield from _family("watch_overdue_seconds", "gauge", told, {"": measures.overdue_seconds})


def _of_site(tally: Tally) -> Iterator[str]:
    statuses = {f'status="{name}"': count for name, count in sorted(tally.statuses.items())}
    yield from _family("answers_total", "counter", "Answers since the start.", statuses)
    yield "# HELP onrecord_answer_seconds Time until an answer began."
    yield "# TYPE onrecord_answer_seconds histogram"
    for bound in BOUNDS:
        yield f'onrecord_answer_seconds_bucket{{le="{bound}"}} {tally.within[bound]}'
    yield f'onrecord_answer_seconds_bucket{{le="+Inf"}} {tally.total}'
    yield f"onrecord_answer_seconds_sum {tally.seconds}"
    yield f"onrecord_answer_seconds_count {tally.total}"


def _family(name: str, kind: str, told: str, values: Mapping[str, float]) -> Iterator[str]:
    yield f"# HELP onrecord_{name} {told}"
    yield f"# TYPE onrecord_{name} {kind}"
    for labels, value in values.items():
        yield f"onrecord_{name}{{{labels}}} {value}" if labels else f"onrecord_{name} {value}"
