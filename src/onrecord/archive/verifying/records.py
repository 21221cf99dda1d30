"""WARC files against the record: every byte of ours belongs to a record whose digest is known.

The records of a file are captures and what stands beside them (requests, revisits). They follow on
what the file says of itself and on each other. A lot of neighbours is read in one go by a worker.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import PurePosixPath

from onrecord.archive.ports import CaptureFiles
from onrecord.archive.verifying.fault import Checked, Fault
from onrecord.capture.fixity import sha256
from onrecord.capture.warc import has_payload, parse_record
from onrecord.capture.warc_files import check_warcinfo
from onrecord.errors import CaptureError, FixityError
from onrecord.model.records import Place

LOT_BYTES = 4 * 1024 * 1024  # some tens of milliseconds of work
LOT_RECORDS = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsOrder:
    """Neighbours in one WARC file, to be read and compared with their digests.

    `head_end` is where what the file says of itself must end, for the first lot of a file.
    """

    files: CaptureFiles
    warc: str
    places: tuple[Place, ...]
    head_end: int | None = None


def lots(
    files: CaptureFiles, places: Iterable[Place], ends: dict[str, int], *, at_rest: bool
) -> Iterator[RecordsOrder | Fault]:
    """Yield the lots of all files, and what is wrong with how the records lie.

    `places` come file by file in their order; `ends` says how long each file of ours is.
    """
    waiting = dict(ends)
    for warc, group in groupby(places, attrgetter("warc")):
        is_ours = not (files.folder / warc).is_symlink()
        end = waiting.pop(warc, None)
        lot: list[Place] = []
        size = accounted = 0
        for place in group:
            follows = place.offset == accounted or not (accounted and is_ours)
            if not follows:
                yield Fault("warc", warc, f"a record at {accounted}", f"the next at {place.offset}")
            if lot and (size >= LOT_BYTES or len(lot) >= LOT_RECORDS or not follows):
                yield RecordsOrder(files=files, warc=warc, places=tuple(lot))
                lot, size = [], 0
            if not accounted and is_ours:
                yield RecordsOrder(files=files, warc=warc, places=(), head_end=place.offset)
            lot.append(place)
            size += place.length
            accounted = place.offset + place.length
        yield RecordsOrder(files=files, warc=warc, places=tuple(lot))
        yield from _end(files, warc, end, at_rest=at_rest)
    for warc, end in waiting.items():
        yield from _end(files, warc, end, at_rest=at_rest)


def _end(files: CaptureFiles, warc: str, end: int | None, *, at_rest: bool) -> Iterator[Fault]:
    """A file ends where the last acknowledged record ends, unless it is growing."""
    if end is None or (files.folder / warc).is_symlink():
        return
    size = files.size(warc)
    if size != end and not (not at_rest and size is not None and size > end):
        found = "no such file" if size is None else f"{size} bytes"
        yield Fault("warc", warc, f"{end} bytes", found)


def check_records(order: RecordsOrder) -> Checked:
    """Read a lot and return what in it is not what was recorded."""
    try:
        return _checked(order)
    except CaptureError as error:  # a server that does not answer
        return Checked((Fault("warc", order.warc, "a file that can be read", str(error)),))


def _checked(order: RecordsOrder) -> Checked:
    files = order.files
    if order.head_end is not None:
        return Checked(tuple(_head_faults(files, order.warc, order.head_end)))
    places = order.places
    data, start = b"", places[0].offset
    # Where that can't be read each record says so below.
    with suppress(FixityError):
        data = files.read(order.warc, start, places[-1].offset + places[-1].length - start)
    faults = []
    for place in places:
        member = data[place.offset - start : place.offset - start + place.length]
        fault = None if _is_sound(member, place) else _look_closer(files, order.warc, place)
        if fault is not None:
            faults.append(fault)
    return Checked(tuple(faults), len(places))


def _is_sound(member: bytes, place: Place) -> bool:
    if place.member_sha256 != sha256(member):
        return False
    return place.payload_sha256 is None or has_payload(member, place.payload_sha256)


def _look_closer(files: CaptureFiles, warc: str, place: Place) -> Fault | None:
    """Return what is wrong with a record, None where the quick look could not tell its form."""
    try:
        data = files.read(warc, place.offset, place.length, member_sha256=place.member_sha256)
        if place.payload_sha256 is not None:
            name = PurePosixPath(warc).name
            parse_record(data, name, place.offset, payload_sha256=place.payload_sha256)
    except FixityError as error:
        kind = "record" if place.payload_sha256 is None else "capture"
        where = f"{warc} at {place.offset} ({place.what})"
        return Fault(kind, where, place.member_sha256, str(error))
    return None


def _head_faults(files: CaptureFiles, warc: str, end: int) -> Iterator[Fault]:
    if files.size(warc) is None:
        return
    try:
        check_warcinfo(files.read(warc, 0, end), PurePosixPath(warc).name)
    except FixityError as error:
        yield Fault("warc", f"{warc} at 0", "a sound head of the file", str(error))
