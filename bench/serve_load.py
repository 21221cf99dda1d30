"""A site under load while it grows: `python -m bench.serve_load [--quick]`.

A process serves half of the releases while another adds the rest, and readers ask for pages,
searches and the API all the time: five minutes, half a minute with `--quick`. Told are errors, how
long the slowest hundredth waits against the middle one, and how the server's memory grows.
"""

import argparse
import asyncio
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import aiohttp

from bench.limits import Ratio, tell
from bench.releases import SEED, queries, read_releases
from bench.timing import quantile
from eval import data
from onrecord.archive.adding import add
from onrecord.archive.making import init_archive

RELEASES = "treasury/news.tar.zst"
SECONDS, QUICK_SECONDS = 300, 30
FILES, QUICK_FILES = 6_000, 1_000
READERS = 4  # that ask at the same time, each the next as soon as it is answered
MOST_WAIT = 10  # times the median that the slowest hundredth may take
MOST_MEMORY = 400  # MB
MOST_GROWTH = 1.2  # of the memory, from the end of the first fifth to the end
COMMAND = (sys.executable, "-m", "onrecord")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.serve_load", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="half a minute")
    quick = parser.parse_args(arguments).quick
    try:
        unpacked = data.unpacked(RELEASES)
    except data.DataAbsentError as absent:
        print(f"skipped: {absent}", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as name:
        folder = Path(name)
        files = sorted(unpacked.rglob("*.md"))[: QUICK_FILES if quick else FILES]
        halves = [_linked(folder / str(at), files[at::2]) for at in (0, 1)]
        with init_archive(folder / "archive") as archive:
            add(archive, halves[0], issuer="treasury", source="releases")
            ids = list(archive.statements.ids())
        asked = _asked(ids, queries(read_releases(halves[0])))
        with _serving(folder / "archive") as (base, process):
            adding = subprocess.Popen(  # noqa: S603 - our own program
                [*COMMAND, "-a", str(folder / "archive"), "add", str(halves[1])],
                stderr=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
            seconds = QUICK_SECONDS if quick else SECONDS
            taken, errors, memory = asyncio.run(_load(base, asked, seconds, process))
            was_adding = adding.poll() is None
            adding.wait()
        print(f"  still adding at the end: {was_adding}")
        return tell(_ratios(taken, errors, memory, is_long=not quick))


def _ratios(
    taken: list[float], errors: list[str], memory: list[float], *, is_long: bool
) -> list[Ratio]:
    """What must hold; that memory stays flat only where there was time for its caches to fill."""
    middle, slow = quantile(taken, 0.5), quantile(taken, 0.99)
    growth = memory[-1] / memory[len(memory) // 5]
    print(
        f"  {len(taken):,} answers, {len(errors)} errors {errors[:3]}; milliseconds: "
        f"p50 {middle * 1000:.1f}, p99 {slow * 1000:.1f}, longest {max(taken) * 1000:.1f}"
    )
    print(f"  memory {memory[0]:.0f} to {memory[-1]:.0f} MB, {growth:.2f} times the first fifth's")
    ratios = [
        Ratio("errors under load", float(len(errors)), 0, at_least=False),
        Ratio("p99 / p50 under load", slow / middle, MOST_WAIT, at_least=False),
        Ratio("memory in MB under load", max(memory), MOST_MEMORY, at_least=False),
    ]
    if is_long:
        ratios.append(Ratio("memory, end / first fifth", growth, MOST_GROWTH, at_least=False))
    return ratios


def _linked(folder: Path, files: list[Path]) -> Path:
    folder.mkdir()
    for path in files:
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def _asked(ids: list[str], words: list[str]) -> list[str]:
    """Addresses as readers mix them: six of ten statements, three searches, one of the API."""
    source = random.Random(SEED)  # noqa: S311 - a repeatable choice, no secret
    mixed = []
    for number in range(5_000):
        kind = source.random()
        id, query = source.choice(ids), quote(source.choice(words))
        if kind < 0.6:
            mixed.append(f"/s/{id}?n={number}")
        elif kind < 0.9:
            mixed.append(f"/?q={query}&n={number}")
        else:
            mixed.append(f"/api/v1/search?q={query}")
    return mixed


@contextmanager
def _serving(archive: Path) -> Iterator[tuple[str, int]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(  # noqa: S603 - our own program
        [*COMMAND, "-a", str(archive), "serve", "--port", str(port)], stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}", server.pid
    finally:
        server.terminate()
        server.wait()


async def _load(
    base: str, asked: list[str], seconds: int, process: int
) -> tuple[list[float], list[str], list[float]]:
    until = time.monotonic() + seconds
    taken: list[float] = []
    errors: list[str] = []
    memory: list[float] = []

    async def read(session: aiohttp.ClientSession, first: int) -> None:
        at = first
        while time.monotonic() < until:
            begun = time.monotonic()
            target = asked[at % len(asked)]
            try:
                async with session.get(base + target) as answer:
                    await answer.read()
                    if answer.status != 200:
                        errors.append(f"{answer.status} {target}")
            except aiohttp.ClientError as error:
                errors.append(f"{error!r} {target}")
            taken.append(time.monotonic() - begun)
            at += READERS

    async def watch() -> None:
        while time.monotonic() < until:
            memory.append(_resident(process))
            await asyncio.sleep(1)

    headers = {"Accept": "text/html"}
    async with aiohttp.ClientSession(headers=headers) as session:
        await asyncio.gather(watch(), *(read(session, first) for first in range(READERS)))
    return taken, errors, memory


def _resident(process: int) -> float:
    """The memory of a process in MB, without what it shares with files."""
    for line in Path(f"/proc/{process}/status").read_text("ascii").splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    sys.exit(main())
