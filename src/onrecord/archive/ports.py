"""What the archive asks of its adapters, as small protocols kept by the caller."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from onrecord.model.index_document import IndexDocument
from onrecord.model.quotation import Wording
from onrecord.model.search import Results, SearchRequest
from onrecord.model.suggestion import Suggestion


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
