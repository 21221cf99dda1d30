"""The search index on tantivy: the engine behind the archive's index port on one machine.

One process writes at a time (the archive's lock sees to it); any number read. Every method raises
SearchIndexError when the folder is damaged or gone; the index can always be made again.
"""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import tantivy

from onrecord.index import schema as at
from onrecord.index.answering import answer, count
from onrecord.index.compiling import compile_query, stood_on, unranked
from onrecord.index.documents import to_engine
from onrecord.index.facets import facets
from onrecord.index.folder import open_folder, told
from onrecord.index.query import parse
from onrecord.index.shown import Shower
from onrecord.index.wanted import wanted
from onrecord.model.search import IndexDocument, Results, SearchRequest, Sort

_HEAP_BYTES = 64_000_000  # of the writer; larger ones brought no speed
_WRITER_THREADS = 1  # one makes one segment a commit, and the analysis has the other core


class TantivyIndex:
    """A search index in a folder."""

    def __init__(self, folder: Path, index: tantivy.Index) -> None:
        self._folder = folder
        self._index = index

    @classmethod
    def open(cls, folder: Path) -> "TantivyIndex":
        """Open the index of a folder, made when absent.

        Raises SearchIndexError when it is damaged or was made by another version of the format.
        """
        return cls(folder, open_folder(folder))

    def position(self) -> int:
        """Return the number of the change log up to which the index follows; 0 for none."""
        with told(self._folder):
            searcher = self._index.searcher()
            found = searcher.search(_of_type(at.POSITION), 1).hits
            return int(searcher.doc(found[0][1]).get_first(at.POSITION) or 0) if found else 0

    def count(self) -> int:
        """Return the number of documents, one per interval of a wording."""
        with told(self._folder):
            return count(self._index.searcher(), _of_type(at.STATEMENT))

    def update(
        self, statements: Iterable[str], documents: Iterable[IndexDocument], position: int
    ) -> None:
        """Delete the documents of the statements, add the documents, keep the position.

        All in one commit: after a kill either all of it or nothing has happened. The documents
        of a statement come all at once, and its id is among the statements if it had any before.
        """
        with told(self._folder):
            writer = self._writer()
            for statement in statements:
                writer.delete_documents_by_term(at.STATEMENT_ID, statement)
            self._add(writer, documents)
            self._commit(writer, position)

    def clear(self) -> None:
        """Delete all documents; the position is 0 again."""
        with told(self._folder):
            writer = self._writer()
            writer.delete_all_documents()
            self._commit(writer, 0)

    def search(self, request: SearchRequest) -> Results:
        """Return the statements that answer a request; raises QueryError for a wrong query."""
        tree = parse(request.query)
        with told(self._folder):
            searcher = self._index.searcher()
            languages = _languages(searcher)
            compiled = compile_query(tree, languages)
            query = compiled.query
            if request.as_of is not None:
                query = tantivy.Query.boolean_query(
                    [(tantivy.Occur.Must, query), (tantivy.Occur.Must, stood_on(request.as_of))]
                )
            sort = request.sort
            if sort is Sort.RELEVANCE and not compiled.ranks:
                sort = Sort.DATE_DOWN  # all are equally relevant: the newest first
            page = answer(searcher, query, sort, limit=request.limit, offset=request.offset)
            shower = Shower(wanted(tree, languages), request.snippets)
            ranked = sort is Sort.RELEVANCE
            hits = tuple(
                shower.hit(searcher.doc(found.address), found.value if ranked else None)
                for found in page.found
            )
            counted = facets(searcher, page.counted) if request.facets else {}
        return Results(hits, page.total, counted)

    def _writer(self) -> tantivy.IndexWriter:
        return self._index.writer(_HEAP_BYTES, _WRITER_THREADS)

    def _add(self, writer: tantivy.IndexWriter, documents: Iterable[IndexDocument]) -> None:
        """Add documents; those of statements with several are kept back until all are known."""
        of_statement: defaultdict[str, list[IndexDocument]] = defaultdict(list)
        for document in documents:
            of_statement[document.statement].append(document)
        for together in of_statement.values():
            for document in together:
                writer.add_document(to_engine(document, several=len(together) > 1))

    def _commit(self, writer: tantivy.IndexWriter, position: int) -> None:
        writer.delete_documents_by_term(at.TYPE, at.POSITION)
        kept = tantivy.Document()
        kept.add_text(at.TYPE, at.POSITION)
        kept.add_unsigned(at.POSITION, position)
        writer.add_document(kept)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()


def _of_type(kind: str) -> tantivy.Query:
    return unranked(tantivy.Query.term_query(at.schema(), at.TYPE, kind))


def _languages(searcher: tantivy.Searcher) -> frozenset[str]:
    """Return the primary subtags of the languages in the index."""
    tags = searcher.terms_with_prefix(at.LANG, "")
    return frozenset(tag.partition("-")[0] for tag, _ in tags)
