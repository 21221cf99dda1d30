"""Wordings that may hold a quotation, of any time: the first, coarse half of `onrecord quote`.

What of a wording answers, and how well, is decided elsewhere from its text.
"""

from collections.abc import Sequence

import tantivy

from onrecord.index import schema as at
from onrecord.index.compiling import compile_query
from onrecord.index.kept import id_of, kept_of
from onrecord.model.query import Boolean, Phrase
from onrecord.model.quotation import Wording
from onrecord.text.analysis import fold_text

_MUST, _SHOULD = tantivy.Occur.Must, tantivy.Occur.Should
_RUN = 3  # words in a row that make a wording a likely one
_RUN_WEIGHT = 2.0
# Of a long quotation so many runs are looked for, spread over it: enough to tell its wording.
_MOST_RUNS = 12
_MOST_WORDS = 24  # the rarest ones


def holding_all(
    searcher: tantivy.Searcher, pieces: Sequence[str], limit: int
) -> tuple[Wording, ...]:
    """Return wordings in whose text each piece stands word for word, those first seen first."""
    phrases = tuple(Phrase(piece, 0, "text") for piece in pieces)
    query = compile_query(Boolean(must=phrases), frozenset()).query
    found = searcher.search(
        query, limit, count=False, order_by_field=at.VALID_FROM, order=tantivy.Order.Asc
    )
    return _wordings(searcher, [address for _, address in found.hits])


def holding_some(
    searcher: tantivy.Searcher, pieces: Sequence[str], limit: int
) -> tuple[Wording, ...]:
    """Return wordings that have most of the words, and runs of them, best first."""
    said = [fold_text(piece).split() for piece in pieces]
    runs = [words[i : i + _RUN] for words in said for i in range(len(words) - _RUN + 1)]
    clauses = [(_SHOULD, _term(word)) for word in _rarest(searcher, said)]
    clauses += [(_SHOULD, _run(words)) for words in _spread(runs)]
    if not clauses:
        return ()
    found = searcher.search(tantivy.Query.boolean_query(clauses), limit, count=False)
    return _wordings(searcher, [address for _, address in found.hits])


def _rarest(searcher: tantivy.Searcher, said: list[list[str]]) -> list[str]:
    frequency = {word: searcher.doc_freq(at.TEXT, word) for words in said for word in words}
    return sorted((word for word in frequency if frequency[word]), key=frequency.__getitem__)[
        :_MOST_WORDS
    ]


def _spread(runs: list[list[str]]) -> list[list[str]]:
    step = -(-len(runs) // _MOST_RUNS) or 1
    return runs[::step]


def _term(word: str) -> tantivy.Query:
    return tantivy.Query.term_query(at.schema(), at.TEXT, word)


def _run(words: list[str]) -> tantivy.Query:
    phrase = tantivy.Query.phrase_query(at.schema(), at.TEXT, list(words))
    return tantivy.Query.boost_query(phrase, _RUN_WEIGHT)


def _wordings(
    searcher: tantivy.Searcher, addresses: Sequence[tantivy.DocAddress]
) -> tuple[Wording, ...]:
    """Return the wordings of these documents; one that stood in two intervals is one."""
    found: dict[tuple[str, int], Wording] = {}
    for address in addresses:
        document = searcher.doc(address)
        kept = kept_of(document, searcher)
        wording = Wording(
            statement=id_of(document), version=kept.number, issuers=kept.issuers, text=kept.text
        )
        found.setdefault((wording.statement, wording.version), wording)
    return tuple(found.values())
