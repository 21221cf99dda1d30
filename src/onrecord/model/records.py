"""Rows as the system of record holds them: what the store takes and gives back."""

import datetime as dt
from dataclasses import dataclass, field

from onrecord.model.ledger import Leaf
from onrecord.model.statement import Extraction, IssuerMention


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCapture:
    """A capture and where its record lies. `warc` is a name below captures/."""

    seq: int
    uri: str
    at: dt.datetime
    status: int | None
    media_type: str
    charset: str | None
    path: str
    source_id: int
    warc: str
    offset: int
    length: int
    member_sha256: str
    payload_sha256: str
    payload_size: int
    role: str | None = None  # of what is no candidate for a statement (store.schema)
    observer: str | None = None  # the service that captured it, None for ourselves

    def leaf(self, at: str) -> Leaf:
        """Return the ledger's leaf; `at` is the instant as the store writes it."""
        return Leaf(
            seq=self.seq,
            uri=self.uri,
            at=at,
            warc=self.warc,
            offset=self.offset,
            length=self.length,
            member_sha256=self.member_sha256,
            payload_sha256=self.payload_sha256,
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record of a WARC file lies and what its digests are; `what` says what it is.

    `payload_sha256` is None for what is no capture.
    """

    warc: str
    offset: int
    length: int
    member_sha256: str
    payload_sha256: str | None
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the decision needs to know of a statement that is in the archive already.

    `wordings` maps (lineage, text digest) to a version number; 0 is a first wording in a second
    lineage, which makes no version. `lineages` are those seen so far. `length` is that of the
    current version's text, in code points.
    """

    n: int
    id: str
    current_version: int
    last_version: int
    last_seen_at: dt.datetime
    wordings: dict[tuple[str, str], int] = field(default_factory=dict)
    lineages: frozenset[str] = frozenset()
    length: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVersion:
    """One wording as it goes into the store.

    `structure` is the JSON of model.structure_json.
    """

    statement_n: int
    number: int
    lineage: str
    text_sha256: str
    simhash: str
    capture_seq: int
    fragment: str
    text: str
    structure: bytes
    extractor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptVersion:
    """One wording of a statement with its structure."""

    statement_n: int
    number: int
    lineage: str
    text_sha256: str
    simhash: str
    capture_seq: int
    fragment: str
    extraction: Extraction


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingHead:
    """What is found of one wording: its words and its fields, without its layout."""

    statement_n: int
    number: int
    text: str
    text_sha256: str
    title: str
    kind: str
    language: str | None
    published_on: dt.date | None
    issuers: tuple[IssuerMention, ...]
    place: str | None
    cites: tuple[str, ...]  # URLs, each once
    has_attachments: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One entry of the change log; `kind` null is for the index alone."""

    seq: int
    at: dt.datetime
    statement_n: int
    kind: str | None
    from_version: int | None
    to_version: int | None
