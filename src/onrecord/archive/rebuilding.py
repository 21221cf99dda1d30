"""Making again what is derived: extractions from the captures, the index from the store.

Captures, observations and the numbers of versions stay as they are: a better extractor makes a
new extraction of a version, never a new version or a change.
"""

import datetime as dt
import itertools
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from onrecord.archive.behind import mark_behind, mark_whole
from onrecord.archive.decide import Verdict
from onrecord.archive.isolation import Isolation
from onrecord.archive.lock import writing_lock
from onrecord.archive.mending import mend
from onrecord.archive.opening import INDEX, Archive
from onrecord.archive.rereading import Order, Reread, failed, reread
from onrecord.archive.rules import RULES
from onrecord.archive.sync import catch_up
from onrecord.archive.wordings import Wordings, new_version
from onrecord.archive.worked import Failed, Found, Worked
from onrecord.archive.working import Job
from onrecord.model.instant import format_instant
from onrecord.model.records import KeptCapture
from onrecord.store import changes, diffs, sightings, sources, statements, versions
from onrecord.store.settings import get_setting, set_setting
from onrecord.store.sightings import KeptSighting

BATCH = 256
ORDERS_A_TASK = 16

Progress = Callable[[int], None]


@dataclass(slots=True)
class Rebuilt:
    """What a rebuild came to."""

    captures: int = 0
    replaced: int = 0  # extractions that came out as another
    new: int = 0  # statements that the older rules had not found
    failures: list[Failed] = field(default_factory=list)


def rebuild_index(archive: Archive) -> int:
    """Make the index again from the store and return how many statements it holds."""
    with writing_lock(archive):
        return remake_index(archive)


def remake_index(archive: Archive) -> int:
    """Do the work of `rebuild_index`; the caller holds the lock."""
    shutil.rmtree(archive.folder / INDEX, ignore_errors=True)
    archive.__dict__.pop("index", None)
    mark_behind(archive)
    count = catch_up(archive)
    mark_whole(archive)
    return count


def rebuild_extractions(archive: Archive, progress: Progress | None = None) -> Rebuilt:
    """Read every kept capture again by today's rules, and let the index follow."""
    with writing_lock(archive):
        mend(archive)
        mark_behind(archive)
        rebuilt = read_again(archive, progress)
        catch_up(archive)
        mark_whole(archive)
    return rebuilt


def were_read_by_other_rules(archive: Archive) -> bool:
    with archive.database.reading() as connection:
        return get_setting(connection, "rules") != RULES


def read_again(archive: Archive, progress: Progress | None = None) -> Rebuilt:
    """Do the work of `rebuild_extractions`; the caller holds the lock."""
    rebuilt = Rebuilt()
    with Isolation(reread, failed) as isolation:
        items = isolation.run(_tasks(archive))
        while batch := list(itertools.islice(items, BATCH)):
            with archive.database.writing() as connection:
                _write(connection, batch, rebuilt)
            if progress is not None:
                progress(len(batch))
    with archive.database.writing() as connection:
        versions.recount_issuers(connection)
        set_setting(connection, "rules", RULES)
    return rebuilt


def _tasks(archive: Archive) -> Iterator[list[Order]]:
    jobs: dict[int, Job] = {}
    # What holds no statement because of what it is to us (robots.txt, a cited page) stays so.
    statements_hold = (kept for kept in archive.captures.list() if kept.role is None)
    orders = (_order(archive, kept, jobs) for kept in statements_hold)
    while task := list(itertools.islice(orders, ORDERS_A_TASK)):
        yield task


def _order(archive: Archive, kept: KeptCapture, jobs: dict[int, Job]) -> Order:
    if kept.source_id not in jobs:
        with archive.database.reading() as connection:
            source = sources.get_source_by_id(connection, kept.source_id)
        jobs[kept.source_id] = Job(
            source=source.name,
            issuer=source.issuer,
            columns=source.columns,
            registry=archive.config.registry,
            at=dt.datetime.now(dt.UTC),
        )
    return Order(files=archive.capture_files, kept=kept, job=jobs[kept.source_id])


def _write(connection: Connection, batch: Sequence[Reread], rebuilt: Rebuilt) -> None:
    seen = sightings.sightings_of(connection, [item.seq for item in batch])
    keys = [k for item in batch if item.worked for found in item.worked.found for k in found.keys]
    wordings = Wordings(connection, list(dict.fromkeys(keys)))
    for item in batch:
        rebuilt.captures += 1
        if item.worked is None:
            rebuilt.failures.append(Failed(item.path, item.failure or ""))
            continue
        for found in item.worked.found:
            sighting = seen.get((item.seq, found.fragment))
            if sighting is None:
                wordings.see(found, item.seq, item.worked.at)
            elif _replace(connection, sighting, found, item.worked):
                rebuilt.replaced += 1
    wordings.write()
    rebuilt.new += wordings.verdicts[Verdict.NEW]


def _replace(connection: Connection, sighting: KeptSighting, found: Found, worked: Worked) -> bool:
    """Put a new reading in the place of the one there is; return whether it is another."""
    n, number = sighting.statement_n, sighting.number
    statements.add_aliases(connection, dict.fromkeys(found.keys, n))
    if sighting.text_sha256 != found.text_sha256:
        sightings.reword(connection, sighting, found.text_sha256)
    if number == 0:
        return False
    old = versions.get_written(connection, n, number)
    is_its_own = (old.capture_seq, old.fragment) == (sighting.capture_seq, sighting.fragment)
    if not is_its_own or (old.text, old.structure) == (found.text, found.structure):
        return False
    versions.replace_extraction(connection, new_version(found, n, number, old.capture_seq))
    diffs.forget_diffs(connection, n)
    changes.add_changes(connection, [(format_instant(worked.at), n, None, None, None)])
    return True
