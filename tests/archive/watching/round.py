"""An archive, a site and a clock: rounds of watching as a test runs them, without wall clock."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.loopback import Site, serving

from onrecord.archive.counts import WatchCounts
from onrecord.archive.making import init_archive
from onrecord.archive.opening import Archive
from onrecord.archive.watching.options import read_options
from onrecord.archive.watching.watch import World, add_url, watch
from onrecord.model.page_state import PageState
from onrecord.model.watching import Observation, Watched
from onrecord.store import observations, watched

START = dt.datetime(2025, 10, 20, 8, 0, tzinfo=dt.UTC)


@dataclass
class Desk:
    """What a test works at; `at` is the time of its clock."""

    archive: Archive
    site: Site
    at: dt.datetime = START
    wishes: dict[str, Any] = field(default_factory=dict)

    @property
    def world(self) -> World:
        return World(now=lambda: self.at)

    def add(self, path: str, **more: Any) -> WatchCounts:
        options = read_options(self.archive, allow_private=True)
        return add_url(self.archive, self.site.url + path, options, world=self.world, **more)

    def watch(self, *, hours: float = 1.0, everything: bool = True) -> WatchCounts:
        """Let so many hours pass, and check."""
        self.at += dt.timedelta(hours=hours)
        options = read_options(self.archive, allow_private=True)
        return watch(self.archive, options, everything=everything, world=self.world)

    def stands(self, path: str) -> Watched:
        with self.archive.database.reading() as connection:
            return watched.find_watched(connection, [self.site.url + path])[self.site.url + path]

    def observed(self, path: str) -> list[Observation]:
        with self.archive.database.reading() as connection:
            return list(observations.list_observed(connection, self.site.url + path))

    def state(self, path: str) -> PageState:
        return self.stands(path).state


@contextmanager
def desk(folder: Path, site: Site | None = None, store: str | None = None) -> Iterator[Desk]:
    with serving(site) as site, init_archive(folder / "archive", store=store) as archive:
        yield Desk(archive, site)
