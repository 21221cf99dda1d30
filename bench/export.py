"""How exports fare with many statements: `python -m bench.export [--count N]`.

10,000 and 100,000 made-up statements, each with a claim that has a place, in archives of their own.
Every format is written in a process of its own, whose highest resident memory is taken from /proc
(Linux): with ten times the statements it must stay where it is. Fewer than 10,000 do not fill the
database's cache, which then still grows. The last figure is the processor time of a statement, in
microseconds. It takes half an hour, so `make bench` leaves it out.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import orjson

from bench.limits import Ratio, tell
from bench.made_up import made_up
from onrecord.archive.adding import add
from onrecord.archive.claim_making import make_claims_lacking
from onrecord.archive.exporting import FORMATS, export
from onrecord.archive.making import init_archive
from onrecord.archive.opening import open_archive

COUNT = 100_000
TENTH = 10
ROWS_A_FILE = 10_000
CLAIM = "Seven persons were injured in an explosion in Reykjavik on 5 May 2024."
# With ten times the statements. Ids of an archive's statements and a byte for each capture are all
# that may grow with them.
MOST_GROWTH = 1.25


class Figures(NamedTuple):
    """What writing one format came to, in a process of its own."""

    written: int  # bytes
    peak: int  # bytes
    seconds: float  # of the processor


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.export", description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT, help="how many statements")
    parser.add_argument("--formats", nargs="+", default=list(FORMATS), choices=list(FORMATS))
    parser.add_argument("--write", nargs=2, metavar=("FOLDER", "FORMAT"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.write is not None:
        print(*_write(Path(options.write[0]), options.write[1]))
        return 0
    counts = (options.count // TENTH, options.count)
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as folder:
        measured = [_measured(_made(Path(folder), count), options.formats) for count in counts]
    ratios = []
    for form in options.formats:
        few, many = (figures[form] for figures in measured)
        print(
            f"  {form}: {many.written:,} bytes, peak {few.peak / 2**20:.0f} to "
            f"{many.peak / 2**20:.0f} MB, {many.seconds / options.count * 1e6:.0f} µs a statement"
        )
        name = f"{form}: peak memory with {counts[1]:,} / with {counts[0]:,}"
        ratios.append(Ratio(name, many.peak / few.peak, MOST_GROWTH, at_least=False))
    return tell(ratios)


def _made(folder: Path, count: int) -> Path:
    """Return an archive with so many statements."""
    target = folder / str(count)
    rows = target / "rows"
    rows.mkdir(parents=True)
    lines = _lines(count)
    number = 0
    while some := list(islice(lines, ROWS_A_FILE)):
        (rows / f"{number:04d}.jsonl").write_bytes(b"".join(some))
        number += 1
    with init_archive(target / "archive") as archive:
        counts = add(archive, rows)
        if counts.new != count:
            raise SystemExit(f"{counts.new:,} statements were made of {count:,}")
        make_claims_lacking(archive)
    return target / "archive"


def _lines(count: int) -> Iterator[bytes]:
    for made in made_up(count).documents():
        row = {
            "url": made.url,
            "title": made.title,
            "date": made.published_on.isoformat() if made.published_on else None,
            "issuer": made.issuers[0][1],
            "language": made.language,
            "text": f"{made.text}\n\n{CLAIM}",
        }
        yield orjson.dumps(row) + b"\n"


def _measured(archive: Path, formats: Sequence[str]) -> dict[str, Figures]:
    return {form: _apart(archive, form) for form in formats}


def _apart(archive: Path, form: str) -> Figures:
    """Write a format in a process of its own."""
    command = [sys.executable, "-m", "bench.export", "--write", str(archive), form]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    written, peak, seconds = told.split()
    return Figures(int(written), int(peak), float(seconds))


def _write(folder: Path, form: str) -> Figures:
    with open_archive(folder) as archive:
        start = time.process_time()
        written = sum(map(len, export(archive, form, None)))
        seconds = time.process_time() - start
    return Figures(written, _highest(), seconds)


def _highest() -> int:
    """The most memory that this process has held; what `getrusage` says can be its parent's."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    (line,) = [line for line in lines if line.startswith("VmHWM:")]
    return int(line.split()[1]) * 1024


if __name__ == "__main__":
    sys.exit(main())
