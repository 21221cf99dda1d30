"""From the engine's documents to statements: each counted once, ordered, paged.

Most statements have one document and the engine counts and orders those itself. The documents of
statements that have several are fetched whole, and the best of each statement takes its place
among the others: the current wording where it answers, else the best superseded one.
"""

from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

import tantivy

from onrecord.index import schema as at
from onrecord.index.compiling import unranked
from onrecord.model.search import Sort

_MUST, _SHOULD, _MUST_NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot


class Found(NamedTuple):
    """A document that stands for its statement; `value` is its score, or its day or None."""

    address: tantivy.DocAddress
    value: float | None


class Answer(NamedTuple):
    """One page of `found`; `counted` is the query that matches one document per statement."""

    found: tuple[Found, ...]
    total: int
    counted: tantivy.Query


class _Document(NamedTuple):
    address: tantivy.DocAddress
    value: float | None
    statement: int
    number: int
    version: int
    current: bool


def answer(
    searcher: tantivy.Searcher, query: tantivy.Query, sort: Sort, *, limit: int, offset: int
) -> Answer:
    """Return one page of the statements that match a query, in the order asked for."""
    # The engine sets memory aside for as many hits as it is asked for.
    limit, offset = min(limit, searcher.num_docs), min(offset, searcher.num_docs)
    several = tantivy.Query.term_query(at.schema(), at.SEVERAL, at.YES)
    several_count = 0
    if searcher.doc_freq(at.SEVERAL, at.YES):
        shared = tantivy.Query.boolean_query([(_MUST, query), (_MUST, unranked(several))])
        several_count = count(searcher, shared)
    if not several_count:
        hits, total = _search(searcher, query, sort, limit=limit, offset=offset)
        return Answer(tuple(hits), total, query)
    lone = tantivy.Query.boolean_query([(_MUST, query), (_MUST_NOT, several)])
    hits, total = _search(searcher, lone, sort, limit=limit + offset, offset=0)
    best = _best(_documents(searcher, shared, sort, several_count))
    numbers = [document.number for document in best]
    counted = tantivy.Query.boolean_query(
        [
            (_SHOULD, lone),
            (_SHOULD, tantivy.Query.term_set_query(at.schema(), at.DOCUMENT_NUMBER, numbers)),
        ]
    )
    merged = hits + [Found(document.address, document.value) for document in best]
    merged.sort(key=lambda found: _place(found, sort))
    return Answer(tuple(merged[offset : offset + limit]), total + len(best), counted)


def _place(found: Found, sort: Sort) -> tuple[bool, float, int, int]:
    """Return where a statement stands: the undated last; equals as the engine orders them."""
    value = found.value or 0.0
    return (
        found.value is None,
        value if sort is Sort.DATE else -value,
        found.address.segment_ord,
        found.address.doc,
    )


def count(searcher: tantivy.Searcher, query: tantivy.Query) -> int:
    """Return how many documents match a query."""
    return _engine_search(searcher, query, Sort.RELEVANCE, 1, 0).count or 0


def _search(
    searcher: tantivy.Searcher, query: tantivy.Query, sort: Sort, *, limit: int, offset: int
) -> tuple[list[Found], int]:
    result = _engine_search(searcher, query, sort, max(limit, 1), offset)
    hits = [Found(address, value) for value, address in result.hits]
    return hits[:limit], result.count or 0


def _engine_search(
    searcher: tantivy.Searcher, query: tantivy.Query, sort: Sort, limit: int, offset: int
) -> Any:  # a SearchResult, whose `count` its stubs leave out
    if sort is Sort.RELEVANCE:
        return searcher.search(query, limit, offset=offset)
    order = tantivy.Order.Asc if sort is Sort.DATE else tantivy.Order.Desc
    return searcher.search(query, limit, offset=offset, order_by_field=at.DAY, order=order)


def _documents(
    searcher: tantivy.Searcher, query: tantivy.Query, sort: Sort, most: int
) -> list[_Document]:
    found, _ = _search(searcher, query, sort, limit=most, offset=0)
    addresses = [document.address for document in found]
    columns = (
        searcher.fast_field_values(name, addresses)
        for name in (at.STATEMENT_NUMBER, at.DOCUMENT_NUMBER, at.VERSION, at.CURRENT)
    )
    return [
        _Document(
            one.address,
            one.value,
            int(statement or 0),
            int(number or 0),
            int(version or 0),
            bool(current),
        )
        for one, statement, number, version, current in zip(found, *columns, strict=True)
    ]


def _best(documents: list[_Document]) -> list[_Document]:
    """Return one document per statement: the current, else the best, else the latest."""
    documents.sort(key=attrgetter("statement"))
    return [
        max(group, key=lambda one: (one.current, one.value or 0.0, one.version))
        for _, group in groupby(documents, key=attrgetter("statement"))
    ]
