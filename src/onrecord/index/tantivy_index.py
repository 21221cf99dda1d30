"""The search index on tantivy: the engine behind the archive's index port on one machine.

One process writes at a time (the archive's lock sees to it); any number read. Every method raises
SearchIndexError when the folder is damaged or gone; the index can always be made again.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import tantivy

from onrecord.index import schema as at
from onrecord.index.answering import answer, count
from onrecord.index.compiling import compile_query, stood_on, unranked
from onrecord.index.facets import facets
from onrecord.index.folder import open_folder, told
from onrecord.index.query import parse
from onrecord.index.shown import Shower
from onrecord.index.wanted import wanted
from onrecord.model.search import Results, SearchRequest, Sort

if TYPE_CHECKING:
    from onrecord.index.writing import Writing
    from onrecord.model.index_document import IndexDocument


class TantivyIndex:
    """A search index in a folder.

    A search sees this object's own commits at once, other processes' within about half a second.
    """

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
            self._index.reload()  # a reader sees another process's commit half a second later
            searcher = self._index.searcher()
            found = searcher.search(_of_type(at.POSITION), 1).hits
            return int(searcher.doc(found[0][1]).get_first(at.POSITION) or 0) if found else 0

    def count(self) -> int:
        """Return the number of documents, one per interval of a wording."""
        with told(self._folder):
            self._index.reload()
            return count(self._index.searcher(), _of_type(at.STATEMENT))

    def update(
        self, statements: Iterable[str], documents: Iterable["IndexDocument"], position: int
    ) -> None:
        """Delete the documents of the statements, add the documents, keep the position.

        All in one commit: after a kill either all of it or nothing has happened. The documents
        of a statement follow each other, and its id is among the statements if it had any
        before.
        """
        with told(self._folder):
            writing = self._writing()
            writing.delete(statements)
            writing.add(documents)
            writing.commit(position)

    def clear(self) -> None:
        """Delete all documents; the position is 0 again."""
        with told(self._folder):
            writing = self._writing()
            writing.clear()
            writing.commit(0)

    def search(self, request: SearchRequest) -> Results:
        """Return the statements that answer a request; raises QueryError for a wrong query."""
        tree = parse(_encodable(request.query))
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

    def _writing(self) -> "Writing":
        from onrecord.index.writing import (
            Writing,  # a search, often a process of its own, needs none
        )

        return Writing(self._index)


def _encodable(query: str) -> str:
    """Put a replacement character where half of a surrogate pair stands, as a paste may bring."""
    if query.isascii():
        return query
    return query.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _of_type(kind: str) -> tantivy.Query:
    return unranked(tantivy.Query.term_query(at.schema(), at.TYPE, kind))


def _languages(searcher: tantivy.Searcher) -> frozenset[str]:
    """Return the primary subtags of the languages in the index."""
    tags = searcher.terms_with_prefix(at.LANG, "")
    return frozenset(tag.partition("-")[0] for tag, _ in tags)
