"""One commit to the tantivy index: what goes, what comes, and up to where it follows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

import tantivy

from onrecord.index import schema as at
from onrecord.index.dictionaries import SAMPLE, Presses
from onrecord.index.documents import record, to_engine
from onrecord.model.index_document import IndexDocument

_HEAP_BYTES = 32_000_000  # of the writer; 64 and 200 MB were no faster
_THREADS = 1  # one makes one segment a commit, and the analysis has the other core
_LOT = 64  # documents pressed together

_Recorded = tuple[IndexDocument, bytes]  # a document, and what a hit shows of it


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
        recorded = ((document, record(document)) for document in documents)
        first = list(_sample(recorded))
        for dictionary in self._presses.learn((one.language or "", made) for one, made in first):
            self._writer.add_document(dictionary)
        lot: list[_Recorded] = []
        for _, group in groupby(chain(first, recorded), key=lambda one: one[0].statement):
            lot += group
            if len(lot) >= _LOT:
                self._add(lot)
                lot = []
        self._add(lot)

    def _add(self, lot: Sequence[_Recorded]) -> None:
        """Press the records of some documents, then add these.

        One after the other each pressing would find its tables out of the processor's caches: it
        then takes three times as long.
        """
        pressed = [self._presses.press(one.language or "", made) for one, made in lot]
        several = Counter(one.statement for one, _ in lot)
        for (one, _), kept in zip(lot, pressed, strict=True):
            engines = to_engine(one, kept, several=several[one.statement] > 1)
            self._writer.add_document(engines)

    def roll_back(self) -> None:
        """Leave it all undone, and the index to another writer."""
        self._writer.rollback()
        self._writer.garbage_collect_files()
        self._writer.wait_merging_threads()

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


def _sample(recorded: Iterator[_Recorded]) -> Iterator[_Recorded]:
    size = 0
    for document, made in recorded:
        yield document, made
        size += len(document.text)
        if size >= SAMPLE:
            return
