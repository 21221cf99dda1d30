"""What a worker hands back for each item of a file: plain values that travel between processes."""

import datetime as dt
from dataclasses import dataclass

from onrecord.model.capture import Received
from onrecord.model.index_document import IndexTerms
from onrecord.model.watching import Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One statement in a capture. `keys` are its identity keys, the first is its own.

    `structure` is written out as JSON (model.structure_json) by the worker: bytes travel between
    processes ten times faster than the blocks and spans they hold. `terms` are for the index,
    None where it is not to follow at once.
    """

    keys: tuple[str, ...]
    url: str | None
    fragment: str
    lineage: str
    text_sha256: str
    simhash: str
    text: str
    structure: bytes
    extractor: str
    title: str
    language: str | None
    terms: IndexTerms | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a capture holds: statements, and why its other parts are none or can't be read."""

    found: tuple[Found, ...] = ()
    no_statements: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How a capture is kept: its member, empty where the record lies elsewhere; the digests."""

    member: bytes
    member_sha256: str
    payload_sha256: str
    lies: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """One capture, packed, and what it holds.

    `member` is the compressed WARC record, empty when the record lies in a WARC that is indexed
    in place. `no_statements` are the reasons of parts that were read and hold none; `failures`
    those of parts that could not be read. What is imported says of which source it is, what it was
    to that archive, and when it was observed there.
    """

    uri: str
    at: dt.datetime
    status: int | None
    media_type: str
    charset: str | None
    path: str
    member: bytes
    member_sha256: str
    payload_sha256: str
    payload_size: int
    lies: tuple[int, int] | None = None  # offset and length in the WARC that is indexed in place
    found: tuple[Found, ...] = ()
    no_statements: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    source: str | None = None
    role: str | None = None
    observer: str | None = None
    observed: tuple[Observation, ...] | None = None


def worked(received: Received, kept: Kept, looked: Looked) -> Worked:
    """Return a capture as it is kept, with what it holds."""
    return Worked(
        uri=received.uri,
        at=received.at,
        status=received.status,
        media_type=received.media_type,
        charset=received.charset,
        path=received.path,
        member=kept.member,
        member_sha256=kept.member_sha256,
        payload_sha256=kept.payload_sha256,
        payload_size=len(received.payload),
        lies=kept.lies,
        found=looked.found,
        no_statements=looked.no_statements,
        failures=looked.failures,
    )


@dataclass(frozen=True, slots=True)
class Passed:
    """An item of a container that is no candidate for a statement (a request, an image)."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """An item that could not be captured; the rest goes on."""

    path: str
    reason: str


Item = Worked | Passed | Failed
