"""Where a round goes on: from feeds, sitemaps and listings to pages, from statements to what they
cite. New addresses are written down as watched before they are asked for, so that what a budget or
a kill leaves over is due the next time.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from onrecord.archive.decide import FEED
from onrecord.archive.opening import Archive
from onrecord.archive.watching.going import Going
from onrecord.archive.watching.looking import Brought
from onrecord.archive.watching.options import WatchOptions
from onrecord.archive.watching.web_sources import WebSource
from onrecord.model.watching import Lead, Role, Watched
from onrecord.store import changes, sources, statements, versions, watched
from onrecord.store.settings import find_setting, set_setting
from onrecord.store.sources import Source
from onrecord.text.urls import canonical_url, host, same_site

CITED = "cited-pages"  # the name of the source that cited pages belong to
ROBOTS = "robots-txt"
LOOKED_AT = "citations_looked_at"  # the change up to which citations are watched
CHANGES_AT_ONCE = 1000
SITEMAPS = 50  # of an index, in one round
DEPTH = 3  # of sitemaps in sitemaps


@dataclass(slots=True)
class Follow:
    """What a round may follow, and how far."""

    archive: Archive
    options: WatchOptions
    by_name: dict[str, WebSource]
    now: Callable[[], dt.datetime]
    robots_source: int = 0
    _cited_source: Source | None = None
    _left: dict[int, int] = field(default_factory=dict)  # source -> new pages still allowed
    _cited: Counter[str] = field(default_factory=Counter)  # host -> cited pages asked for

    def prepare(self) -> None:
        """Make the sources that what is followed belongs to."""
        with self.archive.database.writing() as connection:
            self._cited_source = _own(connection, CITED)
            self.robots_source = _own(connection, ROBOTS).id

    def due(self, rows: Iterable[Watched]) -> Iterator[Going]:
        """Yield what is due with its source's rules."""
        known: dict[int, Source] = {}
        with self.archive.database.reading() as connection:
            for row in rows:
                if row.source_id not in known:
                    known[row.source_id] = sources.get_source_by_id(connection, row.source_id)
                yield self.going(row, known[row.source_id])

    def going(self, row: Watched, source: Source, *, depth: int = 0) -> Going:
        web = self.by_name.get(source.name)
        is_own = web is not None and canonical_url(web.url) == row.uri
        is_unknown = is_own and web is not None and web.kind is None and not row.last_seen_at
        return Going(
            watched=row,
            source=source,
            role=None if is_unknown else row.role,
            rule=web.links if web and row.role is not Role.PAGE else None,
            obey=web is None or web.override is None,
            every=web.every if web and is_own else None,
            depth=depth,
        )

    def leads(self, going: Going, brought: Brought, under_way: Container[str]) -> list[Going]:
        """Return the pages that a list leads to and that are not watched yet, or are said anew, and
        what it goes on to: its next page, the sitemaps of an index."""
        if not brought.leads:
            return []
        inside = [lead for lead in brought.leads if self._belongs(lead, going)]
        if brought.is_index:
            if going.depth >= DEPTH:
                return []
            rows = [self._row(lead.url, Role.SITEMAP, going.source) for lead in inside[:SITEMAPS]]
            return [self.going(r, going.source, depth=going.depth + 1) for r in rows
                    if r.uri not in under_way]  # fmt: skip
        new = self._new([lead.url for lead in inside], Role.PAGE, going.source)
        left = self._left.get(going.source.id, self.options.budget.new_pages)
        wanted = [*new, *self._said_anew(brought, inside)]
        taken = [row for row in wanted if row.uri not in under_way][:left]
        self._left[going.source.id] = left - len(taken)
        goings = [self.going(row, going.source) for row in taken]
        web = self.by_name.get(going.source.name)
        pages = web.pages if web else 1
        if brought.next_page and new and going.depth + 1 < pages:
            row = self._row(brought.next_page, brought.role, going.source)
            further = self.going(row, going.source, depth=going.depth + 1)
            goings.append(replace(further, is_passing=True))
        return goings

    def _said_anew(self, brought: Brought, leads: Sequence[Lead]) -> list[Watched]:
        """Return the watched pages that a feed has other words of than it ever had, or a sitemap a
        date after their last check: they are asked for now, whenever they are due."""
        words = {one.url: one.text_sha256 for one in brought.found if one.url}
        dates = {canonical_url(lead.url): _instant(lead.date) for lead in leads}
        with self.archive.database.reading() as connection:
            rows = watched.find_watched(connection, list(dates))
            known = statements.find_known(connection, [uri for uri in words if uri in rows])
        return [
            row
            for uri, row in rows.items()
            if row.role is Role.PAGE
            and (
                (uri in known and (FEED, words[uri]) not in known[uri].wordings)
                or _is_after(dates[uri], row.last_checked_at)
            )
        ]

    def cited(self, under_way: Container[str]) -> list[Going]:
        """Return the pages cited by statements that came since the last look, within the budget."""
        if not self.options.cited or self._cited_source is None:
            return []
        found: list[Going] = []
        for urls in self._newly_cited():
            for row in self._new(urls, Role.CITED, self._cited_source):
                if row.uri not in under_way and self.allows_cited(row.uri):
                    found.append(self.going(row, self._cited_source))
        return found

    def allows_cited(self, uri: str) -> bool:
        """Count a cited page in and return whether it is within the budget of this round."""
        budget, name = self.options.budget, host(uri)
        if self._cited.total() >= budget.cited or self._cited[name] >= budget.cited_of_host:
            return False
        self._cited[name] += 1
        return True

    def _newly_cited(self) -> Iterator[list[str]]:
        """Yield the addresses cited by the statements of each lot of changes, once and for all."""
        while True:
            with self.archive.database.reading() as connection:
                after = int(find_setting(connection, LOOKED_AT) or 0)
                numbers, last = changes.list_changed(connection, after, CHANGES_AT_ONCE)
                urls = versions.cited_by(connection, numbers)
            if last == after:
                return
            yield list(dict.fromkeys(canonical_url(url) for url in urls if _is_web(url)))
            with self.archive.database.writing() as connection:
                set_setting(connection, LOOKED_AT, str(last))

    def _new(self, urls: Sequence[str], role: Role, source: Source) -> list[Watched]:
        """Write down the addresses that are not watched yet, and return them."""
        rows = {canonical_url(url): self._row(url, role, source) for url in urls if _is_web(url)}
        with self.archive.database.writing() as connection:
            known = watched.find_watched(connection, list(rows))
            fresh = [
                row
                for uri, row in rows.items()
                if uri not in known or (role is Role.PAGE and known[uri].role is Role.CITED)
            ]
            watched.save_watched(connection, fresh)
        return fresh

    def _row(self, url: str, role: Role, source: Source) -> Watched:
        return Watched(uri=canonical_url(url), role=role, source_id=source.id, due_at=self.now())

    def _belongs(self, lead: Lead, going: Going) -> bool:
        """Whether an address is of the list's own site, or of its issuer's domains."""
        if not _is_web(lead.url):
            return False
        if same_site(lead.url, going.watched.uri):
            return True
        issuer = going.source.issuer and self.archive.config.registry.find(going.source.issuer)
        other = self.archive.config.registry.find_by_host(host(lead.url))
        return bool(issuer) and issuer == other

    @staticmethod
    def unwatched(uri: str) -> Watched:
        """Return how an address stands of which nothing is known."""
        epoch = dt.datetime.fromtimestamp(0, dt.UTC)
        return Watched(uri=uri, role=Role.PAGE, source_id=0, due_at=epoch)


def _own(connection: Connection, name: str) -> Source:
    return sources.save_source(connection, name=name, root_digest=None, issuer=None, columns=())


def _instant(date: str | None) -> dt.datetime | None:
    """Return the instant of a sitemap's W3C date; None for a day alone, which says too little.

    >>> _instant("2025-10-19T08:30:00Z"), _instant("2025-10-19")
    (datetime.datetime(2025, 10, 19, 8, 30, tzinfo=datetime.timezone.utc), None)
    """
    try:
        at = dt.datetime.fromisoformat(date or "")
    except ValueError:
        return None
    return at if at.tzinfo is not None else None


def _is_after(at: dt.datetime | None, checked_at: dt.datetime | None) -> bool:
    return at is not None and checked_at is not None and at > checked_at


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://")) and bool(host(url))
