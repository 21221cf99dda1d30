"""Statements like a given one: those that share its most telling words.

The telling words are those of the text that few other statements have (tf-idf), as in Lucene's
MoreLikeThis, whose defaults the bounds are.
"""

import math
from collections import Counter

import tantivy

from onrecord.errors import NotFoundError
from onrecord.index import schema as at
from onrecord.index.kept import kept_of
from onrecord.text.analysis.given import analyse

_MUST, _SHOULD, _MUST_NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
MOST_TERMS = 25
FEWEST_DOCUMENTS = 2  # a word of this statement alone leads nowhere
_SHORTEST = 2  # letters


def telling_terms(searcher: tantivy.Searcher, statement: str) -> dict[str, float]:
    """Return the stems that tell a statement from others, each with its weight, heaviest first.

    Raises NotFoundError where the index has no such statement.
    """
    own = searcher.search(_statement(statement), 100).hits
    if not own:
        raise NotFoundError("no statement of that id in this archive", id=statement)
    addresses = [address for _, address in own]
    current = searcher.fast_field_values(at.CURRENT, addresses)
    standing = [a for a, stands in zip(addresses, current, strict=True) if stands]
    kept = kept_of(searcher.doc((standing or addresses)[0]), searcher)
    counted = Counter(analyse(f"{kept.title}\n{kept.text}", kept.language).stems.split())
    weights = {
        term: count * math.log(searcher.num_docs / documents)
        for term, count in counted.items()
        if len(term.rpartition(":")[2]) >= _SHORTEST
        and (documents := searcher.doc_freq(at.TEXT_STEMS, term)) >= FEWEST_DOCUMENTS
    }
    heaviest = sorted(weights, key=lambda term: (-weights[term], term))[:MOST_TERMS]
    return {term: weights[term] for term in heaviest if weights[term] > 0}


def like(statement: str, terms: dict[str, float]) -> tantivy.Query:
    """Return the query for statements that have some of the terms, without the statement itself."""
    heaviest = max(terms.values(), default=1.0)
    clauses = [
        tantivy.Query.boost_query(
            tantivy.Query.term_query(at.schema(), at.TEXT_STEMS, term), weight / heaviest
        )
        for term, weight in terms.items()
    ]
    if not clauses:
        return tantivy.Query.empty_query()
    any_of = tantivy.Query.boolean_query([(_SHOULD, clause) for clause in clauses])
    return tantivy.Query.boolean_query([(_MUST, any_of), (_MUST_NOT, _statement(statement))])


def _statement(statement: str) -> tantivy.Query:
    return tantivy.Query.term_query(at.schema(), at.STATEMENT_ID, statement)
