"""A layout to a statement's structure: each field with its reason, each block with its span.

Knows no format and no store. The rules are in the files beside; here is their order.
"""

from collections.abc import Iterator, Mapping, Sequence

from onrecord.extract.layout import Context, Part
from onrecord.extract.structure.assembly import Assembled, assemble
from onrecord.extract.structure.blocks import drafts_of
from onrecord.extract.structure.citations import citations
from onrecord.extract.structure.contacts import contacts
from onrecord.extract.structure.dates import Custom, day_in_title, published_on
from onrecord.extract.structure.draft import Draft, Found
from onrecord.extract.structure.furniture import demand_statement
from onrecord.extract.structure.issuers import issuers, jointly
from onrecord.extract.structure.joint import is_joint, parties
from onrecord.extract.structure.kind import kind
from onrecord.extract.structure.markers import bind
from onrecord.extract.structure.note_list import note_list
from onrecord.extract.structure.ownership import owner
from onrecord.extract.structure.place import place
from onrecord.extract.structure.serial import serial
from onrecord.extract.structure.title import below, title
from onrecord.model.statement import (
    Contact,
    Extraction,
    IssuerMention,
    OtherLanguage,
    Reason,
    StatementKind,
)
from onrecord.text.language import detect
from onrecord.text.urls import canonical_url

RULES = "structure/2"
HEADER_LINES = 10
LONGEST_HEADER_LINE = 160


def structure(part: Part, context: Context) -> Extraction:
    """Return what a part says; raises NoStatementError where it holds no statement."""
    url = part.supplied.url or part.layout.hints.canonical_url or context.url
    drafts = note_list(drafts_of(part.layout.blocks))
    demand_statement(drafts)
    bind(drafts)
    heading, why_title = title(part, drafts)
    body = below(drafts, heading)
    header = _header(heading, body)
    found_issuers, why_issuers = issuers(part, header, context, url)
    reach = contacts(body)
    language = _language(part, heading, body)
    form, why_form = kind(part, heading, header, [url or "", context.path], body)
    if form is StatementKind.JOINT_STATEMENT or is_joint(heading.text, body):
        found_issuers = jointly(found_issuers, parties(heading.text, body), context.registry)
    custom = _custom(language, found_issuers, context)
    is_schedule = form is StatementKind.SCHEDULE and why_form.where is heading
    day = day_in_title(heading, custom) if is_schedule else None
    date, why_date, warnings = (*day, ()) if day else published_on(part, header, context.at, custom)
    stood = place(header, body, why_issuers.where if why_issuers else None)
    number = serial(header, body)
    assembled = assemble(heading, body)
    reasons = {
        "title": why_title,
        "kind": why_form,
        "issuers": why_issuers,
        "published_on": why_date,
        "place": stood[1] if stood else None,
        "serial": number[1] if number else None,
        "language": Found("by its letters and words") if language else None,
    }
    return Extraction(
        text=assembled.text,
        title=heading.text,
        kind=form,
        language=language,
        published_on=date,
        place=stood[0] if stood else None,
        serial=number[0] if number else None,
        issuers=found_issuers,
        blocks=assembled.blocks,
        citations=citations(body, url, owner(found_issuers, context.registry, url)),
        contacts=tuple(
            Contact(r.kind, r.value, assembled.span(r.draft, r.start, r.end)) for r in reach
        ),
        attachments=part.layout.attachments,
        other_languages=_other_languages(part),
        reasons=tuple(_reasons(assembled, reasons)),
        extractor=f"{part.layout.reader}+{RULES}",
        warnings=(*part.layout.warnings, *warnings),
    )


def _header(heading: Draft, body: Sequence[Draft]) -> list[Draft]:
    """The title and the short lines before the text begins."""
    lines = [heading]
    for draft in body[:HEADER_LINES]:
        if len(draft.text) > LONGEST_HEADER_LINE or draft.note is not None:
            break
        lines.append(draft)
    return lines


def _language(part: Part, heading: Draft, body: Sequence[Draft]) -> str | None:
    hints = [hint.value for hint in part.layout.hints.languages]
    if part.supplied.language:
        hints.append(part.supplied.language)
    words = "\n".join([heading.text, *(d.text for d in body if d.note is None)])
    tag = detect(words, hints=hints).tag
    return None if tag == "und" else tag


def _custom(language: str | None, found: Sequence[IssuerMention], context: Context) -> Custom:
    known = context.registry.find(found[0].id) if found else None
    return Custom(
        language=language,
        country=found[0].country if found else None,
        time_zone=known.time_zone if known else None,
    )


def _other_languages(part: Part) -> tuple[OtherLanguage, ...]:
    return tuple(
        OtherLanguage(language, canonical_url(url))
        for language, url in part.layout.hints.other_languages
    )


def _reasons(
    assembled: Assembled, found: Mapping[str, Found | None]
) -> Iterator[tuple[str, Reason]]:
    for field, why in found.items():
        if why is not None:
            yield field, assembled.reason(why)
