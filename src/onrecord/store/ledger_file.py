"""ledger.jsonl: the Merkle log of captures as a file, one canonical leaf a line.

The rows of the captures table are written first, in the batch's transaction; this file is
completed from them on open, so that a crash between the two costs nothing.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import orjson

from onrecord.errors import FixityError, StoreError
from onrecord.model.ledger import Leaf


class LedgerFile:
    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, leaves: Iterable[Leaf]) -> None:
        """Append the leaves; a torn last line must have been mended before (`mend`)."""
        data = b"".join(leaf.canonical() + b"\n" for leaf in leaves)
        if not data:
            return
        try:
            with self.path.open("ab") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise StoreError(
                f"the ledger can't be written ({error.strerror}); free some space or mend the "
                "rights of its folder, and run the command again"
            ) from None

    def mend(self) -> int:
        """Cut a torn last line and return the number of the leaf that comes next.

        That is the last leaf's number and one, also where a line before it is missing: `verify`
        finds that, and a second copy of the last leaf would not mend it.
        """
        if not self.path.exists():
            self.path.touch()
            return 0
        count = whole = 0
        last = b""
        with self.path.open("rb") as file:
            for line in file:
                if not line.endswith(b"\n"):
                    break
                count += 1
                whole += len(line)
                last = line
        if whole < self.path.stat().st_size:
            os.truncate(self.path, whole)
        try:
            return max(count, int(orjson.loads(last)["seq"]) + 1)
        except (ValueError, TypeError, KeyError):
            return count

    def count(self) -> int:
        """Return the number of whole lines there are now."""
        if not self.path.exists():
            return 0
        with self.path.open("rb") as file:
            return sum(1 for line in file if line.endswith(b"\n"))

    def list_leaves(self) -> Iterator[Leaf]:
        """Yield the leaves in order; a damaged line raises FixityError with its number."""
        if not self.path.exists():
            return
        with self.path.open("rb") as file:
            for number, line in enumerate(file):
                try:
                    leaf = Leaf(**orjson.loads(line))
                except (orjson.JSONDecodeError, TypeError) as error:
                    raise FixityError(
                        "a line of the ledger is damaged", cause=error, line=number
                    ) from error
                if leaf.canonical() + b"\n" != line:
                    raise FixityError("a line of the ledger is not canonical", line=number)
                yield leaf
