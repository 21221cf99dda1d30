"""Making and opening an archive: the only place that builds adapters."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from onrecord.archive.config import FILE, TEMPLATE, Config, find_archive, read_config
from onrecord.errors import StoreError
from onrecord.store.database import Database
from onrecord.store.ledger_file import LedgerFile
from onrecord.store.settings import add_setting, get_setting
from onrecord.store.signing_key import make_signing_key

__all__ = ["Archive", "find_archive", "init_archive", "open_archive"]


def _silent(_message: str) -> None:
    """Say nothing: the default where nobody listens."""


class Archive:
    """An open archive. Its services are its attributes; it is cheap until one is used."""

    def __init__(self, folder: Path, config: Config, say: Callable[[str], None]) -> None:
        self.folder = folder
        self.config = config
        self.say = say

    @cached_property
    def database(self) -> Database:
        return Database.open(self.folder / "record.sqlite")

    @cached_property
    def ledger(self) -> LedgerFile:
        return LedgerFile(self.folder / "ledger.jsonl")

    @property
    def captures_folder(self) -> Path:
        return self.folder / "captures"

    def root_digest(self, root: Path) -> str:
        """Return a digest of where a folder lies, keyed by the archive's own id."""
        with self.database.reading() as connection:
            key = get_setting(connection, "archive_id").encode()
        path = str(root.resolve()).encode("utf-8", "surrogateescape")
        return hashlib.blake2b(path, key=key, digest_size=16).hexdigest()

    def close(self) -> None:
        if "database" in self.__dict__:
            self.database.close()

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()


def init_archive(folder: Path, *, name: str | None = None) -> Archive:
    """Make an empty archive in a folder that is new or empty, with its signing key."""
    if (folder / FILE).exists():
        raise StoreError("this folder is an archive already", folder=folder.name)
    if folder.exists() and any(folder.iterdir()):
        raise StoreError("this folder is not empty; choose a new one", folder=folder.name)
    archive_id = secrets.token_hex(8)
    try:
        (folder / "captures").mkdir(parents=True)
        public_key = make_signing_key(archive_id)
        database = Database.create(folder / "record.sqlite")
        with database.writing() as connection:
            add_setting(connection, "archive_id", archive_id)
            add_setting(connection, "public_key", public_key)
            add_setting(connection, "created_at", dt.datetime.now(dt.UTC).isoformat())
        database.close()
        (folder / "ledger.jsonl").touch()
        quoted = (
            '"' + (name or folder.resolve().name).replace("\\", "\\\\").replace('"', '\\"') + '"'
        )
        (folder / FILE).write_text(TEMPLATE.format(name=quoted), "utf-8")
    except OSError as error:
        raise StoreError("the archive can't be made here", cause=error) from error
    return open_archive(folder)


def open_archive(folder: str | Path, *, say: Callable[[str], None] = _silent) -> Archive:
    """Open an archive; `say` hears messages for people (waiting, mending)."""
    path = Path(folder)
    return Archive(path, read_config(path), say)
