"""How long a cold `onrecord search` takes: `python -m bench.cold`, against importing tantivy.

Both are whole processes, from start to exit, in turn, the median of so many runs.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.limits import Ratio, tell
from eval import data
from onrecord.archive.adding import add
from onrecord.archive.making import init_archive

RUNS = 15
BOUND = 5
RELEASES = "treasury/news.tar.zst"
QUERY = "sanctions treasury"


def main(arguments: Sequence[str] | None = None) -> int:
    try:
        releases = data.unpacked(RELEASES)
    except data.DataAbsentError as absent:
        print(f"skipped: {absent}", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as folder:
        place = Path(folder) / "archive"
        with init_archive(place) as archive:
            counts = add(archive, releases)
        print(f"  an archive of {counts.new} statements")
        command = str(Path(sys.executable).with_name("onrecord"))
        search = [command, "-a", str(place), "search", "--json", QUERY]
        peer = [sys.executable, "-c", "import tantivy"]
        ours, theirs = [], []
        _seconds(search)  # the first run compiles
        for _ in range(RUNS):
            ours.append(_seconds(search))
            theirs.append(_seconds(peer))
    a, b = statistics.median(ours), statistics.median(theirs)
    print(f"  onrecord search {a * 1000:.0f} ms, import tantivy {b * 1000:.0f} ms")
    return tell([Ratio("cold search / import tantivy", a / b, BOUND, at_least=False)])


def _seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(  # noqa: S603 - our own command
        command, check=True, stdout=subprocess.DEVNULL, env=_installed()
    )
    return time.perf_counter() - started


def _installed() -> dict[str, str]:
    """Return the environment of an installed command: installers compile what they install."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


if __name__ == "__main__":
    sys.exit(main())
