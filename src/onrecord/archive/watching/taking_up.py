"""An issuer of the registry taken up: its front page asked, what is found there added and dated."""

from onrecord.archive.counts import WatchCounts
from onrecord.archive.opening import Archive
from onrecord.archive.watching.going import Going
from onrecord.archive.watching.options import WatchOptions
from onrecord.archive.watching.registry import Entry, save_issuer
from onrecord.archive.watching.watch import World, add_url, begun_round
from onrecord.errors import CaptureError
from onrecord.model.watching import Place, Role, Watched
from onrecord.store import sources
from onrecord.text.urls import canonical_url, host


def add_issuer(archive: Archive, entry: Entry, options: WatchOptions, world: World) -> WatchCounts:
    """Find an issuer's feeds and lists, write it and them into onrecord.toml, and add them.

    Raises CaptureError where nothing is found; nothing is written into onrecord.toml then.
    """
    places = _find_places(archive, entry.front, options, world)
    save_issuer(archive.folder, entry)
    archive.reread_config()
    counts, found_on = WatchCounts(), world.now().date()
    for place in places:
        counts.include(
            add_url(
                archive,
                place.url,
                options,
                issuer=entry.issuer.id,
                kind=place.kind,
                found_on=found_on,
                world=world,
            )
        )
    return counts


def _find_places(
    archive: Archive, front: str, options: WatchOptions, world: World
) -> tuple[Place, ...]:
    """Return what the front page leads to, that at www. where the bare name is not served."""
    bare = f"://{host(front)}/"
    tried = [front, *([front.replace(bare, "://www." + bare[3:])] if front.endswith(bare) else [])]
    failures: list[str] = []
    for url in dict.fromkeys(tried):
        with begun_round(archive, options, world) as (running, follow):
            with archive.database.reading() as connection:
                own = sources.get_source_by_id(connection, follow.robots_source)
            uri = canonical_url(url)
            row = Watched(uri=uri, role=Role.FRONT, source_id=own.id, due_at=world.now())
            asked = Going(watched=row, source=own, role=Role.FRONT, is_passing=True)
            running.run([asked], follow)
        if running.places:
            return running.places
        failures.append(running.why_none or "it names no feed and no list of statements")
    why = "; ".join(dict.fromkeys(failures))
    raise CaptureError(
        f"no feed or list was found at its front page: {why}; add one by its address", uri=front
    )
