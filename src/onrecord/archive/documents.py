"""Statements of the store as documents of the index: one for each interval of a wording."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection

from onrecord.archive.corrected import head_as_corrected
from onrecord.model.index_document import IndexDocument, IndexTerms
from onrecord.model.issuer import Registry
from onrecord.model.records import WordingHead
from onrecord.model.statement import IssuerMention
from onrecord.store.collections import collections_of
from onrecord.store.corrections import corrections_of
from onrecord.store.sightings import intervals_by_statement
from onrecord.store.statements import KeptStatement
from onrecord.store.tags import tags_of
from onrecord.store.versions import heads_of
from onrecord.text.urls import host

STATEMENTS_AT_ONCE = 250

# Terms that were made ahead, by the SHA-256 of the text, the title and the language.
Made = Mapping[tuple[str, str, str | None], IndexTerms]


def documents_of(
    connection: Connection, kept: Sequence[KeptStatement], registry: Registry, made: Made
) -> Iterator[IndexDocument]:
    """Yield the documents of these statements; the texts of a few are held at a time."""
    for start in range(0, len(kept), STATEMENTS_AT_ONCE):
        yield from _documents(connection, kept[start : start + STATEMENTS_AT_ONCE], registry, made)


def _documents(
    connection: Connection, kept: Sequence[KeptStatement], registry: Registry, made: Made
) -> Iterator[IndexDocument]:
    numbers = [statement.n for statement in kept]
    heads = heads_of(connection, numbers)
    intervals = intervals_by_statement(connection, numbers)
    made_by = corrections_of(connection, numbers)
    tagged, collected = tags_of(connection, numbers), collections_of(connection, numbers)
    for statement in kept:
        made_of = made_by.get(statement.n, ())
        by_number = {h.number: head_as_corrected(h, made_of) for h in heads[statement.n]}
        runs = intervals[statement.n]
        for i, run in enumerate(runs):
            is_last = i + 1 == len(runs)
            yield _document(
                statement,
                by_number[run.number],
                registry,
                made,
                valid_from=run.first_seen_at,
                valid_to=None if is_last else runs[i + 1].first_seen_at,
                has=("versions",) if len(by_number) > 1 else (),
                tags=tuple(tagged.get(statement.n, ())),
                collections=tuple(one.id for one in collected.get(statement.n, ())),
            )


def _document(
    statement: KeptStatement,
    head: WordingHead,
    registry: Registry,
    made: Made,
    *,
    valid_from: dt.datetime,
    valid_to: dt.datetime | None,
    has: tuple[str, ...],
    tags: tuple[str, ...],
    collections: tuple[str, ...],
) -> IndexDocument:
    return IndexDocument(
        statement=statement.id,
        version=head.number,
        key=statement.key,
        url=statement.url,
        title=head.title,
        text=head.text,
        language=head.language,
        kind=head.kind,
        published_on=head.published_on,
        valid_from=valid_from,
        valid_to=valid_to,
        current=valid_to is None,
        issuers=tuple((i.id, i.name) for i in head.issuers),
        countries=tuple(dict.fromkeys(c for i in head.issuers if (c := country_of(i, registry)))),
        place=head.place,
        cites=head.cites,
        host=host(statement.url) if statement.url else None,
        has=has + (("attachments",) if head.has_attachments else ()),
        tags=tags,
        collections=collections,
        terms=made.get((head.text_sha256, head.title, head.language)),
    )


def country_of(mention: IssuerMention, registry: Registry) -> str | None:
    """Return the country of an issuer: the archive's own word first, then the text's."""
    issuer = registry.find(mention.id)
    return issuer.country if issuer is not None else mention.country
