"""What changed in the archive's statements: new ones, new wordings, moves, removals, returns."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection

from onrecord.archive.differing import edits_between, grave_first, says_something
from onrecord.archive.opening import Archive
from onrecord.archive.searching import fresh_index
from onrecord.archive.viewing import extraction_of
from onrecord.model.edit import Edit, told_json
from onrecord.model.instant import format_instant
from onrecord.model.records import Change
from onrecord.model.search import SearchRequest
from onrecord.model.statement import IssuerMention
from onrecord.model.version import ChangeKind
from onrecord.store import changes, statements, watched
from onrecord.store.statements import KeptStatement
from onrecord.text.urls import canonical_url

LOOKED_AT = 5000  # changes, of which those of a search are told


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A change as it is told. `url` is where the statement stands after it, `seq` its number."""

    seq: int
    at: dt.datetime
    statement: str
    title: str
    url: str | None
    issuers: tuple[IssuerMention, ...]
    kind: ChangeKind
    from_version: int | None
    to_version: int | None
    edits: tuple[Edit, ...] = ()


def list_changes(
    archive: Archive, since: dt.date | None = None, *, after: int = 0, newest: int | None = None
) -> Iterator[Told]:
    """Yield the changes from the start of a day in UTC, in the order in which they were found.

    `after` is the number of a change. With `newest` at most so many, the newest first.
    """
    start = None
    if since is not None:
        start = format_instant(dt.datetime.combine(since, dt.time(), dt.UTC))
    with archive.database.reading() as connection:
        for change in changes.list_changes(connection, start, after=after, newest=newest):
            kept = statements.find_statements(connection, [change.statement_n])
            if kept:
                yield _told(connection, kept[change.statement_n], change)


def newest_changes(
    archive: Archive, limit: int, request: SearchRequest | None = None
) -> list[Told]:
    """Return at most so many changes, the newest first; with a request those of the statements
    that answer it. Raises QueryError."""
    found = list_changes(archive, newest=limit if request is None else LOOKED_AT)
    if request is None:
        return list(found)
    answering = set(fresh_index(archive).ids(request))
    return list(islice((told for told in found if told.statement in answering), limit))


def changes_before(
    archive: Archive, seq: int | None = None, kind: ChangeKind | None = None
) -> Iterator[Told]:
    """Yield the changes newest first, lazily: those before a number, all for None; of one kind
    where one is named."""
    with archive.database.reading() as connection:
        for change in changes.changes_before(connection, seq, kind):
            kept = statements.find_statements(connection, [change.statement_n])
            if kept:
                yield _told(connection, kept[change.statement_n], change)


def to_json(told: Told) -> dict[str, object]:
    """Return the object of `changes --json`; edits of numbers come first."""
    return {
        "at": format_instant(told.at),
        "statement": told.statement,
        "url": told.url,
        "issuers": [issuer.name for issuer in told.issuers],
        "kind": told.kind.value,
        "from_version": told.from_version,
        "to_version": told.to_version,
        "edits": list(map(told_json, told.edits)),
    }


def _told(connection: Connection, kept: KeptStatement, change: Change) -> Told:
    number = change.to_version or change.from_version or kept.current_version
    extraction = extraction_of(connection, kept.n, number)
    kind, edits = ChangeKind(change.kind or ""), list[Edit]()
    if kind is ChangeKind.WORDING and change.from_version and change.to_version:
        made = edits_between(connection, kept.n, change.from_version, change.to_version)
        edits = grave_first([edit for edit in made if says_something(edit)])
    return Told(
        seq=change.seq,
        at=change.at,
        statement=kept.id,
        title=extraction.title,
        url=_moved_to(connection, kept.url) if kind is ChangeKind.MOVED else kept.url,
        issuers=extraction.issuers,
        kind=kind,
        from_version=change.from_version,
        to_version=change.to_version,
        edits=tuple(edits),
    )


def _moved_to(connection: Connection, url: str | None) -> str | None:
    if url is None:
        return None
    stands = watched.find_watched(connection, [canonical_url(url)]).get(canonical_url(url))
    return stands.target if stands and stands.target else url
