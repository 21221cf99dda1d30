"""The application: routes, errors and middleware put together."""

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, nullcontext
from functools import partial
from importlib.metadata import version
from pathlib import Path

from fastapi import APIRouter, FastAPI
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from onrecord.archive.accounts import Accounts
from onrecord.archive.web_settings import read_web_settings
from onrecord.web import annotations, cdx, memento, oai, signposting
from onrecord.web.api import claims as claims_api
from onrecord.web.api import records, searching, statements, watching
from onrecord.web.api.describing import describe
from onrecord.web.archives import Archives
from onrecord.web.assistants import ASSISTANTS, Beside
from onrecord.web.door import Door
from onrecord.web.etags import EntityTags
from onrecord.web.guard import Guard
from onrecord.web.kept_answers import KeptAnswers
from onrecord.web.logged import Logged
from onrecord.web.measured import Measured, Tally
from onrecord.web.pages import (
    about,
    change_feeds,
    changes,
    citations,
    claims,
    collections,
    diff,
    editing,
    editing_statements,
    embedded,
    issuers,
    machines,
    map,
    operating,
    renditions,
    search,
    signing_in,
    sources,
    statement,
    taking_down,
    timeline,
)
from onrecord.web.problems import answer_errors
from onrecord.web.site import Site
from onrecord.web.visitors import Visitors

STATIC = Path(__file__).parent / "static"
PAGES = (
    change_feeds,
    search,
    statement,
    diff,
    renditions,
    issuers,
    claims,
    timeline,
    map,
    changes,
    citations,
    sources,
    about,
    signing_in,
    editing,
    editing_statements,
    taking_down,
    collections,
    embedded,
    machines,
    operating,
)
FOR_ARCHIVES = (memento, cdx, oai, signposting, annotations)
API = "/api/v1"


def make_app(
    folder: Path,
    *,
    say: Callable[[str], None],
    hosts: Iterable[str] = (),
    is_local: bool = True,
    assistants: Beside | None = None,
    log: Callable[[str], None] | None = None,
) -> FastAPI:
    """Return the site of the archive in a folder; raises ConfigError when it is none.

    `hosts` are names under which it is reached, beside those of [web] and the loopback's;
    `is_local` says that only this machine can reach it; `assistants` is what answers them.
    """
    settings = read_web_settings(folder)
    accounts = Accounts(folder)
    visitors = Visitors(accounts=accounts, settings=settings, is_local=is_local)
    archives = Archives(folder, say)
    with archives.lent() as archive:
        name, in_files = archive.config.name, archive.dialect.is_local

    @asynccontextmanager
    async def living(_app: FastAPI) -> AsyncIterator[None]:
        async with assistants.running() if assistants else nullcontext():
            yield
        archives.close()
        accounts.close()

    tally = Tally()
    app = FastAPI(
        title=name,
        version=version("onrecord"),
        openapi_url=f"{API}/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=living,
        middleware=[
            *([Middleware(Logged, log=log)] if log is not None else []),
            Middleware(Measured, tally=tally),
            Middleware(Door, hosts=[*settings.hosts, *hosts], is_public=settings.public),
            Middleware(Guard, visitors=visitors),
            Middleware(EntityTags),
            # What changes in a record on a server changes no file here.
            *([Middleware(KeptAnswers, folder=folder)] if in_files else []),
        ],
    )
    app.state.site = Site(
        archives=archives,
        name=name,
        settings=settings,
        version=version("onrecord"),
        accounts=accounts,
        tally=tally,
    )
    answer_errors(app)
    for pages in (*PAGES, *FOR_ARCHIVES):
        app.include_router(pages.router)
    api = APIRouter(prefix=API)
    for part in (searching, statements, claims_api, watching, records):
        api.include_router(part.router)
    app.include_router(api)
    app.openapi = partial(describe, app)  # type: ignore[method-assign]  # as FastAPI has it done
    if assistants is not None:
        app.router.routes.append(Route(ASSISTANTS, assistants, include_in_schema=False))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app
