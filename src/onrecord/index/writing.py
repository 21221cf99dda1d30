"""One commit to the tantivy index: what goes, what comes, and up to where it follows."""

from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from operator import attrgetter

import tantivy

from onrecord.index import schema as at
from onrecord.index.dictionaries import SAMPLE, Presses
from onrecord.index.documents import record, to_engine
from onrecord.model.index_document import IndexDocument

_HEAP_BYTES = 32_000_000  # of the writer; 64 and 200 MB were no faster
_THREADS = 1  # one makes one segment a commit, and the analysis has the other core


class Writing:
    """The changes of one commit; nothing of them is seen before `commit`."""

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        self._writer = index.writer(_HEAP_BYTES, _THREADS)
        index.reload()  # another process may have committed, or emptied the index
        self._presses = Presses(index.searcher())

    def clear(self) -> None:
        """Delete everything, dictionaries too: nothing is added in the same commit."""
        self._writer.delete_all_documents()

    def delete(self, statements: Iterable[str]) -> None:
        for statement in statements:
            self._writer.delete_documents_by_term(at.STATEMENT_ID, statement)

    def add(self, documents: Iterable[IndexDocument]) -> None:
        """Add documents; those of one statement follow each other.

        No more are held at a time than it takes to make a dictionary of.
        """
        source = iter(documents)
        first = list(_sample(source))
        records = ((one.language or "", record(one)) for one in first)
        for dictionary in self._presses.learn(records):
            self._writer.add_document(dictionary)
        for _, group in groupby(chain(first, source), attrgetter("statement")):
            together = list(group)
            for document in together:
                kept = self._presses.press(document.language or "", record(document))
                self._writer.add_document(to_engine(document, kept, several=len(together) > 1))

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


def _sample(documents: Iterator[IndexDocument]) -> Iterator[IndexDocument]:
    size = 0
    for document in documents:
        yield document
        size += len(document.text)
        if size >= SAMPLE:
            return
