"""Peak memory of a process, this one else, and those it starts, sampled from /proc (Linux)."""

import os
import threading
from pathlib import Path

SECONDS = 0.25  # between samples: a peak shorter than that is missed


class Peak:
    """Samples the proportional set size of the process tree while its block runs.

    Shared pages are counted once in all (PSS), so that the sum is what the machine gives.
    """

    def __init__(self, root: int | None = None) -> None:
        self.bytes = 0
        self._root = root or os.getpid()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Peak":
        self._thread.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(SECONDS):
            self.bytes = max(self.bytes, sum(map(_size, _tree(self._root))))


def _tree(root: int) -> list[int]:
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text("utf-8", "replace")
            except OSError:
                continue
            parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def _size(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
