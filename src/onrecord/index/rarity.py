"""How much a term tells: BM25's inverse document frequency, for weights set beside its scores."""

import math

import tantivy

from onrecord.index import schema as at
from onrecord.text.analysis import fold_text


def rarity(searcher: tantivy.Searcher, count: int) -> float:
    """Return the inverse frequency of what so many documents have."""
    return math.log1p((searcher.num_docs - count + 0.5) / (count + 0.5))


def rarity_of(searcher: tantivy.Searcher, name: str) -> float:
    """Return the sum over the words of a text, as BM25 counts it for a phrase."""
    words = fold_text(name).split()
    return sum(rarity(searcher, searcher.doc_freq(at.TEXT, word)) for word in words)
