"""`migrate SRC DST`: a whole archive to other places, row for row and byte for byte.

Nobody writes to it meanwhile. What was brought is found again by the next try: files by their
length, rows by their keys. The archive's onrecord.toml comes last, after all was checked; until
then a file says what is under way.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from onrecord.archive.finding import FILE, check_archive
from onrecord.archive.in_place import FOLDER as IN_PLACE
from onrecord.archive.lock import LOCK, writing_lock
from onrecord.archive.mending import TORN, mend
from onrecord.archive.opening import (
    CAPTURES,
    DATABASE,
    INDEX,
    Archive,
    capture_files_of,
    dialect_of,
    open_archive,
)
from onrecord.archive.ports import CaptureFiles
from onrecord.archive.verifying.verify import verify
from onrecord.errors import ConfigError, FixityError
from onrecord.store import captures
from onrecord.store.checking import read_sums
from onrecord.store.copying import copy_rows
from onrecord.store.database import Database
from onrecord.store.settings import get_setting

UNDER_WAY = "migrating.json"
PIECE = 8 * 1024**2  # bytes of a file that are read at once
# What stays: it is brought otherwise, made again, or is the site's and not the archive's.
LEFT = (CAPTURES, INDEX, FILE, UNDER_WAY, LOCK, f"{LOCK}.holder", DATABASE, "users.sqlite")

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Places:
    """Where an archive's parts are to lie; None for its folder."""

    store: str | None
    captures: str | None


def move(source: Path, target: Path, places: Places, *, say: Say) -> Archive:
    """Bring an archive into another folder and other places, and return it there, checked.

    The old one is left as it is. Raises ConfigError where something else is in the way, FixityError
    where what was brought is not what was there.
    """
    check_archive(source)
    with open_archive(source, say=say) as old, writing_lock(old):
        mend(old)
        _begin(old, target, places)
        new = Archive(target, say)
        new.config = replace(old.config, store=places.store, captures=places.captures)
        with new:
            _bring_rows(old, new)
            _bring_captures(old, new)
            _bring_files(old.folder, new.folder)
            _check(old, new)
        _write_settings(old.folder, target, places)
        (target / UNDER_WAY).unlink()
    return open_archive(target, say=say)


def _begin(old: Archive, target: Path, places: Places) -> None:
    """Say in the new folder what is under way, or see that it is this."""
    with old.database.reading() as connection:
        said = {"archive": get_setting(connection, "archive_id"), **asdict(places)}
    mark = target / UNDER_WAY
    if mark.exists():
        if json.loads(mark.read_text("utf-8")) != said:
            raise ConfigError(
                "another migration was begun in this folder; end that one, or take the folder away",
                folder=target.name,
            )
        return
    if target.exists() and any(target.iterdir()):
        raise ConfigError("this folder is not empty; choose a new one", folder=target.name)
    if dialect_of(target, places.store).is_there():
        raise ConfigError("there is a database already; choose an empty one")
    if capture_files_of(target, places.captures).is_taken():
        raise ConfigError("there are captures already; choose another place")
    target.mkdir(parents=True, exist_ok=True)
    mark.write_text(json.dumps(said), "utf-8")


def _bring_rows(old: Archive, new: Archive) -> None:
    dialect = new.dialect
    database = Database.open(dialect) if dialect.is_there() else Database.create(dialect)
    with closing(database):
        count = copy_rows(old.database, database)
    new.say(f"brought {count:,} rows")


def _bring_captures(old: Archive, new: Archive) -> None:
    """Bring the WARC files, and the links to those that are not ours."""
    with old.database.reading() as connection:
        ends = captures.warc_ends(connection)
    for name, end in sorted(ends.items()):
        if new.capture_files.size(name) != end:
            new.capture_files.bring(name, _pieces(old.capture_files, name, end))
            new.say(f"brought {name}")
    new.captures_folder.mkdir(exist_ok=True)
    for link in sorted((old.captures_folder / IN_PLACE).glob("*")):
        here = new.captures_folder / IN_PLACE / link.name
        here.parent.mkdir(exist_ok=True)
        if not here.is_symlink():
            here.symlink_to(os.path.relpath(link.resolve(), here.parent.resolve()))
    if (old.captures_folder / TORN).exists():
        _bring_files(old.captures_folder / TORN, new.captures_folder / TORN)


def _pieces(files: CaptureFiles, name: str, end: int) -> Iterator[bytes]:
    for start in range(0, end, PIECE):
        yield files.read(name, start, min(PIECE, end - start))


def _bring_files(old: Path, new: Path) -> None:
    """Copy what else is in a folder: the ledgers, what was signed and stamped."""
    new.mkdir(exist_ok=True)
    for path in sorted(old.iterdir()):
        if path.name.startswith(LEFT) or path.name.endswith((".lock", ".holder")):
            continue
        if path.is_dir():
            _bring_files(path, new / path.name)
            continue
        partial = new / f"{path.name}.partial"
        shutil.copyfile(path, partial)
        partial.replace(new / path.name)


def _check(old: Archive, new: Archive) -> None:
    """See that the rows have the same sums, and that every byte is what was recorded."""
    with old.dialect.reading_raw() as before, new.dialect.reading_raw() as after:
        if read_sums(before) != read_sums(after):
            raise FixityError("the record did not come over whole; run the command again")
    faults = list(verify(new))
    if faults:
        raise FixityError(
            f"{len(faults):,} of what was brought is not what was recorded; does `onrecord verify` "
            "find the same in the old archive?",
            where=faults[0].where,
        )


def _write_settings(old: Path, new: Path, places: Places) -> None:
    """Write onrecord.toml with people's comments, and the new places."""
    import tomlkit

    document: Any = tomlkit.parse((old / FILE).read_text("utf-8"))
    table = document.setdefault("archive", tomlkit.table())
    for name, value in asdict(places).items():
        if value is not None:
            table[name] = value
        elif name in table:
            del table[name]
    partial = new / f"{FILE}.partial"
    partial.write_text(tomlkit.dumps(document), "utf-8")
    partial.replace(new / FILE)
