"""Files that only grow, a line at a time: on the disk before anything rests on them."""

import os
from collections.abc import Iterable
from pathlib import Path

from onrecord.errors import StoreError


def append_lines(path: Path, lines: Iterable[bytes]) -> None:
    """Append lines, each given without its end; a torn last line must have been cut before."""
    data = b"".join(line + b"\n" for line in lines)
    if not data:
        return
    try:
        with path.open("ab") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StoreError(
            f"{path.name} can't be written ({error.strerror}); free some space or mend the "
            "rights of its folder, and run the command again"
        ) from None


def cut_torn_line(path: Path) -> tuple[int, bytes]:
    """Cut a last line without an end, and return how many lines there are, and the last.

    A file that is not there is made.
    """
    if not path.exists():
        path.touch()
        return 0, b""
    count = whole = 0
    last = b""
    with path.open("rb") as file:
        for line in file:
            if not line.endswith(b"\n"):
                break
            count += 1
            whole += len(line)
            last = line
    if whole < path.stat().st_size:
        os.truncate(path, whole)
    return count, last
