"""What the archive asks of its adapters, as small protocols kept by the caller."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from onrecord.capture.warc_files import WarcWriter
from onrecord.model.index_document import IndexDocument
from onrecord.model.quotation import Wording
from onrecord.model.search import Results, SearchRequest
from onrecord.model.suggestion import Suggestion


class CaptureFiles(Protocol):
    """The archive's WARC files, wherever they lie: small, and picklable for workers.

    A file is named as in the record, "/" between parts. Raises FixityError where something kept is
    missing or another, CaptureError where it can't be read or written now.
    """

    @property
    def folder(self) -> Path:
        """Return where files are written, and where links to files in place stand."""
        ...

    def writer(self) -> WarcWriter:
        """Return a writer to files of its own; what it has synced is kept, whatever comes."""
        ...

    def read(
        self, file: str, offset: int, length: int, *, member_sha256: str | None = None
    ) -> bytes:
        """Return a stretch of a file; with a digest only what has it."""
        ...

    def size(self, file: str) -> int | None:
        """Return the length of a file, None where there is none."""
        ...

    def replace(self, file: str, offset: int, member: bytes) -> None:
        """Put another member, as long, in the place of one: whole or not at all."""
        ...

    def bring(self, file: str, pieces: Iterable[bytes]) -> None:
        """Keep a file of another archive's whole, or not at all."""
        ...

    def is_taken(self) -> bool:
        """Return whether there are captures already, of whatever archive."""
        ...

    def settle(self, ends: dict[str, int]) -> list[str]:
        """Bring files that a crash left elsewhere to their place, and return their names.

        `ends` are the acknowledged lengths; what is being written stays. The caller holds the lock.
        """
        ...


class SearchIndex(Protocol):
    """A search index that follows the change log; it may be deleted at any moment.

    One writer at a time, readers in any number, each process with an index object of its own.
    Raises SearchIndexError when it can't be read or written, QueryError for a wrong query.
    """

    def position(self) -> int:
        """Return the number of the last change the index holds; 0 for an empty one."""
        ...

    def update(
        self,
        statements: Iterable[str],
        documents: Iterable[IndexDocument],
        position: int,
        *,
        kept: bool = True,
    ) -> None:
        """Put these documents in the place of all documents of these statements, in one commit.

        What is not to be `kept` yet is of the next commit; `position` counts it.
        """
        ...

    def let_go(self) -> None:
        """Forget what is not kept yet: it is taken from the change log again."""
        ...

    def search(self, request: SearchRequest) -> Results:
        """Return a page of the statements that answer; NotFoundError when `like` names none."""
        ...

    def ids(self, request: SearchRequest) -> Iterator[str]:
        """Yield the id of every statement that answers, whatever `limit` and `offset`, in order.

        The time it takes grows with their number only, not with its square.
        """
        ...

    def suggest(self, prefix: str, limit: int) -> Sequence[Suggestion]:
        """Return at most so many suggestions of each kind for what is typed so far."""
        ...

    def holding(self, pieces: Sequence[str], limit: int, *, all_of: bool) -> Sequence[Wording]:
        """Return at most so many wordings, of any time, for the pieces of a quotation.

        With `all_of` those that have each piece word for word, first seen first; else those that
        have most of the words, best first.
        """
        ...

    def count(self) -> int:
        """Return how many documents the index holds."""
        ...

    def clear(self) -> None:
        """Make it empty, at position 0."""
        ...
