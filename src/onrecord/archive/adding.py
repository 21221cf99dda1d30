"""`add`: files, folders and containers into the archive, through isolated workers."""

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from onrecord.archive.ahead import ahead
from onrecord.archive.counts import Counts
from onrecord.archive.filling import filling
from onrecord.archive.in_place import link_in_place
from onrecord.archive.ingest import Ingest
from onrecord.archive.isolation import Isolation
from onrecord.archive.naming import source_for
from onrecord.archive.opening import Archive
from onrecord.archive.worked import Failed, Item
from onrecord.archive.working import Job, Order, work
from onrecord.capture.files import list_files
from onrecord.capture.reading import FileRef
from onrecord.errors import CaptureError
from onrecord.model.ids import storable

FILES_A_TASK = 16  # enough to hide the cost of a message, few enough to share out evenly

ITEMS_AHEAD = 256  # a batch: what workers make while the parent writes

Progress = Callable[[int], None]


def add(
    archive: Archive,
    target: Path,
    *,
    source: str | None = None,
    issuer: str | None = None,
    columns: tuple[tuple[str, str], ...] = (),
    in_place: bool = False,
    progress: Progress | None = None,
) -> Counts:
    """Add a file or folder; return what came of it.

    With `in_place` the target is a WARC file whose records stay where they lie: a link to it is
    kept below captures/. The second of two processes waits for the first. Raises CaptureError
    when the target is missing; all else that goes wrong is counted, and the rest goes on.
    """
    found = list_files(target)
    with filling(archive) as following:
        known = source_for(archive, target, name=source, issuer=issuer, columns=columns)
        job = Job(
            source=known.name,
            issuer=known.issuer,
            columns=known.columns,
            registry=archive.config.registry,
            at=dt.datetime.now(dt.UTC),
            in_place=in_place,
            terms=True,
        )
        lying_in = link_in_place(archive.captures_folder, target) if in_place else None
        unlisted: list[Item] = []
        with (
            archive.capture_files.writer() as writer,
            Isolation(work, _failed, workers=_workers(target)) as isolation,
        ):
            ingest = Ingest(
                database=archive.database,
                writer=writer,
                ledger=archive.ledger,
                source=known,
                lying_in=lying_in,
                written=following.written,
            )

            def items() -> Iterator[Item]:
                made = isolation.run(_tasks(found, job, unlisted))
                for item in ahead(made, ITEMS_AHEAD):
                    if progress is not None:
                        progress(1)
                    yield item
                yield from unlisted

            counts = ingest.run(items())
    return counts


def _tasks(
    found: Iterable[FileRef | CaptureError], job: Job, unlisted: list[Item]
) -> Iterator[list[Order]]:
    """Yield the listed files in tasks; what could not be listed goes to `unlisted`."""
    task: list[Order] = []
    for ref in found:
        if isinstance(ref, CaptureError):
            unlisted.append(Failed(storable(str(ref.ids.get("path", ""))), ref.message))
            continue
        task.append((ref, job))
        if len(task) == FILES_A_TASK:
            yield task
            task = []
    if task:
        yield task


def _failed(order: Order, reason: str) -> Item:
    return Failed(storable(order[0].name), reason)


def _workers(target: Path) -> int:
    """Return how many workers to start: a single file needs one."""
    return (os.cpu_count() or 1) if target.is_dir() else 1
