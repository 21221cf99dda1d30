"""Making an archive: an empty folder becomes one, with its signing key outside of it."""

import datetime as dt
import secrets
import shutil
from pathlib import Path

from onrecord.archive.config import first_settings
from onrecord.archive.finding import FILE
from onrecord.archive.opening import (
    CAPTURES,
    LEDGER,
    Archive,
    capture_files_of,
    dialect_of,
    open_archive,
)
from onrecord.archive.rules import RULES
from onrecord.errors import StoreError
from onrecord.model.ids import storable
from onrecord.store.database import Database
from onrecord.store.settings import set_setting
from onrecord.store.signing_key import make_signing_key


def init_archive(
    folder: Path,
    *,
    name: str | None = None,
    store: str | None = None,
    captures: str | None = None,
) -> Archive:
    """Make an empty archive in a folder that is new or empty, with its signing key.

    `store` is where its record is to lie, in an empty database, and `captures` where its WARC files
    are; None for the folder.
    """
    try:
        if (folder / FILE).exists():
            raise StoreError("this folder is an archive already", folder=folder.name)
        if folder.exists() and any(folder.iterdir()):
            raise StoreError("this folder is not empty; choose a new one", folder=folder.name)
        _make(folder, storable(name or folder.resolve().name), store, captures)
    except OSError as error:
        raise StoreError(
            f"the archive can't be made here: {error.strerror}; check the rights and the space",
            folder=folder.name,
        ) from None
    return open_archive(folder)


def _make(folder: Path, name: str, store: str | None, captures: str | None) -> None:
    """Make what an archive begins with; onrecord.toml comes last and says that all is there."""
    dialect = dialect_of(folder, store)
    if capture_files_of(folder, captures).is_taken():
        raise StoreError("there are captures already; choose another place", captures=captures)
    archive_id = secrets.token_hex(8)
    public_key = make_signing_key(archive_id)
    (folder / CAPTURES).mkdir(parents=True)
    try:
        database = Database.create(dialect)
        with database.writing() as connection:
            set_setting(connection, "archive_id", archive_id)
            set_setting(connection, "public_key", public_key)
            set_setting(connection, "created_at", dt.datetime.now(dt.UTC).isoformat())
            set_setting(connection, "rules", RULES)
        database.close()
        (folder / LEDGER).touch()
        (folder / FILE).write_text(first_settings(name, store=store, captures=captures), "utf-8")
    except (OSError, StoreError):
        for half_made in folder.iterdir():  # it was empty: all that is in it is ours
            shutil.rmtree(half_made) if half_made.is_dir() else half_made.unlink()
        raise
