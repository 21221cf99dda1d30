"""A real browser on a real site: Debian's chromium, over loopback, nothing else reachable."""

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.web.conftest import silent

from onrecord.web.app import make_app

CHROMIUM = shutil.which("chromium")
# The browser runs as whoever runs the tests, in containers as root, where it has no sandbox.
BLOCKED = "csp"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


class Watched:
    """A page and what it did that it should not have: errors told, hosts asked, scripts run."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.faults: list[str] = []
        page.on("console", lambda m: self._told(m.type, m.text, m.location.get("url", "")))
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("dialog", lambda dialog: self.faults.append(f"dialog: {dialog.message}"))
        page.on("requestfinished", lambda request: self._asked(request.url))
        page.on("requestfailed", lambda request: self._failed(request.url, request.failure))

    def open(self, path: str) -> None:
        """Go to a page of the site."""
        self.page.goto(self.base + path)

    def _told(self, kind: str, text: str, url: str) -> None:
        # That a kept original may load nothing is told on the console; that is as it should be.
        if kind in ("error", "warning") and "/captures/" not in url:
            self.faults.append(f"{kind}: {text}")

    def _failed(self, url: str, why: str | None) -> None:
        if why != BLOCKED:  # what the policy stops is never sent
            self._asked(f"{url} ({why})")

    def _asked(self, url: str) -> None:
        if not url.startswith((self.base + "/", "data:", "about:", "blob:")):
            self.faults.append(f"asked: {url}")


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """A site on a free port of the loopback; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = make_app(folder, say=silent)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(300):
        if server.started:
            break
        time.sleep(0.05)
    assert server.started
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium here (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(demo_folder: Path) -> Iterator[str]:
    with running(demo_folder) as base:
        yield base


Opening = Callable[..., Watched]


@pytest.fixture
def opened(browser: Browser, site: str) -> Iterator[Opening]:
    """A function that gives a watched page in a fresh context: `scripts`, `width`, `locale`."""
    contexts: list[BrowserContext] = []

    def open_one(*, scripts: bool = True, width: int = 1440, base: str = site) -> Watched:
        context = browser.new_context(
            java_script_enabled=scripts, viewport={"width": width, "height": 900}
        )
        contexts.append(context)
        return Watched(context.new_page(), base)

    yield open_one
    for context in contexts:
        context.close()
