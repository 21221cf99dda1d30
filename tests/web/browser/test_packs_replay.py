"""A proof pack replays in ReplayWeb.page, in a real browser, with nothing but loopback to ask.

$ONRECORD_REPLAYWEB is the folder of the npm package replaywebpage (AGPL; `make packs`); without it
these are skipped.
"""

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
import uvicorn
from playwright.sync_api import Browser
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from tests.archive.test_packs_elsewhere import packed

REPLAYWEB = os.environ.get("ONRECORD_REPLAYWEB", "")
LONGEST = 60_000  # milliseconds


@contextmanager
def replaying(folder: Path, path: Path) -> Iterator[str]:
    """Serve ReplayWeb.page with a pack beside it on a free port; the address of the site."""
    folder.mkdir()
    for file in Path(REPLAYWEB).absolute().iterdir():
        (folder / file.name).symlink_to(file)
    (folder / path.name).write_bytes(path.read_bytes())
    files = StaticFiles(directory=folder, html=True, follow_symlink=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = Starlette(routes=[Mount("/", files)])
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.mark.skipif(not REPLAYWEB, reason="$ONRECORD_REPLAYWEB is not set (make packs)")
@pytest.mark.parametrize(
    ("ts", "words"), [("20251020080000", "with 12 people"), ("20251022000000", "with 14 people")]
)
def test_a_pack_replays_in_replaywebpage(
    tmp_path: Path, browser: Browser, ts: str, words: str
) -> None:
    with packed(tmp_path) as (at, path, url):
        at.site.pages.clear()  # what is shown comes out of the pack
        with replaying(tmp_path / "replay", path) as base:
            context = browser.new_context()
            page = context.new_page()
            asked: list[str] = []
            context.on("request", lambda request: asked.append(request.url))
            shown = urlencode({"view": "pages", "url": url, "ts": ts})
            page.goto(f"{base}/?source={base}/{path.name}#{shown}")
            replayed = page.frame_locator("iframe").first.get_by_text(words)
            replayed.wait_for(timeout=LONGEST)
            assert replayed.count() == 1
            context.close()
    assert not [one for one in asked if not one.startswith((base, "data:", "blob:", "about:"))]
