"""Whether the files of the index are what the engine wrote.

Each of its segment files ends with a JSON footer that holds the CRC-32 of what is before it, the
footer's length and a magic number, both as 32-bit little-endian integers (tantivy's
src/directory/footer.rs).
"""

import json
import re
import struct
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tantivy

from onrecord.index.schema import schema

SEGMENT = re.compile(r"[0-9a-f]{32}\.[a-z0-9.]+")
MAGIC = 1337
TAIL = struct.Struct("<II")
META = "meta.json"


def damaged_files(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (file, expected, found) of each file that is not as it was written."""
    if not folder.is_dir():
        yield folder.name, "the engine's folder", "none"
        return
    of_commit = _segments(folder)
    for path in sorted(folder.iterdir()):
        if SEGMENT.fullmatch(path.name) and path.name.partition(".")[0] in of_commit:
            kept, found = _checksums(path.read_bytes())
            if kept != found:
                yield path.name, f"CRC-32 {kept}", f"{found}"
    with tempfile.TemporaryDirectory(prefix="onrecord-") as fresh:
        tantivy.Index(schema(), path=fresh)
        wanted = _settings(Path(fresh))
    if _settings(folder) != wanted:
        yield META, "the schema of this program", "another"


def _segments(folder: Path) -> frozenset[str]:
    """Return the segments of the last commit: a kill may leave others, which the next takes away.

    All that are there where it can't be read, which is told as damage of its own.
    """
    try:
        listed = json.loads((folder / META).read_bytes())["segments"]
        return frozenset(one["segment_id"].replace("-", "") for one in listed)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return frozenset(path.name.partition(".")[0] for path in folder.iterdir())


def _checksums(data: bytes) -> tuple[object, int]:
    """Return the checksum that a file says it has, None where it says none, and what it has."""
    try:
        length, magic = TAIL.unpack(data[-TAIL.size :])
        body, footer = data[: -TAIL.size - length], data[-TAIL.size - length : -TAIL.size]
        kept = json.loads(footer)["crc"] if magic == MAGIC else None
    except (struct.error, ValueError, KeyError, TypeError):
        return None, 0
    return kept, zlib.crc32(body)


def _settings(folder: Path) -> Any:
    try:
        meta = json.loads((folder / META).read_bytes())
        return meta["schema"], meta["index_settings"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
