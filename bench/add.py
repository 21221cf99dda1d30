"""How fast and how big a whole `add` is: `python -m bench.add [pages] [releases] [memory]`.

Pages: capture, extract, store and index web pages, against trafilatura's extraction alone with as
many processes on the same pages. Releases: the same of Markdown releases, against the bare floor
(bench.floor). Memory: the releases once more, since to look at the memory of a process holds it up
by a third of its time; `--times 10` adds them ten times over under other names.
"""

import argparse
import gzip
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import trafilatura

from bench.floor import add_bare
from bench.limits import Ratio, tell
from bench.memory import Peak
from eval import data
from onrecord.archive.adding import add
from onrecord.archive.making import init_archive

PROCESSES = os.cpu_count() or 1
PAGES = "wcxb_articles/dev-articles.tar.zst"
RELEASES = "treasury/news.tar.zst"
MEGABYTE = 1024**2
MEMORY_BOUND = 600 * MEGABYTE


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.add", description=__doc__)
    parser.add_argument("what", nargs="*", default=["pages", "releases", "memory"])
    parser.add_argument("--limit", type=int, help="use only so many files")
    parser.add_argument("--times", type=int, default=1, help="add the releases so many times over")
    options = parser.parse_args(arguments)
    ratios: list[Ratio] = []
    try:
        with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as folder:
            if "pages" in options.what:
                ratios += bench_pages(Path(folder), options.limit)
            if "releases" in options.what:
                ratios += bench_releases(Path(folder), options.limit)
            if "memory" in options.what:
                ratios += bench_memory(Path(folder), options.limit, options.times)
    except data.DataAbsentError as absent:
        print(f"skipped: {absent}", file=sys.stderr)
        return 0
    return tell(ratios)


def bench_pages(folder: Path, limit: int | None) -> list[Ratio]:
    """Compare a whole add of web pages with the peer's extraction alone."""
    paths = sorted(data.unpacked(PAGES).rglob("*.html.gz"))[:limit]
    pages = _linked(paths, folder / "pages")
    peers = {
        "trafilatura with metadata": _with_metadata,
        "trafilatura fast": _fast,
    }
    rates = {name: _rate(paths, extract) for name, extract in peers.items()}
    ours = _add(pages, folder / "pages-archive", len(paths))
    for name, rate in {**rates, "onrecord add": ours}.items():
        print(f"  {name:28} {rate:8.1f} pages/s")
    return [Ratio("add of pages / trafilatura", ours / rates["trafilatura with metadata"], 5)]


def bench_releases(folder: Path, limit: int | None) -> list[Ratio]:
    """Compare a whole add of releases with the bare floor."""
    paths = sorted(data.unpacked(RELEASES).rglob("*.md"))[:limit]
    started = time.perf_counter()
    add_bare(paths, folder / "floor", PROCESSES)
    floor = len(paths) / (time.perf_counter() - started)
    ours = _add(_linked(paths, folder / "releases"), folder / "releases-archive", len(paths))
    for name, rate in {"bare floor": floor, "onrecord add": ours}.items():
        print(f"  {name:28} {rate:8.1f} files/s")
    return [Ratio("add of releases / bare floor", ours / floor, 0.25)]


def bench_memory(folder: Path, limit: int | None, times: int) -> list[Ratio]:
    """Measure the peak memory of a whole add of releases, so many times over."""
    paths = sorted(data.unpacked(RELEASES).rglob("*.md"))[:limit]
    releases = folder / "many"
    for copy in range(times):
        _linked(paths, releases / str(copy))
    with Peak() as peak:
        _add(releases, folder / "many-archive", len(paths) * times)
    print(f"  {len(paths) * times} files, peak {peak.bytes / MEGABYTE:.0f} MB")
    bound = MEMORY_BOUND / MEGABYTE
    return [Ratio("peak memory, MB", peak.bytes / MEGABYTE, bound, at_least=False)]


def _linked(paths: list[Path], folder: Path) -> Path:
    """Return a folder that holds the files under names of their own, without copying them."""
    folder.mkdir(parents=True)
    for number, path in enumerate(paths):
        target = folder / f"{number:06d}-{path.name}"
        try:
            os.link(path, target)
        except OSError:  # another file system
            shutil.copy(path, target)
    return folder


def _add(target: Path, folder: Path, count: int) -> float:
    """Return files a second of a whole add, opening and closing included."""
    started = time.perf_counter()
    with init_archive(folder) as archive:
        counts = add(archive, target)
    seconds = time.perf_counter() - started
    print(
        f"  added: new {counts.new}, seen again {counts.seen_again}, "
        f"not statements {counts.not_statements}, failed {counts.failed}"
    )
    return count / seconds


def _rate(paths: list[Path], extract: Callable[[Path], object]) -> float:
    started = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        for _ in pool.imap_unordered(extract, paths, chunksize=8):
            pass
    return len(paths) / (time.perf_counter() - started)


def _with_metadata(path: Path) -> bool:
    page = gzip.decompress(path.read_bytes())
    return trafilatura.bare_extraction(page, with_metadata=True) is not None


def _fast(path: Path) -> bool:
    page = gzip.decompress(path.read_bytes())
    return trafilatura.bare_extraction(page, with_metadata=True, fast=True) is not None


if __name__ == "__main__":
    sys.exit(main())
