"""Looking into the table: opened where it lies, a name found by halving.

Knows nothing of where the table lies and of who makes it.
"""

import mmap
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from onrecord.errors import ConfigError
from onrecord.lexicon.gazetteer import layout
from onrecord.lexicon.gazetteer.keys import (
    RANK,
    asked_skeletons,
    folded_key,
    hashed,
)
from onrecord.lexicon.gazetteer.place import Place


class Gazetteer:
    """The places of one table. Made by `open`; read-only, so threads may share it."""

    def __init__(self, data: memoryview) -> None:
        magic, version, places, folded, skeletons, names = _header(data)
        start = layout.HEADER.size
        first = layout.aligned(start + places * layout.PLACE_BYTES)
        second = first + folded * layout.ENTRY_BYTES
        self._names_at = second + skeletons * layout.ENTRY_BYTES
        if (magic, version) != (layout.MAGIC, layout.VERSION) or len(data) != (
            self._names_at + names
        ):
            raise ConfigError("the table of places is damaged or of another version; remove it")
        self._data = data
        self._count = places
        self._folded = data[first:second].cast("Q")
        self._skeletons = data[second : self._names_at].cast("Q")

    @classmethod
    def open(cls, path: Path) -> Self:
        """Return the gazetteer of a table's file; raises ConfigError when it is damaged."""
        with path.open("rb") as file:
            try:
                return cls(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))
            except ValueError as error:  # an empty file
                raise ConfigError(
                    "the table of places is empty; remove it", file=path.name
                ) from error

    def __len__(self) -> int:
        return self._count

    def find_places(self, name: str, *, most: int = 20) -> list[Place]:
        """Return the places of that name, the most populous first.

        Those that bear the name as it is spelt, whatever its case and diacritics; when there is
        none, those with a name that sounds alike.
        """
        return self.find_exactly(name, most=most) or self.find_alike(name, most=most)

    def find_exactly(self, name: str, *, most: int = 20) -> list[Place]:
        """Return the places with that name, spelt so but for case and diacritics."""
        key = folded_key(name)
        return [self._place(rank) for rank in self._ranks(self._folded, key, most)] if key else []

    def find_alike(self, name: str, *, most: int = 20) -> list[Place]:
        """Return the places with a name that has a skeleton in common with this one."""
        found: dict[int, None] = {}
        for key in asked_skeletons(name):
            found.update(dict.fromkeys(self._ranks(self._skeletons, key, most)))
        return [self._place(rank) for rank in sorted(found)[:most]]

    def places(self) -> Iterator[Place]:
        """Yield all places, the most populous first."""
        return map(self._place, range(self._count))

    def _ranks(self, entries: memoryview, key: str, most: int) -> Iterator[int]:
        wanted = hashed(key)
        at = bisect_left(entries, wanted)
        for entry in entries[at : at + most]:
            if entry & ~RANK != wanted:
                return
            yield entry & RANK

    def _place(self, rank: int) -> Place:
        at = layout.HEADER.size + rank * layout.PLACE_BYTES
        number, country, lat, lon, population = layout.PLACE.unpack_from(self._data, at)
        start, size = layout.NAMES_AT.unpack_from(self._data, at + layout.PLACE.size)
        first = self._names_at + start
        names = str(self._data[first : first + size], "utf-8").split(layout.NAMES_BETWEEN)
        return Place(
            id=number,
            name=names[0],
            names=tuple(names),
            country=country.rstrip(b"\0").decode("ascii"),
            lat=lat / 1e5,
            lon=lon / 1e5,
            population=population,
        )


def _header(data: memoryview) -> tuple[bytes, int, int, int, int, int]:
    if len(data) < layout.HEADER.size:
        raise ConfigError("the table of places is cut short; remove it")
    magic, version, places, folded, skeletons, names = layout.HEADER.unpack_from(data, 0)
    return magic, version, places, folded, skeletons, names
