"""Making the table from the places: once per version, written aside and moved into place.

Two processes at once make it twice and both leave a whole file; a killed one leaves a partial
file of its own that the next one sweeps away.
"""

import os
import sys
import tempfile
from array import array
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import ConfigError
from onrecord.lexicon.gazetteer import layout
from onrecord.lexicon.gazetteer.keys import (
    PLACE_BITS,
    RANK,
    folded_key,
    forms,
    hashed,
    kept_skeletons,
)
from onrecord.lexicon.gazetteer.place import Place

# Called with the number of places done so far.
Progress = Callable[[int], None]
_TOLD_EVERY = 10_000
_PARTIAL = "partial-"


def make(places: Iterable[Place], target: Path, progress: Progress | None = None) -> None:
    """Write the table of these places to a file; what was there is replaced at one stroke.

    The places are taken one by one and kept as bytes, so that memory stays small.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, partial = tempfile.mkstemp(prefix=_PARTIAL, dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            _gathered(places, progress or _silent).write(out)
            out.flush()
            os.fsync(out.fileno())
        Path(partial).replace(target)
    finally:
        Path(partial).unlink(missing_ok=True)


def _silent(done: int) -> None:
    del done


class _Gathered:
    """What the table will hold, in the order the places came; entries bear that order's number."""

    def __init__(self) -> None:
        self.order: list[tuple[int, int, int]] = []  # of the ranks: -population, id, number
        self.places: list[bytes] = []
        self.names: list[bytes] = []
        self.folded: array[int] = array("Q")
        self.skeletons: array[int] = array("Q")

    def write(self, out: BinaryIO) -> None:
        ranks = array("L", bytes(array("L").itemsize * len(self.order)))
        numbers = [number for _, _, number in sorted(self.order)]
        for rank, number in enumerate(numbers):
            ranks[number] = rank
        records = bytearray()
        start = 0
        for number in numbers:
            size = len(self.names[number])
            records += self.places[number] + layout.NAMES_AT.pack(start, size)
            start += size
        size = layout.HEADER.size + len(records)
        counts = (len(numbers), len(self.folded), len(self.skeletons), start)
        out.write(layout.HEADER.pack(layout.MAGIC, layout.VERSION, *counts))
        out.write(records)
        out.write(bytes(layout.aligned(size) - size))
        out.write(_sorted(self.folded, ranks))
        out.write(_sorted(self.skeletons, ranks))
        out.writelines(self.names[number] for number in numbers)


def _gathered(places: Iterable[Place], progress: Progress) -> _Gathered:
    found = _Gathered()
    hash_of = lru_cache(maxsize=1 << 16)(hashed)
    for number, place in enumerate(places):
        if number >= 1 << PLACE_BITS:
            raise ConfigError("more places than the table can hold", places=number)
        found.order.append((-place.population, place.id, number))
        found.places.append(_packed(place))
        found.names.append(layout.NAMES_BETWEEN.join(place.names).encode("utf-8"))
        asked = [form for name in place.names for form in forms(name)]
        folded = {folded_key(form) for form in asked}
        found.folded.extend(hash_of(key) | number for key in folded if key)
        kept = {key for form in asked for key in kept_skeletons(form)}
        found.skeletons.extend(hash_of(key) | number for key in kept)
        if number % _TOLD_EVERY == 0:
            progress(number)
    return found


def _packed(place: Place) -> bytes:
    return layout.PLACE.pack(
        place.id,
        place.country.encode("ascii", "replace")[:2],
        round(place.lat * 1e5),
        round(place.lon * 1e5),
        min(place.population, 2**32 - 1),
    )


def _sorted(entries: "array[int]", ranks: "array[int]") -> bytes:
    made = array("Q", sorted(e & ~RANK | ranks[e & RANK] for e in entries))
    if sys.byteorder == "big":
        made.byteswap()
    return made.tobytes()


def sweep(folder: Path, keep: str, older_than: float) -> None:
    """Remove tables of other versions, and partial files last written before an instant."""
    for path in folder.iterdir():
        stale = path.name.startswith(_PARTIAL) and path.stat().st_mtime < older_than
        if stale or (path.suffix == ".table" and path.name != keep):
            path.unlink(missing_ok=True)
