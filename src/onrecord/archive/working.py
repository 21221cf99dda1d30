"""One file to worked items: capture, extract, pack. Runs in a worker process, on untrusted bytes.

Knows neither store nor index: what it returns is put in order by `ingest`.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import orjson

from onrecord.archive.worked import Failed, Found, Item, Kept, Looked, Passed, worked
from onrecord.capture.files import read_file
from onrecord.capture.item import Skipped
from onrecord.capture.pack import pack
from onrecord.capture.reading import FileRef
from onrecord.capture.record import nothing_in_it
from onrecord.errors import (
    CaptureError,
    ExtractionError,
    NoStatementError,
    OnRecordError,
    UnsupportedMediaError,
)
from onrecord.extract.extracted import Extracted
from onrecord.extract.layout import Context
from onrecord.extract.registry import extract
from onrecord.index.wording_terms import wording_terms
from onrecord.model.capture import Received
from onrecord.model.ids import file_key, fragment_key, storable
from onrecord.model.issuer import Registry
from onrecord.model.lineage import lineage_of
from onrecord.model.statement import Extraction
from onrecord.model.structure_json import structure_to_json
from onrecord.text.similarity import simhash
from onrecord.text.urls import canonical_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a worker must know beside the file: the source and the archive's issuers."""

    source: str
    issuer: str | None
    columns: tuple[tuple[str, str], ...]
    registry: Registry
    at: dt.datetime
    in_place: bool = False  # the file is a WARC whose records stay where they lie
    terms: bool = False  # make the terms for the index too


NOT_LOOKED_INTO = "reading it ended the worker (crash, memory or time); the bytes are kept"

Order = tuple[FileRef, Job]


def work(order: Order, skip: int = 0, bare: int | None = None) -> Iterator[Item]:
    """Yield the items of one file in order, errors as values; the form isolation asks for.

    The first `skip` items are passed over; the item numbered `bare` is packed without being
    looked into, since looking into it ended a worker.
    """
    ref, job = order
    name = storable(ref.name)
    items = read_file(ref, at=job.at, source=job.source, columns=job.columns)
    for number, item in enumerate(items):
        if number < skip:
            continue
        if isinstance(item, Received):
            named = replace(item, uri=storable(item.uri), path=storable(item.path))
            yield work_on(named, job, ref, looking=number != bare)
        elif isinstance(item, Skipped):
            yield Passed(name, item.reason)
        else:
            yield Failed(name, told(item, name))


def work_on(received: Received, job: Job, ref: FileRef, *, looking: bool = True) -> Item:
    """Pack one capture and, unless that is known to do harm, extract what it holds."""
    try:
        kept = _lying(received, ref) if job.in_place else _packed(received)
    except CaptureError as error:
        return Failed(received.path, told(error, received.path))
    looked = look_safely(received, job) if looking else Looked(failures=(NOT_LOOKED_INTO,))
    return worked(received, kept, looked)


def _packed(received: Received) -> Kept:
    packed = pack(received)
    return Kept(
        member=packed.member,
        member_sha256=packed.member_sha256,
        payload_sha256=packed.payload_sha256,
    )


def _lying(received: Received, ref: FileRef) -> Kept:
    """A record that stays where it lies, or a copy where it could not be read back from there."""
    from onrecord.capture.in_place import stand_in  # loads what reads WARCs, which few files are

    packed = stand_in(received, ref.path)
    if packed is None or received.warc_offset is None:
        return _packed(received)
    return Kept(
        member=b"",
        member_sha256=packed.member_sha256,
        payload_sha256=packed.payload_sha256,
        lies=(received.warc_offset, packed.length),
    )


def look_safely(received: Received, job: Job) -> Looked:
    """Extract what a capture holds; a fault of a reader costs this item alone and is told."""
    try:
        return look_into(received, job)
    except Exception as error:  # a batch loop: bytes from outside meet our own bugs
        return Looked(failures=(f"the reader failed: {type(error).__name__}: {error}"[:500],))


