"""`add`: files, folders and containers into the archive, through isolated workers."""

import datetime as dt
import os
import re
import secrets
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from onrecord.archive.ingest import Counts, Ingest
from onrecord.archive.isolation import Isolation
from onrecord.archive.lock import writing_lock
from onrecord.archive.mending import mend
from onrecord.archive.opening import Archive
from onrecord.archive.worked import Failed, Item
from onrecord.archive.working import Job, Order, work
from onrecord.capture.files import list_files
from onrecord.capture.reading import FileRef
from onrecord.capture.warc_files import WarcWriter
from onrecord.errors import CaptureError
from onrecord.store import sources
from onrecord.store.sources import Source

FILES_A_TASK = 16  # enough to hide the cost of a message, few enough to share out evenly

Progress = Callable[[int], None]


def add(
    archive: Archive,
    target: Path,
    *,
    source: str | None = None,
    issuer: str | None = None,
    columns: tuple[tuple[str, str], ...] = (),
    progress: Progress | None = None,
) -> Counts:
    """Add a file or folder; return what came of it.

    The second of two processes waits for the first. Raises CaptureError when the target is
    missing; all else that goes wrong is counted, and the rest goes on.
    """
    found = list(list_files(target))
    refs = [ref for ref in found if isinstance(ref, FileRef)]
    unlisted: list[Item] = [
        Failed(str(error.ids.get("path", "")), str(error))
        for error in found
        if isinstance(error, CaptureError)
    ]
    with writing_lock(archive.folder, say=archive.say):
        mend(archive)
        known = _source(archive, target, source, issuer, columns)
        job = Job(
            source=known.name,
            issuer=known.issuer,
            columns=known.columns,
            registry=archive.config.registry,
            at=dt.datetime.now(dt.UTC),
        )
        with (
            WarcWriter(archive.captures_folder, secrets.token_hex(3)) as writer,
            Isolation(work, _failed, workers=_workers(len(refs))) as isolation,
        ):
            ingest = Ingest(
                database=archive.database, writer=writer, ledger=archive.ledger, source=known
            )

            def items() -> Iterator[Item]:
                yield from unlisted
                for item in isolation.run(_tasks(refs, job)):
                    if progress is not None:
                        progress(1)
                    yield item

            return ingest.run(items())


def _tasks(refs: Sequence[FileRef], job: Job) -> Iterator[list[Order]]:
    for start in range(0, len(refs), FILES_A_TASK):
        yield [(ref, job) for ref in refs[start : start + FILES_A_TASK]]


def _failed(order: Order, reason: str) -> Item:
    return Failed(order[0].name, reason)


def _workers(files: int) -> int:
    return max(1, min(os.cpu_count() or 1, -(-files // FILES_A_TASK)))


def _source(
    archive: Archive,
    target: Path,
    name: str | None,
    issuer: str | None,
    columns: tuple[tuple[str, str], ...],
) -> Source:
    """Return the source of a target: named, else by its folder, told from others of that name."""
    root = target if target.is_dir() else target.parent
    digest = archive.root_digest(root)
    with archive.database.writing() as connection:
        if name is None:
            name = sources.find_name_for_root(connection, digest)
        if name is None:
            wanted = _slug(root.resolve().name)
            name, number = wanted, 1
            while sources.find_source(connection, name) is not None:
                number += 1
                name = f"{wanted}-{number}"
        return sources.save_source(
            connection, name=name, root_digest=digest, issuer=issuer, columns=columns
        )


def _slug(name: str) -> str:
    """Return a folder's name as a source's: no colon, slash or space, which keys would trip on.

    >>> _slug("Press releases 2020"), _slug("")
    ('Press-releases-2020', 'files')
    """
    return re.sub(r"[\s:/\\#]+", "-", name).strip("-") or "files"
