"""A statement's structure: blocks, spans, issuers, contacts, and the reason for each field.

A span always counts code points in the text of one version, half open.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.citation import Citation


class StatementKind(StrEnum):
    """The form a text gives itself; the first that applies, in this order.

    A form is taken from the title, the header or the site's own section, never from the subject.
    """

    JOINT_STATEMENT = (
        "joint_statement"  # "joint statement", "joint communiqué", "joint declaration"
    )
    READOUT = "readout"  # an account of a meeting or call, titled so
    TESTIMONY = "testimony"  # given before a parliament
    INTERVIEW = "interview"
    BRIEFING = "briefing"  # press briefing or conference, with questions
    REMARKS = "remarks"  # words spoken: remarks, speech, address
    COMMUNIQUE = "communique"
    FACT_SHEET = "fact_sheet"
    SCHEDULE = "schedule"  # "public schedule", "week ahead"
    ADVISORY = "advisory"  # media advisory, announcement of a coming event to the press
    LETTER = "letter"
    DECISION = "decision"  # decree, order, resolution, decision
    REPORT = "report"
    NOTICE = "notice"  # public notice, travel advice, warning, alert
    MESSAGE = "message"  # congratulation, condolence, national-day greeting
    STATEMENT = "statement"  # "statement by/of/on", "comment", "answers to a media question"
    ARTICLE = "article"  # opinion piece, blog, feature story
    PRESS_RELEASE = "press_release"  # labelled so, or published among press releases
    OTHER = "other"


class BlockKind(StrEnum):
    HEADING = "heading"
    POINT = "point"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    TABLE = "table"
    NOTE = "note"
    CONTACT = "contact"


class ContactKind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    PERSON = "person"


class IssuerRole(StrEnum):
    SOLE = "sole"
    JOINT = "joint"
    ON_BEHALF = "on_behalf"
    RELAYED = "relayed"


class IssuerBasis(StrEnum):
    OWN_DOMAIN = "own_domain"
    HEADER = "header"
    SUPPLIED = "supplied"


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open `[start, end)` in code points of one version's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like unit; `text == version.text[start:end]`."""

    kind: BlockKind
    text: str
    start: int
    end: int
    points_to: tuple[str, ...] = ()  # note markers met in this block, in order


@dataclass(frozen=True, slots=True)
class Contact:
    kind: ContactKind
    value: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class IssuerMention:
    """An issuer of one statement. `id` is a slug: the registry's, else made from the name.

    `country` is the issuer's own state (ISO 3166-1 alpha-2), None for international bodies and
    where it is not known.
    """

    id: str
    name: str
    role: IssuerRole
    basis: IssuerBasis
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    media_type: str
    url: str | None = None
    payload_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """Another language in which the statement's own page says it stands, and where."""

    language: str  # BCP 47, as the page names it
    url: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a field has its value, and the words it rests on where there are any."""

    why: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one extractor read in one capture: the structure of a version.

    `text` is the version's whole normalised text: the title's line first, then the blocks,
    separated by blank lines; furniture is not in it.
    """

    text: str
    title: str
    kind: StatementKind
    language: str | None  # BCP 47, primary subtag; az-Cyrl where the script matters
    published_on: dt.date | None
    place: str | None  # dateline, as printed
    serial: str | None = None  # the issuer's own number, "HP-485", "№ 041/20"
    issuers: tuple[IssuerMention, ...] = ()
    blocks: tuple[Block, ...] = ()
    citations: tuple[Citation, ...] = ()
    contacts: tuple[Contact, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    other_languages: tuple[OtherLanguage, ...] = ()
    reasons: tuple[tuple[str, Reason], ...] = ()  # (field, reason), a field at most once
    extractor: str = ""  # name and rules version, "html/3"
    warnings: tuple[str, ...] = ()
