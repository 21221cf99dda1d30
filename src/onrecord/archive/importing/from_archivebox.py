"""A folder of ArchiveBox (archivebox.io): its snapshots' WARC files, else the pages it saved.

Every snapshot is a folder below `archive/` with an `index.json` that says of which address it is.
Files that other tools made of a page (readability, PDF, screenshots) are no captures of it.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from onrecord.archive.counts import Counts
from onrecord.archive.importing.records import Order, Page, Whole
from onrecord.archive.importing.running import Sources, bring_in
from onrecord.archive.opening import Archive
from onrecord.archive.worked import Failed
from onrecord.archive.working import Job
from onrecord.capture.reading import FileRef

SNAPSHOTS = "archive"
MARKS = ("ArchiveBox.conf", "index.sqlite3")
# File of a snapshot -> the part of its history that says when it was made; the first there is.
PAGES = {"singlefile.html": "singlefile", "output.html": "dom"}


def is_archivebox(folder: Path) -> bool:
    """Return whether a folder is one of ArchiveBox."""
    return (folder / SNAPSHOTS).is_dir() and any((folder / mark).exists() for mark in MARKS)


def import_archivebox(archive: Archive, folder: Path) -> Counts:
    """Bring in every snapshot of a folder; return what came of it."""
    failures: list[Failed] = []

    def orders(_here: Sources, job: Job) -> Iterator[Order]:
        for snapshot in sorted((folder / SNAPSHOTS).iterdir()):
            if (snapshot / "index.json").is_file() and not snapshot.is_symlink():
                yield from _orders(snapshot, job, failures)

    counts = bring_in(archive, orders, source="archivebox")
    counts.failures += failures
    return counts


def _orders(snapshot: Path, job: Job, failures: list[Failed]) -> Iterator[Order]:
    warcs = [path for path in sorted((snapshot / "warc").glob("*.warc*")) if _is_own(path)]
    for path in warcs:
        name = f"{snapshot.name}/{path.name}"
        yield Whole(ref=FileRef(path, name, path.stat().st_size), job=job)
    if warcs:
        return
    try:
        about = orjson.loads((snapshot / "index.json").read_bytes())
        url = str(about["url"])
        for name, part in PAGES.items():
            path = snapshot / name
            if _is_own(path) and path.stat().st_size:
                at = _made_at(about, part)
                named = f"{snapshot.name}/{name}"
                yield Page(path=path, name=named, uri=url, at=at, job=job)
                return
        failures.append(Failed(snapshot.name, "neither a WARC file nor a saved page is here"))
    except (ValueError, KeyError, TypeError) as error:
        failures.append(Failed(snapshot.name, f"its index.json can't be read ({error})"))


def _is_own(path: Path) -> bool:
    """Whether a path is a file of the folder itself: a link could lead to any other."""
    return path.is_file() and not path.is_symlink()


def _made_at(about: dict[str, Any], part: str) -> dt.datetime:
    """When a file was made; when the address was added, where the history does not say."""
    for made in reversed(about.get("history", {}).get(part) or []):
        text = made.get("end_ts") or made.get("start_ts")
        if text and made.get("status", "succeeded") == "succeeded":
            at = dt.datetime.fromisoformat(str(text))
            return at if at.tzinfo else at.replace(tzinfo=dt.UTC)
    return dt.datetime.fromtimestamp(float(about["timestamp"]), dt.UTC)
