"""What is watched: sources on the web, the pages they lead to, and what each check came to."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.page_state import PageState


class Role(StrEnum):
    """What an address is to the archive."""

    PAGE = "page"  # of a statement
    FEED = "feed"
    SITEMAP = "sitemap"
    LISTING = "listing"
    CITED = "cited"
    ROBOTS = "robots"
    FRONT = "front"  # of a site, where feeds and lists are looked for


LISTS = frozenset({Role.FEED, Role.SITEMAP, Role.LISTING})  # roles that lead to pages


@dataclass(frozen=True, slots=True)
class Lead:
    """An address that a feed, sitemap or listing names; `date` as written there."""

    url: str
    date: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an issuer's statements may be found: the address of a feed or a list."""

    url: str
    kind: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """An address that is checked, as far as its observations go.

    `text_sha256` is of the text it was last seen with, `capture_seq` the capture of that.
    `missing` counts the checks in a row that did not find it, while its site answered, from
    `first_missing_at` on. `target` is where it has moved. `interval` is in seconds.
    """

    uri: str
    role: Role
    source_id: int
    state: PageState = PageState.UNCHECKED
    status: int | None = None
    capture_seq: int | None = None
    text_sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    last_checked_at: dt.datetime | None = None
    last_seen_at: dt.datetime | None = None
    first_missing_at: dt.datetime | None = None
    missing: int = 0
    target: str | None = None
    interval: float = 0.0
    due_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What one check of an address came to.

    `outcome` is one of model.version.Outcome. `robots` is the decision of robots.txt in words,
    `why` that of the state; `observer` is None for ourselves, else the service that saw it;
    `listed` how many addresses a list named.
    """

    uri: str
    at: dt.datetime
    outcome: str
    capture_seq: int | None = None
    status: int | None = None
    state: PageState | None = None
    target: str | None = None
    why: str | None = None
    robots: str | None = None
    observer: str | None = None
    listed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedMemento:
    """What a service's TimeGate named in the place of a page that is gone, near `asked_for`.

    It is the service's word and no capture of ours; `url` and `at` None where it knows none.
    """

    uri: str
    service: str
    asked_for: dt.datetime
    asked_at: dt.datetime
    url: str | None = None
    at: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideRecord:
    """A record in one of our WARC files that is no capture: a request, a revisit."""

    warc: str
    offset: int
    length: int
    member_sha256: str
    kind: str
