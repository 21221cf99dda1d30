"""The objects of the API as its description tells them; the same as the command line's JSON.

Objects may get further members: a reader passes over those it does not know.
"""

import datetime as dt
from typing import Any

from pydantic import Field

from onrecord.model.citation import CitedKind
from onrecord.model.edit import EditKind
from onrecord.model.page_state import PageState
from onrecord.model.statement import (
    BlockKind,
    ContactKind,
    IssuerBasis,
    IssuerRole,
    StatementKind,
)
from onrecord.model.version import ChangeKind
from onrecord.web.api.addition_shapes import Correction, NamedCollection, Reply
from onrecord.web.api.shape import Instant, Shape

Digest = Field(pattern="^[0-9a-f]{64}$")


class Snippet(Shape):
    """A literal passage; `marks` are half-open code points of `text`."""

    text: str
    marks: list[tuple[int, int]]


class Hit(Shape):
    """A statement that answers a search."""

    id: str
    key: str
    title: str
    issuers: list[str]
    kind: StatementKind
    published_on: dt.date | None
    language: str | None
    url: str | None
    score: float
    version: int
    current: bool
    snippets: list[Snippet]


class Also(Shape):
    """Words of the query and the other names they were looked for by."""

    words: str
    names: list[str]


class Histogram(Shape):
    """Statements found by year and by month, oldest first."""

    year: list[tuple[str, int]]
    month: list[tuple[str, int]]


class Found(Shape):
    """A page of a search. `next` is the cursor of the page after it, null at the end."""

    hits: list[Hit]
    total: int
    next: str | None
    did_you_mean: str | None
    also: list[Also]
    facets: dict[str, list[tuple[str, int]]]
    histogram: Histogram


class Suggested(Shape):
    """What somebody who types may mean; `statements` is null where not counted."""

    kind: str
    text: str
    statements: int | None


class Suggestions(Shape):
    suggestions: list[Suggested]


class Quotation(Shape):
    """Where words were said: in which version, and when it stood."""

    statement: str
    issuers: list[str]
    version: int
    first_seen_at: Instant
    last_seen_at: Instant
    exact: bool
    text: str


class Quotations(Shape):
    quotations: list[Quotation]
    has_more: bool


class IssuerMention(Shape):
    id: str
    name: str
    role: IssuerRole
    basis: IssuerBasis


class Block(Shape):
    """`text` is `[start, end)` of the statement's text, in code points."""

    kind: BlockKind
    text: str
    start: int
    end: int
    points_to: list[str]


class Citation(Shape):
    """`blocks` are 0-based indices into the statement's blocks."""

    marker: str | None
    url: str
    state: PageState
    blocks: list[int]
    cited_kind: CitedKind
    statement: str | None  # of this archive, where the URL is one's


class Contact(Shape):
    kind: ContactKind
    value: str


class Attachment(Shape):
    name: str
    media_type: str
    url: str | None


class Rendition(Shape):
    id: str | None
    language: str | None
    title: str | None
    url: str | None


class Other(Shape):
    """Another statement, with who says it."""

    id: str
    title: str
    issuers: list[str]
    published_on: dt.date | None


class Near(Other):
    distance: int


class Interval(Shape):
    first_seen_at: Instant
    last_seen_at: Instant


class Version(Shape):
    """A wording and the times it stood."""

    number: int
    first_seen_at: Instant
    last_seen_at: Instant
    text_sha256: str = Digest
    intervals: list[Interval]


class Versions(Shape):
    versions: list[Version]


class CaptureOfStatement(Shape):
    at: Instant
    status: int | None
    media_type: str
    payload_sha256: str = Digest
    warc: str
    offset: int
    observer: str | None


class Reason(Shape):
    """Why a field has its value, and the words it rests on, in code points of the text."""

    why: str
    start: int | None
    end: int | None


