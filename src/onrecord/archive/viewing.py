"""A statement as it is shown: one wording with its structure, and all that stands around it."""

from collections.abc import Sequence
from dataclasses import replace

import orjson
from sqlalchemy import Connection

from onrecord.archive.corrected import as_corrected, head_as_corrected
from onrecord.model.claim_view import ClaimedSpan
from onrecord.model.records import KeptVersion
from onrecord.model.statement import Extraction
from onrecord.model.view import (
    CaptureView,
    NearView,
    OtherStatement,
    Rendition,
    StatementView,
    VersionView,
)
from onrecord.store import (
    claims,
    collections,
    corrections,
    near,
    replies,
    sightings,
    statements,
    tags,
    versions,
    watched,
)
from onrecord.store.around import look_around
from onrecord.store.statements import KeptStatement
from onrecord.text.urls import canonical_url, other_scheme


def view_of(connection: Connection, kept: KeptStatement, number: int | None) -> StatementView:
    """Return the view of a statement in one of its wordings, the current one for None.

    Raises NotFoundError where it has no version of that number.
    """
    version = versions.get_version(
        connection, kept.n, kept.current_version if number is None else number
    )
    urls = _its_own(kept)
    urls = list(dict.fromkeys([*urls, *filter(None, map(other_scheme, urls))]))
    around = look_around(connection, kept.n, urls)
    made = corrections.corrections_of(connection, [kept.n])[kept.n] if around.corrected else ()
    corrected, beside = as_corrected(version.extraction, made)
    extraction, cited_captures = _as_they_stand(connection, corrected)
    return StatementView(
        id=kept.id,
        key=kept.key,
        url=kept.url,
        version=version.number,
        current=version.number == kept.current_version,
        extraction=extraction,
        versions=_versions(connection, kept.n),
        captures=_captures(connection, kept.n),
        renditions=_renditions(connection, kept, version, is_named=around.rendered),
        near=_near(connection, kept.n) if around.near else (),
        cited=_cited(connection, version),
        cited_captures=cited_captures,
        cited_by=_cited_by(connection, kept.n, urls) if around.cited_by else (),
        corrections=beside,
        replies=replies.replies_to(connection, kept.n) if around.replied else (),
        tags=tuple(tags.tags_of(connection, [kept.n])[kept.n]) if around.tagged else (),
        collections=tuple(collections.collections_of(connection, [kept.n])[kept.n])
        if around.collected
        else (),
    )


def extraction_of(connection: Connection, n: int, number: int) -> Extraction:
    """Return a wording of a statement as it is corrected; raises NotFoundError."""
    read = versions.get_version(connection, n, number).extraction
    return as_corrected(read, corrections.corrections_of(connection, [n])[n])[0]


def spans_of(connection: Connection, id: str, number: int) -> tuple[ClaimedSpan, ...]:
    """Return where the claims of one wording stand, in its order; () where none were made."""
    found = (
        ClaimedSpan(one["at"], one["start"], one["end"], one["speech_act"], one["event_type"])
        for one in orjson.loads(claims.find_written(connection, id, number) or b"[]")
    )
    return tuple(sorted(found, key=lambda span: (span.start, -span.end)))


def _its_own(kept: KeptStatement) -> list[str]:
    """The addresses at which a statement stands or stood."""
    return list(dict.fromkeys(url for url in (kept.url, kept.key) if url))


def _as_they_stand(
    connection: Connection, extraction: Extraction
) -> tuple[Extraction, tuple[tuple[str, int], ...]]:
    """The citations with the state that their pages are in, where that was ever checked; and the
    captures of those pages as they were last seen."""
    if not extraction.citations:
        return extraction, ()
    keys = [canonical_url(citation.url) for citation in extraction.citations]
    stands = watched.find_watched(connection, keys)
    if not stands:
        return extraction, ()
    checked = [
        replace(citation, state=stands[key].state) if key in stands else citation
        for citation, key in zip(extraction.citations, keys, strict=True)
    ]
    seen = {
        citation.url: stands[key].capture_seq
        for citation, key in zip(extraction.citations, keys, strict=True)
        if key in stands
    }
    captures = tuple((url, seq) for url, seq in seen.items() if seq is not None)
    return replace(extraction, citations=tuple(checked)), captures


