"""Opening an archive: the only place that builds adapters, each when it is first used.

A search needs the index alone, and has to answer in the time of a glance; SQLAlchemy alone takes
ten times as long to load as the index. So the store and the settings are loaded when they are first
asked for.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.archive.claims_kept import ClaimsKept
from onrecord.archive.finding import check_archive, find_archive
from onrecord.errors import ConfigError
from onrecord.index.tantivy_index import TantivyIndex

if TYPE_CHECKING:
    from onrecord.archive.captures import Captures
    from onrecord.archive.claiming import Claims
    from onrecord.archive.config import Config
    from onrecord.archive.issuers import Issuers
    from onrecord.archive.ports import CaptureFiles, SearchIndex
    from onrecord.archive.statements import Statements
    from onrecord.model.quotation import Quotes
    from onrecord.model.search import Results
    from onrecord.model.suggestion import Suggestion
    from onrecord.store.checkpoint_file import CheckpointFile
    from onrecord.store.database import Database
    from onrecord.store.dialects.dialect import Dialect
    from onrecord.store.ledger_file import LedgerFile
    from onrecord.store.stamp_file import StampFile

__all__ = ["Archive", "find_archive", "open_archive"]

DATABASE = "record.sqlite"
LEDGER = "ledger.jsonl"
CHECKPOINTS = "checkpoints.jsonl"
STAMP_FILE = "stamps.jsonl"
CAPTURES = "captures"
INDEX = "index"
ENGINE = "tantivy"  # the engine's own folder in it


def _silent(_message: str) -> None:
    """Say nothing: the default where nobody listens."""


class Archive:
    """An open archive. Its services are its attributes; it is cheap until one is used.

    Not for two threads at once; open it once in each.
    """

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        self.folder = folder
        self.say = say

    @cached_property
    def config(self) -> "Config":
        """What people wrote in onrecord.toml; raises ConfigError when it is wrong."""
        from onrecord.archive.config import read_config

        return read_config(self.folder)

    def reread_config(self) -> None:
        """Take up what was changed in onrecord.toml since it was read."""
        self.__dict__.pop("config", None)

    @cached_property
    def dialect(self) -> "Dialect":
        """The database of the record, as onrecord.toml says."""
        return dialect_of(self.folder, self.config.store)

    @cached_property
    def database(self) -> "Database":
        from onrecord.store.database import Database

        return Database.open(self.dialect)

    @cached_property
    def ledger(self) -> "LedgerFile":
        from onrecord.store.ledger_file import LedgerFile

        return LedgerFile(self.folder / LEDGER)

    @cached_property
    def checkpoints(self) -> "CheckpointFile":
        from onrecord.store.checkpoint_file import CheckpointFile

        return CheckpointFile(self.folder / CHECKPOINTS)

    @cached_property
    def stamps(self) -> "StampFile":
        from onrecord.store.stamp_file import StampFile

        return StampFile(self.folder / STAMP_FILE)

    @cached_property
    def index(self) -> "SearchIndex":
        return TantivyIndex.open(self.folder / INDEX / ENGINE, ClaimsKept(self))

    @cached_property
    def statements(self) -> "Statements":
        """The statements: `get(id)`, `list()`."""
        from onrecord.archive.statements import Statements

        return Statements(self)

    @cached_property
    def claims(self) -> "Claims":
        """What issuers say happened: `list(query)`, `get(id)`."""
        from onrecord.archive.claiming import Claims

        return Claims(self)

    @cached_property
    def captures(self) -> "Captures":
        """The kept originals: `get(seq)`, `payload(seq)`, `list()`."""
        from onrecord.archive.captures import Captures

        return Captures(self)

    @cached_property
    def issuers(self) -> "Issuers":
        """The issuers: `get(id)`, `list()`."""
        from onrecord.archive.issuers import Issuers

        return Issuers(self)

    @property
    def captures_folder(self) -> Path:
        """Where WARC files are written, and where they stay unless onrecord.toml says otherwise."""
        return self.folder / CAPTURES

    @cached_property
    def capture_files(self) -> "CaptureFiles":
        """The WARC files, wherever onrecord.toml says that they lie."""
        return capture_files_of(self.folder, self.config.captures)

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        sort: str = "relevance",
        as_of: dt.date | None = None,
        facets: bool = False,
        literal: bool = False,
    ) -> "Results":
        """Return the statements that answer a query, best first (DESIGN section 6).

        Raises QueryError, with the position, for a query that can't be understood.
        """
        from onrecord.archive.searching import search
        from onrecord.model.search import SearchRequest, Sort

        request = SearchRequest(
            query=query,
            limit=limit,
            offset=offset,
            sort=Sort(sort),
            as_of=as_of,
            facets=facets,
            literal=literal,
        )
        return search(self, request)

    def like(self, id: str, limit: int = 10) -> "Results":
        """Return statements like this one, most alike first; raises NotFoundError."""
        from onrecord.archive.searching import search
        from onrecord.model.search import SearchRequest

        return search(self, SearchRequest(query="", like=id, limit=limit))

    def suggest(self, prefix: str, limit: int = 5) -> "Sequence[Suggestion]":
        """Return what somebody who has typed this far may mean, so many of each kind at most."""
        from onrecord.archive.searching import fresh_index

        return fresh_index(self).suggest(prefix, limit)

    def quote(self, text: str, limit: int = 50) -> "Quotes":
        """Return where these words were said, in any version: word for word, then nearly."""
        from onrecord.archive.quoting import quote

        return quote(self, text, limit)

    def root_digest(self, root: Path) -> str:
        """Return a digest of where a folder lies, keyed by the archive's own id."""
        import hashlib  # a search needs none, and it brings OpenSSL with it

        from onrecord.store.settings import get_setting

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


def dialect_of(folder: Path, store: str | None) -> "Dialect":
    """Return the database of a record by its address, or that of an archive's folder for None.

    Raises ConfigError for an address of no kind that is known.
    """
    if store is None:
        from onrecord.store.dialects.sqlite import Sqlite

        return Sqlite(folder / DATABASE)
    if store.startswith(("postgresql://", "postgres://")):
        from onrecord.store.dialects.postgresql import Postgresql

        return Postgresql(store)
    raise ConfigError("`store` in onrecord.toml must begin with postgresql://")


def capture_files_of(folder: Path, captures: str | None) -> "CaptureFiles":
    """Return the WARC files at an address, or those of an archive's folder for None.

    Raises ConfigError for an address of no kind that is known.
    """
    if captures is None:
        from onrecord.capture.files_on_disk import FilesOnDisk

        return FilesOnDisk(folder / CAPTURES)
    if captures.startswith("s3://"):
        from onrecord.capture.files_in_bucket import FilesInBucket

        return FilesInBucket(folder / CAPTURES, captures)
    raise ConfigError("`captures` in onrecord.toml must begin with s3://")


def open_archive(folder: str | Path, *, say: Callable[[str], None] = _silent) -> Archive:
    """Open an archive; `say` hears messages for people (waiting, mending).

    Raises ConfigError when the folder is no archive.
    """
    path = Path(folder)
    check_archive(path)
    return Archive(path, say)
