"""One commit to the tantivy index: what goes, what comes, and up to where it follows."""

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

import tantivy

from onrecord.index import schema as at
from onrecord.index.documents import to_engine
from onrecord.model.index_document import IndexDocument

_HEAP_BYTES = 32_000_000  # of the writer; 64 and 200 MB were no faster
_THREADS = 1  # one makes one segment a commit, and the analysis has the other core


class Writing:
    """The changes of one commit; nothing of them is seen before `commit`."""

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        self._writer = index.writer(_HEAP_BYTES, _THREADS)

    def clear(self) -> None:
        self._writer.delete_all_documents()

    def delete(self, statements: Iterable[str]) -> None:
        for statement in statements:
            self._writer.delete_documents_by_term(at.STATEMENT_ID, statement)

    def add(self, documents: Iterable[IndexDocument]) -> None:
        """Add documents; those of one statement follow each other.

        No more than one statement's are held at a time.
        """
        for _, group in groupby(documents, attrgetter("statement")):
            together = list(group)
            for document in together:
                self._writer.add_document(to_engine(document, several=len(together) > 1))

    def commit(self, position: int) -> None:
        """Make it all durable, with the position as a document of the same commit."""
        self._writer.delete_documents_by_term(at.TYPE, at.POSITION)
        kept = tantivy.Document()
        kept.add_text(at.TYPE, at.POSITION)
        kept.add_unsigned(at.POSITION, position)
        self._writer.add_document(kept)
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._index.reload()
