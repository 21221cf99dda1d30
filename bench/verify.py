"""How fast `verify` goes over WARC files: `python -m bench.verify`, against `gzip -t`.

Both go over the same files. Counted is the time of the processor, which for work that is cut into
lots for as many processes as there are cores is what a core does; what else runs disturbs it least.
The whole of `verify` (record, ledger, index too) is told beside it.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.limits import Ratio, tell
from eval import data
from onrecord.archive.adding import add
from onrecord.archive.making import init_archive
from onrecord.archive.opening import Archive
from onrecord.archive.verifying import workers
from onrecord.archive.verifying.fault import Fault
from onrecord.archive.verifying.records import RecordsOrder, lots
from onrecord.archive.verifying.verify import verify
from onrecord.store import checking

PAGES = "wcxb_articles/dev-articles.tar.zst"
ROUNDS = 3
BOUND = 0.6


def main(arguments: Sequence[str] | None = None) -> int:
    try:
        pages = data.unpacked(PAGES)
    except data.DataAbsentError as absent:
        print(f"skipped: {absent}", file=sys.stderr)
        return 0
    with (
        tempfile.TemporaryDirectory(prefix="onrecord-bench-") as folder,
        init_archive(Path(folder) / "archive") as archive,
    ):
        add(archive, pages)
        warcs = sorted(archive.captures_folder.rglob("*.warc.gz"))
        megabytes = sum(path.stat().st_size for path in warcs) / 1024**2
        theirs = min(_gzip(warcs) for _ in range(ROUNDS))
        ours = _best(lambda: _records(archive))
        whole = _best(lambda: list(verify(archive, in_place=True)))
    for name, seconds in {"gzip -t": theirs, "verify, WARC": ours, "verify, whole": whole}.items():
        print(f"  {name:14} {megabytes / seconds:8.1f} MB of WARC for a second of a core")
    return tell([Ratio("verify of WARC files / gzip -t", theirs / ours, BOUND)])


def _best(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return min(taken)


def _gzip(paths: Sequence[Path]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(["gzip", "-t", *map(str, paths)], check=True)  # noqa: S603, S607 - the peer
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _records(archive: Archive) -> None:
    with archive.dialect.reading_raw() as connection:
        ends = checking.warc_ends(connection)
        places = checking.list_places(connection)
        orders: list[RecordsOrder] = []
        for lot in lots(archive.capture_files, places, ends, at_rest=True):
            assert not isinstance(lot, Fault), lot
            orders.append(lot)
        for _ in workers.run(orders, in_place=True):
            pass


if __name__ == "__main__":
    sys.exit(main())
