"""ledger.jsonl: the Merkle log of captures as a file, one canonical leaf a line.

The rows of the captures table are written first, in the batch's transaction; this file is
completed from them on open, so that a crash between the two costs nothing.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import orjson

from onrecord.errors import FixityError
from onrecord.model.ledger import Entry, entry_from_json
from onrecord.store.line_file import append_lines, cut_torn_line


class LedgerFile:
    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, leaves: Iterable[Entry]) -> None:
        """Append the leaves; a torn last line must have been mended before (`mend`)."""
        append_lines(self.path, (leaf.canonical() for leaf in leaves))

    def mend(self) -> int:
        """Cut a torn last line and return the number of the leaf that comes next.

        That is the last leaf's number and one, also where a line before it is missing: `verify`
        finds that, and a second copy of the last leaf would not mend it.
        """
        count, last = cut_torn_line(self.path)
        try:
            return max(count, int(orjson.loads(last)["seq"]) + 1)
        except (ValueError, TypeError, KeyError):
            return count

    def list_leaves(self) -> Iterator[Entry]:
        """Yield the leaves in order; a damaged line raises FixityError with its number."""
        if not self.path.exists():
            return
        with self.path.open("rb") as file:
            for number, line in enumerate(file):
                try:
                    leaf = entry_from_json(orjson.loads(line))
                except (orjson.JSONDecodeError, TypeError) as error:
                    raise FixityError(
                        "a line of the ledger is damaged", cause=error, line=number
                    ) from error
                if leaf.canonical() + b"\n" != line:
                    raise FixityError("a line of the ledger is not canonical", line=number)
                yield leaf