def _cited(connection: Connection, version: KeptVersion) -> tuple[tuple[str, OtherStatement], ...]:
    if not version.extraction.citations:
        return ()
    keys = {canonical_url(c.url): c.url for c in version.extraction.citations}
    for key, url in list(keys.items()):
        if other := other_scheme(key):
            keys.setdefault(other, url)
    numbers = statements.find_by_url(connection, list(keys))
    numbers.update(statements.find_numbers(connection, list(keys)))
    found = _others(connection, list(dict.fromkeys(numbers.values())))
    here = ((keys[key], found[n]) for key, n in numbers.items() if n in found)
    return tuple(dict.fromkeys(here))


def _cited_by(connection: Connection, n: int, urls: list[str]) -> tuple[OtherStatement, ...]:
    return tuple(_others(connection, versions.list_citing(connection, n, urls)).values())


def _others(connection: Connection, numbers: Sequence[int]) -> dict[int, OtherStatement]:
    """Return n -> what names a statement, in that order, for those that may be shown."""
    found = statements.find_statements(connection, numbers)
    heads = versions.heads_of(connection, list(found))
    made = corrections.corrections_of(connection, list(found))
    others = {}
    for n in (n for n in numbers if n in found):
        head = next(head for head in heads[n] if head.number == found[n].current_version)
        head = head_as_corrected(head, made[n])
        others[n] = OtherStatement(
            id=found[n].id,
            title=head.title,
            issuers=head.issuers,
            published_on=head.published_on,
        )
    return others


def _versions(connection: Connection, n: int) -> tuple[VersionView, ...]:
    digests = versions.digests_of(connection, n)
    runs = sightings.list_intervals(connection, n)
    return tuple(
        VersionView(
            number=number,
            text_sha256=digests[number],
            intervals=tuple(run for run in runs if run.number == number),
        )
        for number in dict.fromkeys(run.number for run in runs)
    )


def _captures(connection: Connection, n: int) -> tuple[CaptureView, ...]:
    return tuple(
        CaptureView(
            seq=c.seq,
            at=c.at,
            status=c.status,
            media_type=c.media_type,
            payload_sha256=c.payload_sha256,
            warc=c.warc,
            offset=c.offset,
            observer=c.observer,
        )
        for c in sightings.list_witnesses(connection, n)
    )


def _renditions(
    connection: Connection, kept: KeptStatement, version: KeptVersion, *, is_named: bool
) -> tuple[Rendition, ...]:
    """The statements that the page names as its own in other languages, or that name it so."""
    urls = _its_own(kept)
    named = [o for o in version.extraction.other_languages if o.url not in urls]
    if not named and not is_named:
        return ()
    addresses = [o.url for o in named]
    by_url = statements.find_by_url(connection, addresses)
    by_url.update(statements.find_numbers(connection, addresses))
    numbers = dict.fromkeys([*by_url.values(), *versions.list_rendered(connection, kept.n, urls)])
    found = statements.find_statements(connection, [n for n in numbers if n != kept.n])
    renditions = []
    for other in found.values():
        wording = extraction_of(connection, other.n, other.current_version)
        renditions.append(
            Rendition(
                id=other.id,
                url=other.url,
                language=wording.language,
                title=wording.title,
            )
        )
    renditions += [
        Rendition(id=None, url=o.url, language=o.language, title=None)
        for o in named
        if o.url not in by_url
    ]
    return tuple(renditions)


def _near(connection: Connection, n: int) -> tuple[NearView, ...]:
    pairs = near.list_near(connection, n)
    others = _others(connection, [n for n, _ in pairs])
    return tuple(
        NearView(other=others[n], distance=distance) for n, distance in pairs if n in others
    )
