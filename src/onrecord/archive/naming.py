"""Which source a target belongs to: the one named, else that of its folder, wherever it lies now.

A folder is known again by a digest of where it lies. One that lies elsewhere and has the name of a
known source is that source, moved, where its files are those the source has; else it is another.
"""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection

from onrecord.archive.opening import Archive
from onrecord.capture.files import list_files
from onrecord.capture.fixity import sha256
from onrecord.capture.reading import FileRef
from onrecord.errors import ConfigError
from onrecord.model.ids import storable
from onrecord.store import captures, sources
from onrecord.store.sources import Source

# Of a folder, so many files are compared; a few say enough, and large ones take long to read.
COMPARED = 64
LARGEST_COMPARED = 16 * 1024 * 1024
TRIPPING = re.compile(r"[:/\\#\x00-\x1f\ud800-\udfff]")


def source_for(
    archive: Archive,
    target: Path,
    *,
    name: str | None,
    issuer: str | None,
    columns: tuple[tuple[str, str], ...],
) -> Source:
    """Return the source of a target, made or brought up to date.

    Raises ConfigError for a name that keys would trip on.
    """
    if name is not None and (not name.strip() or TRIPPING.search(name)):
        raise ConfigError(
            f"a source's name is not empty and has none of : / \\ #; take {slug(name)!r}",
            source=name,
        )
    root = target if target.is_dir() else target.parent
    digest = archive.root_digest(root)
    with archive.database.writing() as connection:
        if name is None:
            name = sources.find_name_for_root(connection, digest)
        if name is None:
            name = _name_of(connection, slug(root.resolve().name), target)
            sources.move_source(connection, name, digest)
        return sources.save_source(
            connection, name=name, root_digest=digest, issuer=issuer, columns=columns
        )


def _name_of(connection: Connection, wanted: str, target: Path) -> str:
    """Return the name of the source that has moved here, else one that is free."""
    for number in itertools.count(1):
        name = wanted if number == 1 else f"{wanted}-{number}"
        known = sources.find_source(connection, name)
        if known is None or _has_moved(connection, known, target):
            return name
    raise AssertionError("names never run out")


def _has_moved(connection: Connection, known: Source, target: Path) -> bool:
    """Whether most files here that the source knows by name are, byte for byte, those it has."""
    here = {storable(ref.name): ref for ref in itertools.islice(_small_files(target), COMPARED)}
    kept = captures.digests_by_path(connection, known.id, list(here))
    same = sum(1 for name, digests in kept.items() if _digest(here[name].path) in digests)
    return same > 0 and 2 * same >= len(kept)


def _small_files(target: Path) -> Iterator[FileRef]:
    for ref in list_files(target):
        if isinstance(ref, FileRef) and ref.size <= LARGEST_COMPARED:
            yield ref


def _digest(path: Path) -> str | None:
    try:
        return sha256(path.read_bytes())
    except OSError:
        return None


def slug(name: str) -> str:
    """Return a folder's name as a source's: no colon, slash or space, which keys would trip on.

    >>> slug("Press releases 2020"), slug("")
    ('Press-releases-2020', 'files')
    """
    return re.sub(r"[\s:/\\#]+", "-", storable(name)).strip("-") or "files"
