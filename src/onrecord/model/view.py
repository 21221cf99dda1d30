"""A statement as the faces show it: one wording, and what stands around it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from onrecord.model.addition import Collection, Correction, Reply
from onrecord.model.claim_view import ClaimedSpan
from onrecord.model.statement import Extraction, IssuerMention, Span
from onrecord.model.version import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """A wording and the times it stood, in time order; a wording that returned has several."""

    number: int
    text_sha256: str
    intervals: tuple[Interval, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureView:
    """A capture that shows the statement. `seq` is its number in the ledger; `warc` a name below
    captures/, `offset` in bytes of that file. `observer` is the web archive whose capture it is and
    whose word its date, None for ourselves."""

    seq: int
    at: dt.datetime
    status: int | None
    media_type: str
    payload_sha256: str
    warc: str
    offset: int
    observer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """The same statement in another language; `id` is None where the archive doesn't have it."""

    id: str | None
    url: str | None
    language: str | None
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherStatement:
    """A statement that is named beside another: never without who says it."""

    id: str
    title: str
    issuers: tuple[IssuerMention, ...]
    published_on: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NearView:
    """A near-duplicate; `distance` is in how many of 64 bits the simhashes differ."""

    other: OtherStatement
    distance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """A correction beside what was read: both values plain, as JSON has them. `stands` says whether
    it is what this wording is shown with; `span` is where its words are, if anywhere."""

    correction: Correction
    read: Any
    value: Any
    stands: bool
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """One wording of a statement; `current` says whether it is the one that stands.

    Its fields in `extraction` are as corrected; what was read instead is in `corrections`.
    """

    id: str
    key: str
    url: str | None
    version: int
    current: bool
    extraction: Extraction
    versions: tuple[VersionView, ...]
    captures: tuple[CaptureView, ...]
    renditions: tuple[Rendition, ...] = ()
    near: tuple[NearView, ...] = ()
    cited: tuple[tuple[str, OtherStatement], ...] = ()  # address -> what it cites that is here too
    cited_captures: tuple[tuple[str, int], ...] = ()  # (address, seq) of cited pages as last seen
    cited_by: tuple[OtherStatement, ...] = ()
    corrections: tuple[CorrectionView, ...] = ()
    replies: tuple[Reply, ...] = ()
    tags: tuple[str, ...] = ()
    collections: tuple[Collection, ...] = ()
    claimed: tuple[ClaimedSpan, ...] = ()  # only where it was asked for
