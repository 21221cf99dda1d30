"""The search index on tantivy: the engine behind the archive's index port on one machine.

One process writes at a time (the archive's lock sees to it); any number read. Every method raises
SearchIndexError when the folder is damaged or gone; the index can always be made again.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import tantivy

from onrecord.index import schema as at
from onrecord.index.answering import answer, count
from onrecord.index.asking import ask, counts_of
from onrecord.index.compiling import unranked
from onrecord.index.expansions import told_of_patterns
from onrecord.index.folder import open_folder, told
from onrecord.index.kept import id_of
from onrecord.index.lacking import MOST_OF_A_SLIP, missing_words
from onrecord.index.of_claims import NO_CLAIMS, ClaimsAsked
from onrecord.index.query import parse
from onrecord.index.shown import Shower
from onrecord.model.query import Query
from onrecord.model.search import NO_FACETS, NO_HISTOGRAM, Results, SearchRequest, Sort

if TYPE_CHECKING:
    from onrecord.index.writing import Writing
    from onrecord.model.index_document import IndexDocument
    from onrecord.model.quotation import Wording
    from onrecord.model.suggestion import Suggestion


class TantivyIndex:
    """A search index in a folder.

    A search sees this object's own commits at once, other processes' within about half a second.
    `claims` tells which statements make what claims, for `has:claims`, `type:` and `actor:`.
    """

    def __init__(self, folder: Path, index: tantivy.Index, claims: ClaimsAsked) -> None:
        self._folder = folder
        self._index = index
        self._claims = claims
        self._begun: tuple[Writing, int] | None = None  # not committed yet, and up to where

    @classmethod
    def open(cls, folder: Path, claims: ClaimsAsked = NO_CLAIMS) -> "TantivyIndex":
        """Open the index of a folder, made when absent.

        Raises SearchIndexError when it is damaged or was made by another version of the format.
        """
        return cls(folder, open_folder(folder), claims)

    def position(self) -> int:
        """Return the number of the change log up to which the index follows; 0 for none.

        What was put into it and is not kept yet counts.
        """
        if self._begun is not None:
            return self._begun[1]
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
        self,
        statements: Iterable[str],
        documents: Iterable["IndexDocument"],
        position: int,
        *,
        kept: bool = True,
    ) -> None:
        """Delete the documents of the statements, add the documents, keep the position.

        All in one commit: after a kill either all of it or nothing has happened. Where it is not
        to be `kept` yet, it is of the commit of the next that is, and nobody sees it before. The
        documents of a statement follow each other, and its id is among the statements if it had
        any before.
        """
        with told(self._folder):
            writing, self._begun = self._writing(), None  # what fails is let go of
            writing.delete(statements)
            writing.add(documents)
            if kept:
                writing.commit(position)
            else:
                self._begun = writing, position

    def let_go(self) -> None:
        """Forget what is not kept yet; the position is that of what is."""
        if self._begun is not None:
            begun, self._begun = self._begun[0], None
            with told(self._folder):
                begun.roll_back()

    def clear(self) -> None:
        """Delete all documents; the position is 0 again."""
        with told(self._folder):
            self._begun = None  # else what is in it would come after
            writing = self._writing()
            writing.clear()
            writing.commit(0)

    def search(self, request: SearchRequest) -> Results:
        """Return the statements that answer a request.

        Raises QueryError for a wrong query, NotFoundError for a statement to be like that is none.
        """
        tree = parse(_encodable(request.query))
        with told(self._folder), told_of_patterns(tree):
            searcher = self._index.searcher()
            asked = ask(searcher, request, tree, self._claims)
            page = answer(
                searcher, asked.query, asked.sort, limit=request.limit, offset=request.offset
            )
            # Right after the search, whose postings the processor still has at hand.
            facets, histogram = NO_FACETS, NO_HISTOGRAM
            if request.facets:
                facets, histogram = counts_of(searcher, request, tree, self._claims, page.counted)
            meant = _meant(searcher, request.query, tree, found=page.total)
            shower = Shower(searcher, asked.wanted, request.snippets)
            ranked = asked.sort is Sort.RELEVANCE
            hits = tuple(shower.hit(found, ranked=ranked) for found in page.found)
        return Results(hits, page.total, facets, histogram, meant, asked.also)

    def ids(self, request: SearchRequest) -> Iterator[str]:
        """Yield the id of every statement that answers, in order, in one pass of the engine."""
        tree = parse(_encodable(request.query))
        with told(self._folder), told_of_patterns(tree):
            searcher = self._index.searcher()
            asked = ask(searcher, request, tree, self._claims)
            everyone = answer(searcher, asked.query, asked.sort, limit=searcher.num_docs, offset=0)
            for found in everyone.found:
                yield id_of(searcher.doc(found.address))

    def suggest(self, prefix: str, limit: int) -> tuple["Suggestion", ...]:
        """Return at most so many suggestions of each kind for what is typed so far."""
        from onrecord.index.suggesting import suggest  # a search needs none

        with told(self._folder):
            return suggest(self._index.searcher(), _encodable(prefix), limit)

    def holding(self, pieces: Sequence[str], limit: int, *, all_of: bool) -> tuple["Wording", ...]:
        """Return wordings of any time that hold the pieces of a quotation."""
        from onrecord.index.quoted import holding_all, holding_some  # a search needs none

        holding = holding_all if all_of else holding_some
        with told(self._folder):
            return holding(self._index.searcher(), [_encodable(one) for one in pieces], limit)

    def _writing(self) -> "Writing":
        if self._begun is not None:
            return self._begun[0]
        from onrecord.index.writing import (
            Writing,  # a search, often a process of its own, needs none
        )

        return Writing(self._index)


def _meant(searcher: tantivy.Searcher, query: str, tree: Query, *, found: int) -> str | None:
    """Return the query that may be meant, where a word is nowhere or nothing was found."""
    query = _encodable(query)
    lacking = missing_words(searcher, query, tree, most=0 if found else MOST_OF_A_SLIP)
    if not lacking:
        return None
    from onrecord.index.near_words import did_you_mean  # most queries have all their words

    return did_you_mean(searcher, query, lacking)


def _encodable(query: str) -> str:
    """Put a replacement character where half of a surrogate pair stands, as a paste may bring."""
    if query.isascii():
        return query
    return query.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _of_type(kind: str) -> tantivy.Query:
    return unranked(tantivy.Query.term_query(at.schema(), at.TYPE, kind))
