"""stamps.jsonl: the time stamps of checkpoints, one a line (model.stamp)."""

from collections.abc import Iterator
from pathlib import Path

from onrecord.model.stamp import Stamp
from onrecord.store.line_file import append_lines, cut_torn_line


class StampFile:
    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, stamp: Stamp) -> int:
        """Append a stamp after the last whole line; return how many there are then."""
        count, _ = cut_torn_line(self.path)
        append_lines(self.path, [stamp.line()])
        return count + 1

    def list_lines(self) -> Iterator[bytes]:
        """Yield the lines as they lie, without their ends."""
        if not self.path.exists():
            return
        with self.path.open("rb") as file:
            for line in file:
                yield line.removesuffix(b"\n")
