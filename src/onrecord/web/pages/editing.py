"""What editors do in the browser: `/edit`. Each deed is written down with who did it."""

import tempfile
from pathlib import Path
from urllib.parse import quote

from anyio.to_thread import run_sync
from fastapi import APIRouter
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.archive.adding import add
from onrecord.archive.claim_making import make_claims_lacking
from onrecord.archive.counts import Counts
from onrecord.archive.naming import slug
from onrecord.archive.saved_searches import SavedSearch, save_search
from onrecord.archive.watching.web_sources import WebSource, name_for, save_web_source
from onrecord.web.deeds import note
from onrecord.web.forms import form_of, text_of
from onrecord.web.links import web_url
from onrecord.web.rendering import render
from onrecord.web.site import site_of

router = APIRouter(include_in_schema=False)
LONGEST_NAME = 100
LONGEST_FILE_NAME = 150


@router.get("/edit")
def page(request: Request) -> Response:
    """Show what can be done."""
    return _page(request)


@router.post("/edit/source")
async def add_source(request: Request) -> Response:
    """Write a source on the web into onrecord.toml; the next round of watching asks for it."""
    form = await form_of(request)
    url, issuer = text_of(form, "url"), text_of(form, "issuer", LONGEST_NAME)
    if web_url(url) is None:
        return await run_sync(lambda: _page(request, wrong="source"))
    folder = site_of(request).archives.folder

    def save() -> str:
        source = WebSource(name=name_for(folder, url), url=url, issuer=issuer or None)
        save_web_source(folder, source)
        return source.name

    name = await run_sync(save)
    await note(request, "add source", name, url)
    return RedirectResponse("/sources", 303)


@router.post("/edit/files")
async def add_files(request: Request) -> Response:
    """Add the files that were sent, as `onrecord add` does: read by workers with limits."""
    form = await form_of(request)
    files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    name = slug(text_of(form, "source", LONGEST_NAME)).lstrip(".-") or "uploads"
    if not files:
        return await run_sync(lambda: _page(request, wrong="files"))
    try:
        counts = await _added(request, form, files, name)
    finally:
        await form.close()
    await note(request, "add files", name, ", ".join(str(one.filename) for one in files))
    return await run_sync(lambda: _page(request, counts=counts))


@router.post("/edit/search")
async def keep_search(request: Request) -> Response:
    """Keep a search under a name, for everybody who reads here."""
    form = await form_of(request)
    name, query = text_of(form, "name", LONGEST_NAME), text_of(form, "q")
    if not name or not name.isprintable() or not query:
        return await run_sync(lambda: _page(request, wrong="search"))
    await run_sync(
        save_search, site_of(request).archives.folder, SavedSearch(name=name, query=query)
    )
    await note(request, "keep search", name, query)
    return RedirectResponse(f"/?q={quote(query, safe='')}", 303)


async def _added(request: Request, form: FormData, files: list[UploadFile], name: str) -> Counts:
    """Put the files into a folder of their own, add it, and take it away again."""
    with tempfile.TemporaryDirectory(prefix="onrecord-upload-") as path:
        folder = Path(path) / name
        folder.mkdir()
        for number, one in enumerate(files):
            target = folder / _file_name(str(one.filename), number)
            with target.open("wb") as file:
                while piece := await one.read(1 << 20):
                    await run_sync(file.write, piece)
        issuer = text_of(form, "issuer", LONGEST_NAME) or None

        def adding() -> Counts:
            with site_of(request).archives.lent() as archive:
                counts = add(archive, folder, source=name, issuer=issuer)
                make_claims_lacking(archive)
                return counts

        return await run_sync(adding)


def _file_name(given: str, number: int) -> str:
    """Return a name that can only lie in the folder: the last part, nothing hidden.

    >>> _file_name("../../etc/passwd", 0), _file_name("..", 1), _file_name(".x/notes.html", 2)
    ('passwd', 'file-1', 'notes.html')
    """
    last = given.replace("\\", "/").rpartition("/")[2]
    kept = "".join(c for c in last if c.isprintable()).lstrip(". ")[-LONGEST_FILE_NAME:]
    return kept or f"file-{number}"


def _page(request: Request, *, wrong: str = "", counts: Counts | None = None) -> Response:
    with site_of(request).archives.lent() as archive:
        issuers = [one.issuer for one in archive.issuers.list()]
    return render(
        request,
        "edit.html",
        status=400 if wrong else 200,
        wrong=wrong,
        counts=counts,
        issuers=issuers,
        q=request.query_params.get("q", "")[:4000],
        with_form=True,
    )
