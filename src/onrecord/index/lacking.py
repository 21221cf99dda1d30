"""The words of a query that no document of the index has."""

from collections.abc import Iterator
from typing import NamedTuple

import tantivy

from onrecord.index import schema as at
from onrecord.index.asking import languages_of
from onrecord.index.words import sought
from onrecord.model.query import Boolean, Boosted, Phrase, Query, Term
from onrecord.text.analysis import analyse_with_offsets, is_bigram_script

_FIELDS = ((at.TEXT, at.TEXT_STEMS), (at.TITLE, at.TITLE_STEMS))
# Shorter words have neighbours everywhere; longer ones are none, and cost the engine dearly.
_SHORTEST, _LONGEST = 3, 40
# Where nothing is found, words of so few documents may be slips that were printed.
MOST_OF_A_SLIP = 5
_BEFORE_WORDS = len('="')  # of a phrase


class Missing(NamedTuple):
    """A word with hardly a document: where it stands in the query, as written and folded."""

    start: int
    written: str
    word: str
    documents: int


def missing_words(
    searcher: tantivy.Searcher, query: str, tree: Query, *, most: int
) -> list[Missing]:
    """Return the words of a query, read as this tree, that at most so many documents have."""
    languages = languages_of(searcher)
    return [
        missing
        for leaf in _leaves(tree)
        if not (isinstance(leaf, Term) and _documents(searcher, leaf, languages) > most)
        for missing in _of_leaf(searcher, query, leaf, most)
    ]


def _of_leaf(
    searcher: tantivy.Searcher, query: str, leaf: Term | Phrase, most: int
) -> Iterator[Missing]:
    begin = query.find(leaf.text, leaf.position)
    if not 0 <= begin - leaf.position <= _BEFORE_WORDS:
        return  # written with escapes: no place to put another word
    for start, end, word in analyse_with_offsets(leaf.text):
        if not _SHORTEST <= len(word) <= _LONGEST or word.isdigit() or is_bigram_script(word[0]):
            continue
        written = leaf.text[start:end]
        documents = _documents(searcher, Term(written, 0, exact=True), frozenset())
        if documents <= most:
            yield Missing(begin + start, written, word, documents)


def _leaves(tree: Query) -> Iterator[Term | Phrase]:
    match tree:
        case Term() | Phrase() if tree.field in (None, "text", "title"):
            yield tree
        case Boosted():
            yield from _leaves(tree.node)
        case Boolean():
            for part in (*tree.must, *tree.should):
                yield from _leaves(part)


def _documents(searcher: tantivy.Searcher, term: Term, languages: frozenset[str]) -> int:
    """Return how many documents have the word in the way of looking for it that most have."""
    wanted = sought(term, languages)
    if wanted.lone:
        return searcher.num_docs
    return max(
        (
            searcher.doc_freq(field, word)
            for words, stems in _FIELDS
            for field, terms in ((words, wanted.words), (stems, wanted.stems))
            for word in terms
        ),
        default=0,
    )