class Statement(Shape):
    """One wording of a statement, with its structure and where each part comes from."""

    id: str
    key: str
    url: str | None
    version: int
    current: bool
    kind: StatementKind
    issuers: list[IssuerMention]
    place: str | None
    published_on: dt.date | None
    serial: str | None
    language: str | None
    title: str
    text: str
    blocks: list[Block]
    citations: list[Citation]
    contacts: list[Contact]
    attachments: list[Attachment]
    renditions: list[Rendition]
    near: list[Near]
    cited_by: list[Other]
    versions: list[Version]
    captures: list[CaptureOfStatement]
    reasons: dict[str, Reason]
    corrections: list[Correction]
    replies: list[Reply]
    tags: list[str]
    collections: list[NamedCollection]
    extractor: str
    warnings: list[str]


class Statements(Shape):
    """Statements in order of arrival. `next` is null at the end."""

    statements: list[Statement]
    next: str | None


class Issuer(Shape):
    """`registered` says whether the archive's owner named it; else it is known from heads alone."""

    id: str
    name: str
    country: str | None
    domains: list[str]
    names: dict[str, str]
    time_zone: str | None
    statements: int
    registered: bool


class Issuers(Shape):
    issuers: list[Issuer]


class Capture(Shape):
    """One response or file as received; `length` is that of the record as stored. `observer` is the
    web archive whose capture it is and whose word its time, null for this archive itself."""

    seq: int
    uri: str
    at: Instant
    status: int | None
    media_type: str
    payload_size: int
    payload_sha256: str = Digest
    member_sha256: str = Digest
    warc: str
    offset: int
    length: int
    observer: str | None


class Claims(Shape):
    """Claims as `claims --json` has them. `next` is null at the end."""

    claims: list[dict[str, Any]]
    next: str | None


class Events(Shape):
    """Events as `compare --json` has them: columns of issuers, each with claims or its silence."""

    events: list[dict[str, Any]]


class Recited(Shape):
    """A note that cites other pages than before, by their addresses."""

    marker: str
    before: list[str]
    after: list[str]


class EditTold(Shape):
    """What one wording changed of another. With `recited` no words: what a note cites."""

    kind: EditKind
    before: str
    after: str
    recited: Recited | None


class Edit(EditTold):
    """An edit with its place; spans are half-open, in code points of each text."""

    before_span: tuple[int, int]
    after_span: tuple[int, int]


class Edits(Shape):
    edits: list[Edit]


class Change(Shape):
    """A change of a statement as we saw it; a removal is "not served to us since", never more."""

    at: Instant
    statement: str
    url: str | None
    issuers: list[str]
    kind: ChangeKind
    from_version: int | None
    to_version: int | None
    edits: list[EditTold]


class Changes(Shape):
    """Changes, the newest first. `next` is null at the end."""

    changes: list[Change]
    next: int | None


class CaptureOfCited(Shape):
    at: Instant
    status: int | None
    media_type: str
    payload_sha256: str = Digest
    warc: str
    offset: int


class Cited(Shape):
    """A citation of a wording that stands, and what has become of its page as served to us."""

    statement: str
    marker: str | None
    url: str
    host: str
    state: PageState
    last_seen_at: Instant | None
    first_missing_at: Instant | None
    capture: CaptureOfCited | None


class Citations(Shape):
    """Citations by statement, in order of arrival. `next` is null at the end."""

    citations: list[Cited]
    next: str | None


class Sources(Shape):
    """Sources on the web as `sources --json` has them."""

    sources: list[dict[str, Any]]


class Counts(Shape):
    statements: int
    versions: int
    captures: int
    observations: int
    issuers: int
    claims: int
    bytes: int


class WrongParameter(Shape):
    in_: str = Field(alias="in")
    detail: str


class Problem(Shape):
    """Problem details (RFC 9457); `position` is where a query is wrong, in code points."""

    type: str
    title: str
    status: int
    detail: str
    position: int | None = None
    errors: list[WrongParameter] | None = None
