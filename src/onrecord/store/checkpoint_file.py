"""checkpoints.jsonl: what the ledger came to at the end of each run, signed, one a line."""

from collections.abc import Iterator
from pathlib import Path

import orjson

from onrecord.store.line_file import append_lines, cut_torn_line

NOTE = "note"


class CheckpointFile:
    """A line is the canonical JSON of one object: `note` is a signed note (model.checkpoint)."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, note: str) -> None:
        """Append a signed note."""
        append_lines(self.path, [orjson.dumps({NOTE: note})])

    def mend(self) -> tuple[int, str | None]:
        """Cut a torn last line and return how many lines there are, and the last note."""
        count, last = cut_torn_line(self.path)
        return count, _note(last)

    def list_notes(self) -> Iterator[str | None]:
        """Yield the notes in order, None for a line that holds none as it is written."""
        if not self.path.exists():
            return
        with self.path.open("rb") as file:
            for line in file:
                yield _note(line)


def _note(line: bytes) -> str | None:
    try:
        note = orjson.loads(line)[NOTE]
    except (orjson.JSONDecodeError, TypeError, KeyError):
        return None
    whole = isinstance(note, str) and orjson.dumps({NOTE: note}) + b"\n" == line
    return note if whole else None
