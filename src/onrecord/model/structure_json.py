"""A structure as JSON and back: the one form in which the store and the exports hold it.

Blocks carry their spans only: their text is a part of the version's text (two truths for one
value would be a bug).
"""

import datetime as dt
import json
from typing import Any

from onrecord.model.citation import Citation, CitedKind
from onrecord.model.page_state import PageState
from onrecord.model.records import WordingHead
from onrecord.model.statement import (
    Attachment,
    Block,
    BlockKind,
    Contact,
    ContactKind,
    Extraction,
    IssuerBasis,
    IssuerMention,
    IssuerRole,
    OtherLanguage,
    Reason,
    Span,
    StatementKind,
)


def issuers_from_json(value: dict[str, Any]) -> tuple[IssuerMention, ...]:
    """Return the issuers alone of what `structure_to_json` made."""
    return tuple(
        IssuerMention(id, name, IssuerRole(role), IssuerBasis(basis), country)
        for id, name, role, basis, country in value["issuers"]
    )


def head_from_json(
    value: dict[str, Any], *, statement_n: int, number: int, text: str, text_sha256: str = ""
) -> WordingHead:
    """Return what is found of a wording; its blocks and reasons, most of it, are not read."""
    return WordingHead(
        statement_n=statement_n,
        number=number,
        text=text,
        text_sha256=text_sha256,
        title=value["title"],
        kind=value["kind"],
        language=value["language"],
        published_on=_day(value["published_on"]),
        issuers=issuers_from_json(value),
        place=value["place"],
        cites=tuple(dict.fromkeys(url for _, url, *_ in value["citations"])),
        has_attachments=bool(value["attachments"]),
    )


def noted_in(structure: bytes) -> frozenset[tuple[str, str]]:
    """Return (marker, address) of what the notes of a structure as stored cite, as written."""
    citations = json.loads(structure)["citations"]
    return frozenset((marker, url) for marker, url, *_ in citations if marker is not None)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _span(value: list[int] | None) -> Span | None:
    return Span(value[0], value[1]) if value else None


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def structure_to_json(extraction: Extraction) -> dict[str, Any]:
    """Return the structure without its text as plain JSON values."""
    e = extraction
    return {
        "title": e.title,
        "kind": e.kind.value,
        "language": e.language,
        "published_on": e.published_on.isoformat() if e.published_on else None,
        "place": e.place,
        "serial": e.serial,
        "issuers": [[i.id, i.name, i.role.value, i.basis.value, i.country] for i in e.issuers],
        "blocks": [[b.kind.value, b.start, b.end, list(b.points_to)] for b in e.blocks],
        "citations": [
            [c.marker, c.url, list(c.blocks), c.cited_kind.value, c.state.value]
            for c in e.citations
        ],
        "contacts": [[c.kind.value, c.value, _pair(c.span)] for c in e.contacts],
        "attachments": [[a.name, a.media_type, a.url, a.payload_sha256] for a in e.attachments],
        "other_languages": [[o.language, o.url] for o in e.other_languages],
        "reasons": {field: [r.why, _pair(r.span)] for field, r in e.reasons},
        "extractor": e.extractor,
        "warnings": list(e.warnings),
    }


def structure_from_json(value: dict[str, Any], text: str) -> Extraction:
    """Return the structure of a version from what `structure_to_json` made and its text."""
    return Extraction(
        text=text,
        title=value["title"],
        kind=StatementKind(value["kind"]),
        language=value["language"],
        published_on=_day(value["published_on"]),
        place=value["place"],
        serial=value["serial"],
        issuers=issuers_from_json(value),
        blocks=tuple(
            Block(BlockKind(kind), text[start:end], start, end, tuple(points_to))
            for kind, start, end, points_to in value["blocks"]
        ),
        citations=tuple(
            Citation(marker, url, tuple(blocks), CitedKind(cited), PageState(state))
            for marker, url, blocks, cited, state in value["citations"]
        ),
        contacts=tuple(
            Contact(ContactKind(kind), contact, _span(span))
            for kind, contact, span in value["contacts"]
        ),
        attachments=tuple(Attachment(*fields) for fields in value["attachments"]),
        other_languages=tuple(OtherLanguage(*fields) for fields in value["other_languages"]),
        reasons=tuple(
            (field, Reason(why, _span(span))) for field, (why, span) in value["reasons"].items()
        ),
        extractor=value["extractor"],
        warnings=tuple(value["warnings"]),
    )


def iso(day: dt.date | None) -> str | None:
    """Return a day as ISO 8601 writes it, None for none."""
    return day.isoformat() if day else None
