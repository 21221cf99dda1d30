"""Making an archive: an empty folder becomes one, with its signing key outside of it."""

import datetime as dt
import secrets
from pathlib import Path

from onrecord.archive.config import TEMPLATE
from onrecord.archive.finding import FILE
from onrecord.archive.opening import CAPTURES, DATABASE, LEDGER, Archive, open_archive
from onrecord.archive.rules import RULES
from onrecord.errors import StoreError
from onrecord.store.database import Database
from onrecord.store.settings import set_setting
from onrecord.store.signing_key import make_signing_key


def init_archive(folder: Path, *, name: str | None = None) -> Archive:
    """Make an empty archive in a folder that is new or empty, with its signing key."""
    if (folder / FILE).exists():
        raise StoreError("this folder is an archive already", folder=folder.name)
    if folder.exists() and any(folder.iterdir()):
        raise StoreError("this folder is not empty; choose a new one", folder=folder.name)
    archive_id = secrets.token_hex(8)
    try:
        (folder / CAPTURES).mkdir(parents=True)
        public_key = make_signing_key(archive_id)
        database = Database.create(folder / DATABASE)
        with database.writing() as connection:
            set_setting(connection, "archive_id", archive_id)
            set_setting(connection, "public_key", public_key)
            set_setting(connection, "created_at", dt.datetime.now(dt.UTC).isoformat())
            set_setting(connection, "rules", RULES)
        database.close()
        (folder / LEDGER).touch()
        quoted = (
            '"' + (name or folder.resolve().name).replace("\\", "\\\\").replace('"', '\\"') + '"'
        )
        (folder / FILE).write_text(TEMPLATE.format(name=quoted), "utf-8")
    except OSError as error:
        raise StoreError("the archive can't be made here", cause=error) from error
    return open_archive(folder)
