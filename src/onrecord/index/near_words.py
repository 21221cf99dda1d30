"""The index's own words nearest to those of a query that no document has: "did you mean".

A guess is offered, never taken: nothing here changes what is searched.
"""

import math
from collections.abc import Iterable, Iterator, Sequence

import tantivy

from onrecord.index import schema as at
from onrecord.index.distance import edits
from onrecord.index.kept import kept_of
from onrecord.index.lacking import Missing
from onrecord.text.analysis import fold_text

_FIELDS = (at.TEXT, at.TITLE)
_SHORTEST_FOR_TWO = 6  # letters bear two edits, fewer bear one, as in Lucene's AUTO
# How many times more documents make up for an edit. Of 370 words of 16,815 releases with one or
# two letters changed, 100 and more bring back 303, 30 bring 300, 3 bring 285.
_TIMES_AN_EDIT = 100
_TIMES_RARER = 20  # than what is meant is a slip that was printed
_MOST_WORDS = 4  # of a query; one that lacks more is of another language or subject
_LOOKED_INTO = 30  # documents, where no word with the same first letter is near


def did_you_mean(searcher: tantivy.Searcher, query: str, lacking: Sequence[Missing]) -> str | None:
    """Return the query with the nearest words put in for those that it lacks; None for none.

    Only so many are looked for: each goes through thousands of terms.
    """
    near = {missing: _nearest(searcher, missing) for missing in lacking[:_MOST_WORDS]}
    better = query
    for missing, word in sorted(near.items(), reverse=True):  # from the end, so places stay
        if word is not None:
            end = missing.start + len(missing.written)
            better = better[: missing.start] + word + better[end:]
    return better if better != query else None


def _nearest(searcher: tantivy.Searcher, missing: Missing) -> str | None:
    word, fewest = missing.word, missing.documents * _TIMES_RARER + 1
    most = 2 if len(word) >= _SHORTEST_FOR_TWO else 1
    near = _near(word, most, fewest, _with_first_letter(searcher, word))
    if not near:
        looked = ((other, _frequency(searcher, other)) for other in _from_documents(searcher, word))
        near = _near(word, most, fewest, looked)
    if not near:
        return None
    return min(near, key=lambda one: (near[one], one))


def _with_first_letter(searcher: tantivy.Searcher, word: str) -> Iterator[tuple[str, int]]:
    for field in _FIELDS:
        yield from searcher.terms_with_prefix(field, word[0])


def _from_documents(searcher: tantivy.Searcher, word: str) -> set[str]:
    query = tantivy.Query.fuzzy_term_query(at.schema(), at.TEXT, word, 1)
    found = searcher.search(query, _LOOKED_INTO, count=False).hits
    texts = (kept_of(searcher.doc(address), searcher).text for _, address in found)
    return {other for text in texts for other in fold_text(text).split()}


def _frequency(searcher: tantivy.Searcher, word: str) -> int:
    return sum(searcher.doc_freq(field, word) for field in _FIELDS)


def _near(word: str, most: int, fewest: int, others: Iterable[tuple[str, int]]) -> dict[str, float]:
    """Return the words within so many edits, each with how far it is; the nearest is least.

    Words of fewer documents than `fewest` are left out.
    """
    found: dict[str, float] = {}
    letters, bound = set(word), 2 * most
    for other, documents in others:
        if (
            documents < fewest
            or abs(len(other) - len(word)) > most
            or len(letters.symmetric_difference(other)) > bound
        ):
            continue  # too far already by their lengths or letters
        away = edits(word, other, most)
        if away:
            cost = away - math.log(documents, _TIMES_AN_EDIT)
            found[other] = min(cost, found.get(other, cost))
    return found
