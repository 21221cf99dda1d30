"""How long pages take to make: `python -m bench.serve [--quick]`, against an empty FastAPI page.

The peer is a FastAPI application with one page of the same size out of a Jinja template, asked in
the same run and the same way: whole ASGI requests in this process, without a socket, by the time of
the processor, threads included. The bound is on a page that is made anew; what one costs that was
asked for before, while the archive stands still, is told beside it.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI
from jinja2 import Environment
from starlette.responses import HTMLResponse

from bench.limits import Ratio, tell
from bench.releases import queries, read_releases
from eval import data
from onrecord.archive.adding import add
from onrecord.archive.making import init_archive
from onrecord.web.app import make_app
from onrecord.web.kept_answers import SETTLED

RELEASES = "treasury/news.tar.zst"
FEW_RELEASES = 1_000
ASKED = 60  # pages a round
ROUNDS = 5
BOUNDS = {"statement": 3, "search": 5}  # as issue 6 has them


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.serve", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a thousand of the releases")
    quick = parser.parse_args(arguments).quick
    try:
        unpacked = data.unpacked(RELEASES)
    except data.DataAbsentError as absent:
        print(f"skipped: {absent}", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as name:
        folder = Path(name)
        archive = init_archive(folder / "archive")
        source = _some(unpacked, folder / "some") if quick else unpacked
        add(archive, source, issuer="treasury")
        ids = [id for id, _ in zip(archive.statements.ids(), range(ASKED), strict=False)]
        asked = queries(read_releases(source))[:ASKED]
        archive.close()
        app = make_app(folder / "archive", say=lambda _message: None)
        return tell(
            [
                _ratio(app, "statement", [f"/s/{id}" for id in ids]),
                _ratio(app, "search", [f"/?q={quote(query)}" for query in asked]),
            ]
        )


def _some(unpacked: Path, folder: Path) -> Path:
    folder.mkdir()
    for path in sorted(unpacked.rglob("*.md"))[:FEW_RELEASES]:
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def _ratio(app: FastAPI, name: str, targets: list[str]) -> Ratio:
    sizes = [asyncio.run(_size(app, target)) for target in targets]
    peer = _empty_page(sum(sizes) // len(sizes))
    made = min(_timed(partial(_ask_all, app, _anew(targets, number))) for number in range(ROUNDS))
    time.sleep(SETTLED)
    _ask_all(app, targets)  # keeps them
    ours = theirs = float("inf")
    for _ in range(ROUNDS):
        ours = min(ours, _timed(lambda: _ask_all(app, targets)))
        theirs = min(theirs, _timed(lambda: _ask_all(peer, ["/"] * len(targets))))
    each = [1000 * seconds / len(targets) for seconds in (made, ours, theirs)]
    print(
        f"  {name} page, milliseconds of the processor: made anew {each[0]:.2f}, "
        f"asked again {each[1]:.2f}, an empty page {each[2]:.2f}"
    )
    print(f"  {name} page asked again / empty FastAPI page: {ours / theirs:.2f}")
    return Ratio(f"{name} page / empty FastAPI page", made / theirs, BOUNDS[name], at_least=False)


def _anew(targets: list[str], number: int) -> list[str]:
    """The same pages under addresses that were not asked for before."""
    return [f"{one}{'&' if '?' in one else '?'}unknown={number}" for one in targets]


def _empty_page(size: int) -> FastAPI:
    """An application with one page of so many bytes."""
    app = FastAPI()
    words = "<p>" + "x" * 60 + "</p>\n"
    template = Environment(autoescape=True).from_string(
        "<!doctype html><title>{{ title }}</title>\n" + words * (size // len(words))
    )

    @app.get("/")
    def page() -> HTMLResponse:
        return HTMLResponse(template.render(title="Empty"))

    return app


def _timed(do: Callable[[], None]) -> float:
    begun = time.process_time()
    do()
    return time.process_time() - begun


def _ask_all(app: FastAPI, targets: list[str]) -> None:
    async def ask() -> None:
        for target in targets:
            await _size(app, target)

    asyncio.run(ask())


async def _size(app: FastAPI, target: str) -> int:
    """Ask for one page as a server would, and return its length."""
    path, _, query = target.partition("?")
    size = 0

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        nonlocal size
        if message["type"] == "http.response.start":
            assert message["status"] == 200, target
        size += len(message.get("body", b""))

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", b"127.0.0.1"), (b"accept", b"text/html")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8470),
    }
    await app(scope, receive, send)
    return size


if __name__ == "__main__":
    sys.exit(main())
