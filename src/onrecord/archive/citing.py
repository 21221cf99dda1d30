"""What statements cite, and what has become of it: each citation with the state of its page."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection

from onrecord.archive.opening import Archive
from onrecord.model.instant import format_instant
from onrecord.model.page_state import PageState
from onrecord.model.records import KeptCapture
from onrecord.model.statement import IssuerMention
from onrecord.model.watching import NotedMemento
from onrecord.store import captures, mementos, statements, versions, watched
from onrecord.store.versions import CitedRow
from onrecord.text.urls import canonical_url, host

AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """One citation of the wording that stands now. `statement` is the id of what cites, `title` its
    title.

    `last_seen_at` and `first_missing_at` are ours: what we were served, from where we asked.
    `capture` is that of the page as we last saw it, None where it was never served to us.
    `mementos` are what other archives name in its place, since it is gone: theirs, not ours.
    """

    statement: str
    title: str
    marker: str | None
    url: str
    host: str
    state: PageState
    last_seen_at: dt.datetime | None = None
    first_missing_at: dt.datetime | None = None
    capture: KeptCapture | None = None
    issuers: tuple[IssuerMention, ...] = ()
    mementos: tuple[NotedMemento, ...] = ()


def list_citations(
    archive: Archive,
    *,
    state: PageState | None = None,
    host: str | None = None,
    issuer: str | None = None,
) -> Iterator[Cited]:
    """Yield the citations of all statements, or those of a state, a host (those below it too) or
    an issuer (its id or name)."""
    with archive.database.reading() as connection:
        rows = versions.list_cited(connection)
        while some := list(islice(rows, AT_ONCE)):
            for cited in _cited(connection, some):
                if state not in (None, cited.state) or not _is_of(cited.host, host):
                    continue
                if issuer is None or any(issuer in (i.id, i.name) for i in cited.issuers):
                    yield cited


def to_json(cited: Cited) -> dict[str, object]:
    """Return the object of `citations --json`."""
    return {
        "statement": cited.statement,
        "marker": cited.marker,
        "url": cited.url,
        "host": cited.host,
        "state": cited.state.value,
        "last_seen_at": format_instant(cited.last_seen_at) if cited.last_seen_at else None,
        "first_missing_at": (
            format_instant(cited.first_missing_at) if cited.first_missing_at else None
        ),
        "capture": _capture_json(cited.capture),
        "mementos": [
            {"service": one.service, "url": one.url, "at": format_instant(one.at)}
            for one in cited.mementos
            if one.at is not None
        ],
    }


def _capture_json(kept: KeptCapture | None) -> dict[str, object] | None:
    if kept is None:
        return None
    return {
        "at": format_instant(kept.at),
        "status": kept.status,
        "media_type": kept.media_type,
        "payload_sha256": kept.payload_sha256,
        "warc": kept.warc,
        "offset": kept.offset,
    }


def _cited(connection: Connection, rows: Sequence[CitedRow]) -> Iterator[Cited]:
    uris = [canonical_url(row.url) for row in rows]
    stands = watched.find_watched(connection, uris)
    noted = mementos.find_mementos(connection, uris)
    shown = statements.find_statements(connection, list({row.statement_n for row in rows}))
    for row in rows:
        if row.statement_n not in shown:
            continue
        there = stands.get(canonical_url(row.url))
        seq = there.capture_seq if there else None
        yield Cited(
            statement=shown[row.statement_n].id,
            title=row.title,
            marker=row.marker,
            url=row.url,
            host=host(row.url),
            state=there.state if there else PageState.UNCHECKED,
            last_seen_at=there.last_seen_at if there else None,
            first_missing_at=there.first_missing_at if there else None,
            capture=captures.get_capture(connection, seq) if seq is not None else None,
            issuers=row.issuers,
            mementos=tuple(one for one in noted.get(canonical_url(row.url), ()) if one.url),
        )


def _is_of(name: str, wanted: str | None) -> bool:
    """Whether a host is the one wanted or below it.

    >>> _is_of("www.mfa.example", "mfa.example"), _is_of("amfa.example", "mfa.example")
    (True, False)
    """
    return wanted is None or name == wanted.lower() or name.endswith(f".{wanted.lower()}")
