"""The other names of the places that a query names, as the gazetteer lists them.

They are looked for as words and phrases, so that they rank by BM25, but each counts as if it were
as rare as the name typed: which of a place's names is met tells nothing about the statement.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

import tantivy

from onrecord.index import schema as at
from onrecord.index.rarity import rarity, rarity_of
from onrecord.index.sounding import WITHOUT_CASE
from onrecord.index.words import sought
from onrecord.index.worth import Worth
from onrecord.lexicon.gazetteer import (
    Gazetteer,
    OtherNames,
    find_gazetteer,
    is_anothers,
    other_names,
)
from onrecord.model.query import Best, Boolean, Boosted, Phrase, Query, Sounding, Term
from onrecord.text.analysis import (
    fold_text,
    has_no_case,
    is_bigram_script,
    name_keys,
    parts_of_name,
    whole,
)

# Against 1 for a word typed that is as rare: below it, since in a long text it scores about 0.4.
LISTED = 0.2
BELOW = 0.8  # another name, to the one typed
WHOLLY = 1.3  # a name of several words, met in another way, to each of its words as typed
STEMMED = 0.7  # a name with another ending, to the name as it is listed
SOUNDS_LISTED = 0.5  # of a place that has not the very name
# Of a name's weight, more for what is not a part of a longer name; and where that can't be told,
# since it has several words or its letters no case.
LONE, UNTOLD = 1.0, 0.8
IN_FULL = 1.15  # with its region: Norwich, New York
PAIRS = 1.5  # in a text of pairs of characters, which BM25 takes for longer than it is
FEW_PAIRS = 1.1  # of a name of so few characters that it may stand in many a longer one
SHORT_OF_PAIRS = 3
MOST_NAMES = 400  # of a place: those that stand in the index are few
MOST_LONE = 24  # keys of lone names
_KEYS = 2  # of a name, as the gazetteer keeps them


class Listed(NamedTuple):
    """The words `start` to `stop` of a query are a place's name; these others are in the index."""

    start: int
    stop: int
    names: tuple[str, ...]
    query: Query
    exact: bool  # the name is spelt as the place's is


class Listing:
    """Looks for other names in one index."""

    def __init__(self, searcher: tantivy.Searcher, languages: frozenset[str]) -> None:
        self.searcher = searcher
        self.languages = languages

    def others(self, words: Sequence[Term], named: frozenset[int]) -> Iterator[Listed]:
        """Yield what the places are called otherwise, but for words that are `named` already."""
        gazetteer = _gazetteer()
        if gazetteer is None:
            return
        texts = [word.text for word in words]
        for found in other_names(gazetteer, texts, most=MOST_NAMES):
            if not named.issuperset(range(found.start, found.stop)):
                met = (name for name in found.names if self.is_here(name))
                own = tuple(n for n in met if not is_anothers(gazetteer, n, found.places))
                listed = self._listed(words[found.start : found.stop], found._replace(names=own))
                if listed is not None:
                    yield listed

    def is_here(self, name: str) -> bool:
        """Say whether the words of a name stand in the index, in some form."""
        name = _without_lone(name)
        words = fold_text(name).split()
        if len(words) == 1:
            return any(self._forms(name))
        return bool(words) and all(self.searcher.doc_freq(at.TEXT, word) for word in words)

    def _listed(self, words: Sequence[Term], found: OtherNames) -> Listed | None:
        here = [name for name in found.names if self.is_here(name)]
        if not here:
            return None
        own, position = " ".join(word.text for word in words), words[0].position
        weight = rarity_of(self.searcher, own)
        weight *= LISTED if len(fold_text(own).split()) == 1 else WHOLLY
        below = weight * BELOW * (1.0 if found.exact else SOUNDS_LISTED)
        worth = Worth(found, own)
        ways: list[Query] = []
        lone: dict[str, float] = {}
        for number, name in enumerate(here):
            each = below * worth.of(name, number)
            keys = self._lone(name)
            for key in keys:
                lone.setdefault(key, each * LONE)
            ways += self._ways(name, position, each * _more(name, lone=bool(keys)))
            full = worth.in_full(name)
            if full != name and self.is_here(full):
                ways += self._ways(full, position, each * (1.0 + UNTOLD) * IN_FULL)
        typed = Boosted(Phrase(own, position), weight / rarity_of(self.searcher, own))
        query: Query = Best(tuple(ways), typed if len(words) > 1 else None)
        if lone:  # which finds nothing by itself
            keys_of = tuple(islice(lone.items(), MOST_LONE))
            alone = Sounding(keys_of, position, self.languages & WITHOUT_CASE)
            query = Boolean(must=(query,), should=(alone,))
        return Listed(found.start, found.stop, tuple(here), query, found.exact)

    def _ways(self, name: str, position: int, weight: float) -> Iterator[Query]:
        """Yield a name as listed and with other endings, at that weight whatever its rarity."""
        name = _without_lone(name)
        if len(fold_text(name).split()) > 1:
            yield Boosted(Phrase(name, position), weight / rarity_of(self.searcher, name))
            return
        as_listed, stemmed = self._forms(name)
        if as_listed:
            listed = Phrase(name, position)  # without its stems
            yield Boosted(listed, weight / rarity(self.searcher, as_listed))
        if stemmed:
            yield Boosted(
                Term(name, position, name=True), weight * STEMMED / rarity(self.searcher, stemmed)
            )

    def _forms(self, name: str) -> tuple[int, int]:
        """Return how many documents have a word as it is, and the rarest of its stems."""
        found = sought(Term(name, 0, name=True), self.languages)
        stems = (self.searcher.doc_freq(at.TEXT_STEMS, stem) for stem in found.stems)
        alone = (self.searcher.doc_freq(at.TEXT, word) for word in found.alone)
        return max(alone, default=0), min(filter(None, stems), default=0)

    def _lone(self, name: str) -> list[str]:
        """Return the keys that a name has in a text where no other name stands beside it."""
        if len(name.split()) > 1 or has_no_case(name):
            return []
        keys = name_keys("".join(parts_of_name(name)), inflected=False)[:_KEYS]
        return [key for key in map(whole, keys) if self.searcher.doc_freq(at.NAMES, key)]


def _without_lone(name: str) -> str:
    """Return a name without the lone characters that a text pairs with those beside the name.

    >>> _without_lone("Le Teil"), _without_lone("ル・テイユ")
    ('Le Teil', 'テイ イユ')
    """
    if " " in name or not is_bigram_script(name[0]):
        return name
    words = fold_text(name).split()
    first = 1 if len(words[0]) == 1 else 0
    last = -1 if len(words[-1]) == 1 else None
    return " ".join(words[first:last]) or name


def _more(name: str, *, lone: bool) -> float:
    """Return what makes up for what a text of another script gives a name."""
    if lone:
        return 1.0
    if not is_bigram_script(name[0]):
        return 1.0 + UNTOLD
    return (1.0 + UNTOLD) * (PAIRS if len(name) >= SHORT_OF_PAIRS else FEW_PAIRS)


@cache
def _gazetteer() -> Gazetteer | None:
    return find_gazetteer()
