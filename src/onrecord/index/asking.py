"""From a request to what the engine is asked: query, order, marks, and what facets count."""

from typing import TYPE_CHECKING, NamedTuple

import tantivy

from onrecord.index import schema as at
from onrecord.index.answering import answer
from onrecord.index.compiling import compile_query, stood_on, unranked
from onrecord.index.exact_phrases import told_apart
from onrecord.index.of_claims import ClaimsAsked
from onrecord.index.wanted import Wanted, wanted
from onrecord.model.query import Everything, Query
from onrecord.model.search import Also, SearchRequest, Sort

if TYPE_CHECKING:
    from onrecord.index.facets import Counts

_MUST = tantivy.Occur.Must


class Asked(NamedTuple):
    """A request as the engine is asked it."""

    query: tantivy.Query
    sort: Sort
    wanted: Wanted
    also: tuple[Also, ...] = ()


def ask(
    searcher: tantivy.Searcher, request: SearchRequest, tree: Query, claims: ClaimsAsked
) -> Asked:
    """Return what the engine is asked for a request, whose query is read as this tree.

    Raises QueryError, and NotFoundError for the statement to be like.
    """
    languages = languages_of(searcher)
    also: tuple[Also, ...] = ()
    tree = told_apart(tree, searcher, languages)
    if not request.literal:
        from onrecord.index.widening import widen  # with the lexicon, which the rest has no use for

        tree, also = widen(tree, searcher, languages)
    marked = wanted(tree, languages)
    compiled = compile_query(tree, languages, claims)
    query, ranks = compiled.query, compiled.ranks
    if request.like is not None:
        from onrecord.index.likeness import like, telling_terms  # most searches need none

        terms = telling_terms(searcher, request.like)
        query, ranks = _both(like(request.like, terms), unranked(query)), True
        if isinstance(tree, Everything):
            marked = Wanted({}, {term: part for part, term in enumerate(terms, 1)})
    if request.as_of is not None:
        query = _both(query, stood_on(request.as_of))
    sort = request.sort
    if sort is Sort.RELEVANCE and not ranks:
        sort = Sort.DATE_DOWN  # all are equally relevant: the newest first
    return Asked(query, sort, marked, also)


def counts_of(
    searcher: tantivy.Searcher,
    request: SearchRequest,
    tree: Query,
    claims: ClaimsAsked,
    counted: tantivy.Query,
) -> "Counts":
    """Count what was found, and for each facet that the query narrows what it would find without.

    `counted` matches one document for each statement found.
    """
    from onrecord.index.facets import FILTERED_BY, count_by  # only where they are asked for
    from onrecord.index.own_filters import without_filter

    wider = {}
    for facet, field in FILTERED_BY.items():
        other = without_filter(tree, field)
        if other is not None:
            asked = ask(searcher, request, other, claims)
            page = answer(searcher, asked.query, asked.sort, limit=0, offset=0)
            wider[facet] = page.counted
    return count_by(searcher, counted, wider)


def languages_of(searcher: tantivy.Searcher) -> frozenset[str]:
    """Return the primary subtags of the languages in the index."""
    tags = searcher.terms_with_prefix(at.LANG, "")
    return frozenset(tag.partition("-")[0] for tag, _ in tags)


def _both(query: tantivy.Query, other: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.boolean_query([(_MUST, query), (_MUST, other)])
