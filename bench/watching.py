"""Many sources due at once: `python -m bench.watching [--sources N] [--names N]`.

2,000 pages on 200 names that lead to a server of this machine, which takes 20 ms for each answer; a
second between two requests to a name. Hosts are asked in parallel, never two requests at a time to
one; a round must take at most 1.5 times what the pauses alone take. A round in which nothing
changed may bring no bytes of payload. This measures waiting, so it is the one benchmark on the wall
clock, and means something on a quiet machine alone.
"""

import argparse
import asyncio
import datetime as dt
import multiprocessing
import socket
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from aiohttp.abc import AbstractResolver, ResolveResult

from bench.limits import Ratio, tell
from onrecord.archive.finding import FILE
from onrecord.archive.making import init_archive
from onrecord.archive.opening import Archive
from onrecord.archive.watching.options import read_options
from onrecord.archive.watching.watch import World, watch

LATENCY, DELAY = 0.02, 1.0  # seconds
MOST = 1.5  # times the ideal
START = dt.datetime(2025, 10, 20, 8, tzinfo=dt.UTC)


class Names(AbstractResolver):
    """Leads every name to this machine."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host,
                host="127.0.0.1",
                port=port,
                family=socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]

    async def close(self) -> None:
        """Nothing is open."""


def page(path: str, host: str) -> bytes:
    number = path.rpartition("/")[2]
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>Statement {number}</title></head><body><main>'
        f"<h1>Statement {number} of {host}</h1><p>20 October 2025</p><p>The Ministry of Transport "
        f"states that the ferry number {number} left the harbour at noon with 12 people on board."
        "</p></main></body></html>"
    ).encode()


class Server:
    """Answers every path; counts how many requests it has at one time, of a name and in all."""

    def __init__(self) -> None:
        self.at_once: Counter[str] = Counter()
        self.most = self.most_in_all = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await self._head(reader):
            lines = head.decode("latin-1").split("\r\n")
            path = lines[0].split(" ")[1]
            host = next(x[6:] for x in lines if x.lower().startswith("host: ")).partition(":")[0]
            self.at_once[host] += 1
            self.most = max(self.most, self.at_once[host])
            self.most_in_all = max(self.most_in_all, self.at_once.total())
            await asyncio.sleep(LATENCY)
            is_page = path != "/robots.txt"
            body = page(path, host) if is_page else b""
            status = "200 OK" if is_page else "404 Not Found"
            writer.write(
                f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n"
                f"Content-Length: {len(body)}\r\n\r\n".encode()
                + body
            )
            self.at_once[host] -= 1
            await writer.drain()
        writer.close()

    @staticmethod
    async def _head(reader: asyncio.StreamReader) -> bytes:
        try:
            return await reader.readuntil(b"\r\n\r\n")
        except (asyncio.IncompleteReadError, ConnectionError):
            return b""


def run_server(pipe: Connection) -> None:
    """Serve until the other end asks for the figures."""

    async def main() -> None:
        made = Server()
        server = await asyncio.start_server(made.serve, "127.0.0.1", 0, backlog=1024)
        pipe.send(server.sockets[0].getsockname()[1])
        await asyncio.get_running_loop().run_in_executor(None, pipe.recv)
        pipe.send((made.most, made.most_in_all))

    asyncio.run(main())


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.watching", description=__doc__)
    parser.add_argument("--sources", type=int, default=2000)
    parser.add_argument("--names", type=int, default=200)
    options = parser.parse_args(arguments)
    asked = -(-options.sources // options.names) + 1  # of a name, robots.txt among them
    ideal = (asked - 1) * DELAY + asked * LATENCY
    print(f"  {options.sources:,} sources on {options.names} names: ideal {ideal:.1f} s")
    figures = measure(options.sources, options.names, DELAY)
    return tell(
        [
            Ratio("first round / ideal", figures.first / ideal, MOST, at_least=False),
            Ratio("unchanged round / ideal", figures.again / ideal, MOST, at_least=False),
            Ratio("requests to one host at a time", figures.most, 1, at_least=False),
            Ratio("bytes of payload of an unchanged round", figures.brought, 0, at_least=False),
        ]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Of two rounds: seconds of each, the most requests at one time of a name and in all, and the
    bytes of payload that the second brought."""

    first: float
    again: float
    most: int
    most_in_all: int
    brought: int


def measure(sources: int, names: int, delay: float) -> Figures:
    """Check so many sources on so many names twice, with so many seconds between two requests."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=run_server, args=(theirs,), daemon=True)
    server.start()
    port = ours.recv()
    with (
        tempfile.TemporaryDirectory(prefix="onrecord-bench-") as folder,
        init_archive(Path(folder) / "archive") as archive,
    ):
        write_sources(archive, sources, names, port, delay)
        first, before = timed_round(archive, 0), payload_bytes(archive)
        again = timed_round(archive, 48)
        brought = payload_bytes(archive) - before
    ours.send("enough")
    most, most_in_all = ours.recv()
    server.join()
    return Figures(first=first, again=again, most=most, most_in_all=most_in_all, brought=brought)


def write_sources(archive: Archive, sources: int, names: int, port: int, delay: float) -> None:
    """Write the sources into onrecord.toml, as people do."""
    settings = archive.folder / FILE
    rows = [
        f'\n[[sources]]\nname = "s{n}"\nkind = "page"\n'
        f'url = "http://h{n % names}.bench.example:{port}/news/{n}"\n'
        for n in range(sources)
    ]
    text = settings.read_text("utf-8") + f"\n[watch]\ndelay = {delay}\ncited = false\n"
    settings.write_text(text + "".join(rows), "utf-8")


def timed_round(archive: Archive, hours: float) -> float:
    """Check everything once; return the seconds it took."""
    options = read_options(archive, allow_private=True)
    at = START + dt.timedelta(hours=hours)
    started, used = time.monotonic(), time.process_time()
    counts = watch(archive, options, world=World(now=lambda: at, resolver=Names))
    seconds = time.monotonic() - started
    cpu = time.process_time() - used
    print(
        f"  checked {counts.checked:,} in {seconds:.1f} s, {cpu:.1f} s of this process", flush=True
    )
    if counts.failed:
        raise AssertionError(f"{counts.failed} of the pages were not served")
    return seconds


def payload_bytes(archive: Archive) -> int:
    return sum(kept.payload_size for kept in archive.captures.list())


if __name__ == "__main__":
    sys.exit(main())