def look_into(received: Received, job: Job) -> Looked:
    """Extract what a capture holds; each part's error is the reason of that part alone."""
    if (nothing := nothing_in_it(received)) is not None:
        return Looked(no_statements=(nothing,))
    found: list[Found] = []
    reasons: list[str] = []
    failures: list[str] = []
    for part in _extracted(received, job):
        outcome = part.outcome if isinstance(part, Extracted) else part
        if isinstance(outcome, NoStatementError | UnsupportedMediaError):
            reasons.append(outcome.message)
        elif isinstance(outcome, ExtractionError):
            failures.append(told(outcome, received.path))
        elif isinstance(part, Extracted):
            found.append(_found(part, outcome, received, job))
    return Looked(found=tuple(found), no_statements=tuple(reasons), failures=tuple(failures))


def told(error: OnRecordError, name: str) -> str:
    """Return what an error says, without the file's own name, which is shown before it.

    >>> told(CaptureError("empty file", path="a.html"), "a.html")
    'empty file'
    >>> told(CaptureError("cut off", path="a.warc", offset=7), "a.warc")
    'cut off [offset=7]'
    """
    beside = {k: v for k, v in error.ids.items() if v != name and not _is_file_uri(v)}
    return storable(str(OnRecordError(error.message, cause=error.__cause__, **beside)))


def _is_file_uri(value: object) -> bool:
    return isinstance(value, str) and value.startswith("file:")


def context_of(received: Received, job: Job) -> Context:
    return Context(
        uri=received.uri,
        path=received.path,
        at=received.at,
        url=received.uri if _is_web(received.uri) else None,
        charset=received.charset,
        columns=job.columns,
        registry=job.registry,
        source_issuer=job.issuer,
    )


def _extracted(received: Received, job: Job) -> list[Extracted | ExtractionError]:
    try:
        context = context_of(received, job)
        return list(extract(received.payload, received.media_type, context))
    except ExtractionError as error:
        return [error]


def _found(part: Extracted, extraction: Extraction, received: Received, job: Job) -> Found:
    url = canonical_url(part.url) if part.url and _is_web(part.url) else None
    title, text, language = extraction.title, extraction.text, extraction.language
    made = wording_terms(title, text, language)
    return Found(
        keys=tuple(map(storable, identity_keys(received, source=job.source, part=part, url=url))),
        url=storable(url) if url else (received.uri if _is_web(received.uri) else None),
        fragment=storable(part.fragment),
        lineage=lineage_of(received.media_type),
        text_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        simhash=f"{simhash(made.hashes):016x}",
        text=text,
        structure=orjson.dumps(structure_to_json(extraction)),
        extractor=extraction.extractor,
        title=title,
        language=language,
        terms=made.terms if job.terms else None,
    )


def identity_keys(
    received: Received, *, source: str, part: Extracted, url: str | None
) -> tuple[str, ...]:
    """Return the keys of a statement, its own first (DESIGN section 4, Identity)."""
    uri = received.uri
    if _is_web(uri) and not part.fragment:
        own = canonical_url(uri)
        return tuple(dict.fromkeys([url or own, own]))
    if _is_web(uri):
        whole = canonical_url(uri)
    elif received.warc_record_id is not None:
        whole = uri  # a record of a WARC that is no page of the web: its own URI names it
    else:
        whole = file_key(source, received.path)
    inside = part.fragment or (urlsplit(uri).fragment if whole != uri else "")
    if not inside:
        return (whole,)
    if url is not None:
        return (url,)
    if part.identifier and any(mark in part.identifier for mark in ":@"):
        return (part.identifier,)  # a global one: a URN, a tag URI, a Message-ID
    return (fragment_key(whole, part.identifier or inside),)


def _is_web(uri: str) -> bool:
    return uri.startswith(("http://", "https://"))
