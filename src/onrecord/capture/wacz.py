"""A WACZ, web archive in a zip (specs.webrecorder.net/wacz/1.1.1), to the captures of its WARCs.

Stored WARCs are read where they lie in the zip. The digests its datapackage names are held against
the files; what differs is reported and read all the same. Knows the layout of a WACZ; must not
know records.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.capture.arc import read_arc_stream
from onrecord.capture.fixity import ALGORITHMS
from onrecord.capture.item import Item
from onrecord.capture.media_type import ARC, HEAD, WARC, look_inside
from onrecord.capture.reading import FileRef, Reading
from onrecord.capture.warc import read_warc_stream
from onrecord.capture.zip_entries import Entry, list_entries, open_entry
from onrecord.errors import CaptureError, RecordError
from onrecord.model.capture import Received

STREAMS = {ARC: read_arc_stream, WARC: read_warc_stream}
RECORD_FILES = (".warc", ".warc.gz", ".arc", ".arc.gz")
PACKAGE = "datapackage.json"
PACKAGE_DIGEST = "datapackage-digest.json"


@dataclass(frozen=True, slots=True)
class _Declared:
    """A file's digest as the package names it: an algorithm of hashlib and a value in hex."""

    path: str
    algorithm: str
    value: str


def read_wacz(reading: Reading) -> Iterator[Item]:
    """Yield the captures of every WARC and ARC inside, and each damage with its file and offset.

    The path of a capture is that of the WACZ and, below it, that of the WARC inside.
    """
    if reading.gzipped:
        yield reading.refusal("WACZ in a gzip; unpack it and add the WACZ")
        return
    try:
        listing = list_entries(reading.ref.path, reading.limits)
    except CaptureError as error:
        yield _named(error, reading, "")
        return
    if listing.problem:
        yield reading.damage(listing.problem)
    entries = {entry.name: entry for entry in listing.entries}
    yield from _refusals(reading, entries)
    kept = {name: e for name, e in entries.items() if not e.leaves and not e.is_encrypted}
    yield from _check_digests(reading, kept, is_whole=not listing.problem)
    for name, entry in kept.items():
        if name.lower().endswith(RECORD_FILES):
            yield from _records(reading, entry)
    if not any(name.lower().endswith(RECORD_FILES) for name in entries):
        yield reading.failure("no WARC file in this WACZ")


def _refusals(reading: Reading, entries: dict[str, Entry]) -> Iterator[CaptureError]:
    for name, entry in entries.items():
        if entry.leaves:
            yield reading.refusal(f"file in the zip has a path that leaves it: {name[:200]!r}")
        elif entry.is_encrypted:
            yield reading.refusal(f"file in the zip is encrypted; decrypt it first: {name[:200]}")


def _records(reading: Reading, entry: Entry) -> Iterator[Item]:
    try:
        with open_entry(reading.ref.path, entry, reading.limits) as file:
            head = file.read(HEAD)
            file.seek(0)
            found = look_inside(head, entry.name)
            inside = replace(
                reading,
                ref=FileRef(reading.ref.path, f"{reading.name}/{entry.name}", entry.size),
                media_type=found.media_type,
                gzipped=found.gzipped,
            )
            if entry.is_cut:
                yield inside.damage(
                    f"file is cut off: {entry.size:,} bytes said, {entry.stored:,} found"
                )
            stream = STREAMS.get(found.media_type)
            if stream is None:
                yield inside.damage("neither WARC nor ARC, whatever its name says", offset=0)
                return
            for item in stream(file, inside):
                # The place is one in the WARC, not in the file on the disk: no record of it can
                # be indexed where it lies.
                yield (
                    replace(item, warc_offset=None, warc_length=None)
                    if isinstance(item, Received)
                    else item
                )
    except CaptureError as error:
        yield _named(error, reading, entry.name)


def _named(error: CaptureError, reading: Reading, name: str) -> CaptureError:
    if "path" in error.ids:
        return error
    path = f"{reading.name}/{name}" if name else reading.name
    return type(error)(error.message, cause=error.__cause__, path=path, **error.ids)


def _check_digests(
    reading: Reading, entries: dict[str, Entry], *, is_whole: bool
) -> Iterator[CaptureError]:
    """Yield an error for each file that is not the one the package names, or is missing."""
    if is_whole and PACKAGE not in entries:
        yield reading.damage(f"no {PACKAGE} in this WACZ: its files can't be checked")
    for source in (PACKAGE, PACKAGE_DIGEST):
        if source not in entries:
            continue
        try:
            declared = list(_declared(_json(reading, entries[source])))
        except CaptureError as error:
            yield _named(error, reading, source)
            continue
        for digest in declared:
            problem = _difference(reading, entries.get(digest.path), digest)
            if problem and (is_whole or digest.path in entries):
                yield _named(problem, reading, digest.path)


def _difference(reading: Reading, entry: Entry | None, declared: _Declared) -> CaptureError | None:
    if entry is None:
        return RecordError("file that the package names is missing")
    try:
        with open_entry(reading.ref.path, entry, reading.limits) as file:
            found = hashlib.file_digest(file, declared.algorithm).hexdigest()
    except CaptureError as error:
        return error
    if found == declared.value:
        return None
    return RecordError("file's digest is not the one the package names")


def _json(reading: Reading, entry: Entry) -> object:
    limit = reading.limits.row
    with open_entry(reading.ref.path, entry, reading.limits) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise RecordError(f"longer than the limit of {limit:,} bytes")
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise RecordError("not JSON; its digests can't be checked", cause=error) from error


def _declared(package: object) -> Iterator[_Declared]:
    """Yield the digests of a package in the forms of WACZ 1.0 and 1.1; those of unknown kind not.

    >>> list(_declared({"path": "a", "hash": "sha256:AB"}))
    [_Declared(path='a', algorithm='sha256', value='ab')]
    """
    if not isinstance(package, dict):
        return
    resources = package.get("resources", [package])
    for resource in resources if isinstance(resources, list) else []:
        match resource:
            case {"path": str(path), "hash": str(digest)}:
                name, _, value = digest.partition(":")
            case {"path": str(path), "hashing": str(name), "stats": {"hash": str(value)}}:
                pass
            case _:
                continue
        if name.lower() in ALGORITHMS and value:
            yield _Declared(path, ALGORITHMS[name.lower()], value.strip().lower())
