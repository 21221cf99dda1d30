"""Records of another archive to worked items. Runs in a worker process, on untrusted bytes.

A record that is a gzip member of its own is kept as it is, byte for byte; one that lies there
uncompressed is kept as it is within a member of ours. Only what can't be read alone is packed anew.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from onrecord.archive.ports import CaptureFiles
from onrecord.archive.worked import Failed, Item, Kept, Looked, Passed, Worked, worked
from onrecord.archive.working import NOT_LOOKED_INTO, Job, look_safely, told
from onrecord.capture.deflate import gzip_member
from onrecord.capture.files import read_file
from onrecord.capture.fixity import sha256
from onrecord.capture.item import Skipped
from onrecord.capture.pack import pack
from onrecord.capture.reading import FileRef
from onrecord.capture.warc import GZIP, parse_record
from onrecord.capture.warc_files import read_member
from onrecord.errors import CaptureError, FixityError
from onrecord.model.capture import Received
from onrecord.model.ids import storable
from onrecord.model.records import KeptCapture
from onrecord.model.version import Outcome
from onrecord.model.watching import Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Lying:
    """One record by its place. `kept` is what an archive of ours knows of it, None for others'.

    `is_file` says that it is a file of one of that archive's sources, and no record of a WARC."""

    files: CaptureFiles
    file: str
    offset: int
    length: int
    job: Job
    kept: KeptCapture | None = None
    is_file: bool = False
    observed: tuple[Observation, ...] | None = None

    @property
    def name(self) -> str:
        return PurePosixPath(self.file).name


@dataclass(frozen=True, slots=True)
class Hint:
    """What an export says of a capture beside its record: later sights of its bytes (the instants),
    and the issuer that was supplied."""

    seen: tuple[dt.datetime, ...] = ()
    issuer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A WARC file, all of it; `hints` are by the digest of a payload."""

    ref: FileRef
    job: Job
    hints: Mapping[str, Hint] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page that another tool saved as a file, with the address and time it says."""

    path: Path
    name: str
    uri: str
    at: dt.datetime
    job: Job


Order = Lying | Whole | Page


def bring(order: Order, skip: int = 0, bare: int | None = None) -> Iterator[Item]:
    """Yield the items of an order, errors as values; the form isolation asks for."""
    match order:
        case Whole():
            items = _of_whole(order, bare)
        case Lying():
            items = _of_lying(order, bare)
        case Page():
            items = _of_page(order, bare)
    for number, item in enumerate(items):
        if number >= skip:
            yield item


def name_of(order: Order) -> str:
    """Return what an order is called where it failed."""
    match order:
        case Whole():
            return storable(order.ref.name)
        case Lying():
            return order.kept.path if order.kept else f"{order.name} at {order.offset}"
        case Page():
            return order.name


def _of_lying(order: Lying, bare: int | None) -> Iterator[Item]:
    kept = order.kept
    try:
        data = order.files.read(
            order.file,
            order.offset,
            order.length,
            member_sha256=kept.member_sha256 if kept else None,
        )
        received = parse_record(
            data,
            order.name,
            order.offset,
            payload_sha256=kept.payload_sha256 if kept else None,
        )
    except (FixityError, CaptureError) as error:
        yield Failed(name_of(order), told(error, name_of(order)))
        return
    member = _member(data, received)
    if kept is not None:
        received = replace(
            received,
            uri=kept.uri,
            at=kept.at,
            media_type=kept.media_type,
            charset=kept.charset,
            path=kept.path,
            warc_record_id=None if order.is_file else received.warc_record_id,
        )
    is_none = kept is not None and kept.role is not None
    looking = bare is None and not is_none
    made = _worked(received, member, order.job, looking=looking, observed=order.observed)
    if kept is not None:
        made = replace(made, role=kept.role, observer=kept.observer)
    yield replace(made, failures=()) if is_none else made


def _of_whole(order: Whole, bare: int | None) -> Iterator[Item]:
    name = storable(order.ref.name)
    for number, item in enumerate(read_file(order.ref, at=order.job.at, source=order.job.source)):
        if isinstance(item, Received):
            yield _of_file(item, order, looking=number != bare)
        elif isinstance(item, Skipped):
            yield Passed(name, item.reason)
        else:
            yield Failed(name, told(item, name))


def _of_file(item: Received, order: Whole, *, looking: bool) -> Item:
    received = replace(item, uri=storable(item.uri), path=storable(item.path))
    member = b""
    if item.warc_offset is not None and item.warc_length is not None:
        try:
            data = read_member(order.ref.path, item.warc_offset, item.warc_length)
            member = _member(data, parse_record(data, item.path, item.warc_offset))
        except FixityError:
            member = b""  # it can't be read alone: packed anew
    job = order.job
    source, path = _place(received.uri)
    if source is not None:  # a file of one of that archive's sources, and no page of a WARC
        received = replace(received, path=path, warc_record_id=None)
        job = replace(job, source=source)
    hint = order.hints.get(sha256(received.payload), Hint())
    if hint.issuer is not None:
        job = replace(job, issuer=hint.issuer)
    member = member or pack(received, record_id=item.warc_record_id).member
    return _worked(received, member, job, looking=looking, observed=_observed(received, hint))


def _observed(received: Received, hint: Hint) -> tuple[Observation, ...]:
    later = [at for at in dict.fromkeys(hint.seen) if at != received.at]
    captured = Observation(uri=received.uri, at=received.at, outcome=Outcome.CAPTURED)
    return (captured, *(replace(captured, at=at, outcome=Outcome.UNCHANGED) for at in later))


def _of_page(order: Page, bare: int | None) -> Iterator[Item]:
    items = read_file(
        FileRef(order.path, order.name, order.path.stat().st_size),
        at=order.at,
        source=order.job.source,
    )
    for number, item in enumerate(items):
        if isinstance(item, Received):
            received = replace(item, uri=order.uri, at=order.at)
            member = pack(received).member
            yield _worked(received, member, order.job, looking=number != bare, observed=None)
        else:
            reason = item.reason if isinstance(item, Skipped) else told(item, order.name)
            yield Failed(order.name, reason)


def _member(data: bytes, received: Received) -> bytes:
    """The member that a record is kept as: its own where it has one, empty where it shares one."""
    end = received.warc_length
    if received.warc_offset != 0 or end is None or data[end:].strip(b"\r\n"):
        return b""
    return data if data.startswith(GZIP) else gzip_member(data)


def _worked(
    received: Received,
    member: bytes,
    job: Job,
    *,
    looking: bool,
    observed: tuple[Observation, ...] | None,
) -> Worked:
    member = member or pack(received).member
    looked = look_safely(received, job) if looking else Looked(failures=(NOT_LOOKED_INTO,))
    kept = Kept(
        member=member,
        member_sha256=sha256(member),
        payload_sha256=sha256(received.payload),
    )
    return replace(worked(received, kept, looked), source=job.source, observed=observed)


def _place(uri: str) -> tuple[str | None, str]:
    """The source and the path within it that a file's URI names (capture.reading.file_uri).

    >>> _place("file:embassy/2020/B%C9%99yanat%201.html#row-1")
    ('embassy', '2020/Bəyanat 1.html')
    >>> _place("https://mfa.example/1"), _place("file:///tmp/1.html")
    ((None, ''), (None, ''))
    """
    scheme, _, rest = uri.partition(":")
    source, slash, path = rest.partition("#")[0].partition("/")
    if scheme != "file" or not source or not slash:
        return None, ""
    return unquote(source), storable(unquote(path, errors="surrogateescape"))
