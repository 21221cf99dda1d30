"""WARC files by an index of them (CDX, CDXJ), as web archives hand out sets: its records alone.

A line says in which file a record lies and where. An index that does not say how long a record is
leaves it to end where the next one that it knows of begins.
"""

import gzip
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from onrecord.archive.counts import Counts
from onrecord.archive.importing.records import Lying, Order
from onrecord.archive.importing.running import Sources, bring_in
from onrecord.archive.opening import Archive
from onrecord.archive.worked import Failed
from onrecord.archive.working import Job
from onrecord.capture.files_on_disk import FilesOnDisk
from onrecord.errors import CaptureError

GZIP = b"\x1f\x8b"
# The letters of a CDX file's header (archive.org/web/researcher/cdx_legend.php) that matter here.
OFFSET, FILE, LENGTH = "V", "g", "S"
# Where they stand in files without a header, by the number of fields.
_USUAL = {9: {OFFSET: 7, FILE: 8}, 11: {LENGTH: 8, OFFSET: 9, FILE: 10}}


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a line says that a record lies; `length` is None where it does not say."""

    file: str
    offset: int
    length: int | None = None


def import_cdx(archive: Archive, index: Path, files: Sequence[Path]) -> Counts:
    """Bring in the records that an index names, out of WARC files or folders of them."""
    by_name = {path.name: path for path in _warcs(files)}
    missing: dict[str, int] = {}

    def orders(_here: Sources, job: Job) -> Iterator[Order]:
        for place in _measured(read_index(index), by_name):
            path = by_name.get(Path(place.file).name)
            if path is None or place.length is None:
                missing[place.file] = missing.get(place.file, 0) + 1
            else:
                yield Lying(
                    files=FilesOnDisk(path.parent),
                    file=path.name,
                    offset=place.offset,
                    length=place.length,
                    job=job,
                )

    counts = bring_in(archive, orders, source=index.stem)
    counts.failures += [
        Failed(name, f"{count} records of this file were named, and it is not here")
        for name, count in missing.items()
    ]
    return counts


def read_index(path: Path) -> Iterator[Place]:
    """Yield the places of an index's lines, gzipped or not; raises CaptureError for a bad line."""
    with path.open("rb") as raw:
        is_gzip = raw.read(2) == GZIP
    letters: dict[str, int] | None = None
    with gzip.open(path, "rb") if is_gzip else path.open("rb") as file:
        for number, line in enumerate(file, 1):
            words = line.decode("utf-8", "replace").split()
            if not words:
                continue
            if words[0] == "CDX":
                letters = {letter: at for at, letter in enumerate(words[1:])}
                continue
            try:
                yield _of_json(line) if b"{" in line else _of_letters(words, letters)
            except (ValueError, KeyError, IndexError, TypeError) as error:
                raise CaptureError(
                    "this line is neither CDX nor CDXJ", path=path.name, line=number, cause=error
                ) from error


def _of_json(line: bytes) -> Place:
    """A line of CDXJ: key, time, and an object; or an object alone.

    >>> _of_json(b'a)/ 2020 {"filename": "a.warc.gz", "offset": "7", "length": "9"}')
    Place(file='a.warc.gz', offset=7, length=9)
    """
    values = orjson.loads(line[line.index(b"{") :])
    length = values.get("length")
    return Place(
        str(values["filename"]),
        int(values["offset"]),
        int(length) if length not in (None, "", "-") else None,
    )


def _of_letters(words: Sequence[str], letters: dict[str, int] | None) -> Place:
    """A line of CDX, its fields by the header's letters.

    >>> _of_letters("a)/ 2020 http://a/ text/html 200 X - 7 a.warc.gz".split(), None)
    Place(file='a.warc.gz', offset=7, length=None)
    """
    at = letters or _USUAL[len(words)]
    length = words[at[LENGTH]] if LENGTH in at else "-"
    return Place(words[at[FILE]], int(words[at[OFFSET]]), int(length) if length != "-" else None)


def _measured(places: Iterable[Place], files: dict[str, Path]) -> Iterator[Place]:
    """Yield the places once each, file by file, all with a length where their file is here."""
    known = sorted(set(places), key=lambda place: (place.file, place.offset))
    for number, place in enumerate(known):
        path = files.get(Path(place.file).name)
        if place.length is not None or path is None:
            yield place
            continue
        following = known[number + 1] if number + 1 < len(known) else None
        in_file = following is not None and following.file == place.file
        end = following.offset if following is not None and in_file else path.stat().st_size
        yield Place(place.file, place.offset, end - place.offset)


def _warcs(files: Sequence[Path]) -> Iterator[Path]:
    for path in files:
        if path.is_dir():
            found = (one for one in path.rglob("*") if one.is_file() and not one.is_symlink())
            yield from sorted(found)
        else:
            yield path
