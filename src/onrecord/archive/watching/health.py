"""How the sources do: when each was last served, what it led to, and what stands in its place."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.archive.opening import Archive
from onrecord.archive.watching.symptoms import NOTHING_ODD, Symptoms, symptoms_of
from onrecord.archive.watching.web_sources import list_web_sources
from onrecord.model.instant import format_instant
from onrecord.model.page_state import PageState
from onrecord.store import sources, watched
from onrecord.text.urls import canonical_url

GOOD = frozenset({PageState.PRESENT, PageState.CHANGED, PageState.MOVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """A source on the web as the last rounds found it.

    `states` counts the pages it led to by state; `is_well` says that it was served at its last
    check and nothing about it asks to be looked at.
    """

    name: str
    url: str
    kind: str | None
    state: PageState
    last_checked_at: dt.datetime | None
    last_seen_at: dt.datetime | None
    due_at: dt.datetime | None
    states: tuple[tuple[str, int], ...] = ()
    symptoms: Symptoms = NOTHING_ODD

    @property
    def is_well(self) -> bool:
        return self.state in GOOD and not self.symptoms.are_bad


def list_health(archive: Archive) -> Iterator[Health]:
    """Yield the sources of onrecord.toml in its order."""
    with archive.database.reading() as connection:
        for source in list_web_sources(archive.folder):
            uri = canonical_url(source.url)
            stands = watched.find_watched(connection, [uri]).get(uri)
            kept = sources.find_source(connection, source.name)
            pages: Counter[str] = Counter()
            if kept is not None:
                under = watched.list_watched(connection, kept.id)
                pages.update(one.state.value for one in under if one.uri != uri)
            kind = stands.role if stands else source.kind
            yield Health(
                name=source.name,
                url=source.url,
                kind=kind.value if kind else None,
                state=stands.state if stands else PageState.UNCHECKED,
                last_checked_at=stands.last_checked_at if stands else None,
                last_seen_at=stands.last_seen_at if stands else None,
                due_at=stands.due_at if stands else None,
                states=tuple(pages.most_common()),
                symptoms=symptoms_of(connection, kept.id, uri) if kept else NOTHING_ODD,
            )


def to_json(health: Health) -> dict[str, object]:
    """Return the object of `sources --json`."""

    def told(at: dt.datetime | None) -> str | None:
        return format_instant(at) if at else None

    return {
        "name": health.name,
        "url": health.url,
        "kind": health.kind,
        "state": health.state.value,
        "last_checked_at": told(health.last_checked_at),
        "last_seen_at": told(health.last_seen_at),
        "due_at": told(health.due_at),
        "pages": dict(health.states),
        "is_well": health.is_well,
        "items": health.symptoms.items,
        "usual_items": health.symptoms.usual_items,
        "share_without_statement": round(health.symptoms.bare_share, 3),
        "missing_numbers": [
            {"series": series, "first": first, "last": last}
            for series, first, last in health.symptoms.missing
        ],
        "vanished_fields": list(health.symptoms.vanished),
    }
