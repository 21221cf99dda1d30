"""What the archive asks of its adapters, as small protocols kept by the caller."""

from collections.abc import Iterable
from typing import Protocol

from onrecord.model.index_document import IndexDocument
from onrecord.model.search import Results, SearchRequest


class SearchIndex(Protocol):
    """A search index that follows the change log; it may be deleted at any moment.

    One writer at a time, readers in any number, each process with an index object of its own.
    Raises SearchIndexError when it can't be read or written, QueryError for a wrong query.
    """

    def position(self) -> int:
        """Return the number of the last change the index holds; 0 for an empty one."""
        ...

    def update(
        self, statements: Iterable[str], documents: Iterable[IndexDocument], position: int
    ) -> None:
        """Put these documents in the place of all documents of these statements, in one commit."""
        ...

    def search(self, request: SearchRequest) -> Results: ...

    def count(self) -> int:
        """Return how many documents the index holds."""
        ...

    def clear(self) -> None:
        """Make it empty, at position 0."""
        ...
