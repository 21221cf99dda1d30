"""What a query is widened to: names that sound alike, other names of places, names of concepts.

Words of the query stay as they are; beside them stand weaker ways of matching, each told to the
reader. A phrase, a word of a field and an exact word are looked for as typed.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

import tantivy

from onrecord.index import schema as at
from onrecord.lexicon.concepts import find_named, names
from onrecord.lexicon.gazetteer import Gazetteer, find_gazetteer, other_names
from onrecord.model.query import Boolean, Boosted, Called, Phrase, Query, Sounding, Term
from onrecord.model.search import Also
from onrecord.text.analysis import fold_text, is_name_like, name_keys, primary

# Against 1 for what is typed. A concept, a listed name and a like sound rank below any word typed
# that is as rare: a rare word in a long text scores about 0.4 of its rarity.
CONCEPT, LISTED, ALIKE = 0.25, 0.3, 0.15
SHORTEST_KEY, SHORTEST_CASELESS = 3, 4  # letters of a skeleton that brings candidates
COMMON = 0.02  # of the documents: a key that more have tells nothing
FEW = 40  # documents that any key may have
MOST_SHOWN = 12  # names that a reader is told


class Widened(NamedTuple):
    """A tree with what it was widened to, and what the reader is told of it."""

    tree: Query
    also: tuple[Also, ...] = ()


def widen(tree: Query, searcher: tantivy.Searcher, languages: frozenset[str]) -> Widened:
    """Return the tree widened, for an index of documents in these languages."""
    widener = _Widener(searcher, languages)
    return Widened(widener.one(tree), tuple(widener.also))


@cache
def _gazetteer() -> Gazetteer | None:
    return find_gazetteer()


@dataclass(slots=True)
class _Run:
    """Words of a query that are one name, and what else may stand in their place."""

    start: int
    stop: int
    others: list[Query] = field(default_factory=list)


class _Widener:
    def __init__(self, searcher: tantivy.Searcher, languages: frozenset[str]) -> None:
        self.searcher = searcher
        self.languages = languages
        self.also: list[Also] = []

    def one(self, node: Query) -> Query:
        match node:
            case Term() if _is_plain(node):
                runs = list(self.runs([node]))
                return Boolean(should=(node, *_others(runs))) if runs else node
            case Boosted():
                return replace(node, node=self.one(node.node))
            case Boolean():
                return replace(node, must=self.all_of(node.must), should=self.any_of(node.should))
            case _:
                return node

    def any_of(self, nodes: tuple[Query, ...]) -> tuple[Query, ...]:
        """Put what else may stand for the plain words among them beside them."""
        plain = [node for node in nodes if isinstance(node, Term) and _is_plain(node)]
        kept = [node if node in plain else self.one(node) for node in nodes]
        return (*kept, *_others(self.runs(plain)))

    def all_of(self, nodes: tuple[Query, ...]) -> tuple[Query, ...]:
        """Let each name among the words that are all asked for be met in another way."""
        plain = [node for node in nodes if isinstance(node, Term) and _is_plain(node)]
        made = [self.one(node) for node in nodes if node not in plain]
        taken: set[int] = set()
        for run in self.runs(plain):
            if run.others and taken.isdisjoint(range(run.start, run.stop)):
                taken |= set(range(run.start, run.stop))
                words = tuple(plain[run.start : run.stop])
                own = words[0] if len(words) == 1 else Boolean(must=words)
                made.append(Boolean(should=(own, *run.others)))
        return (*(node for i, node in enumerate(plain) if i not in taken), *made)

    def runs(self, words: Sequence[Term]) -> Iterator[_Run]:
        """Yield the names among words that follow each other, longest first."""
        if not words:
            return
        made: dict[tuple[int, int], _Run] = {}
        for start, stop, other in (*self.concepts(words), *self.places(words), *self.sounds(words)):
            made.setdefault((start, stop), _Run(start, stop)).others.append(other)
        yield from sorted(made.values(), key=lambda run: (run.start - run.stop, run.start))

    def concepts(self, words: Sequence[Term]) -> Iterator[tuple[int, int, Query]]:
        texts = [word.text for word in words]
        begins = [sum(len(text) + 1 for text in texts[:i]) for i in range(len(texts) + 1)]
        for named in find_named(" ".join(texts)):
            count = self.searcher.doc_freq(at.CONCEPTS, named.concept)
            if not count:
                continue
            start = max(i for i in range(len(texts)) if begins[i] <= named.start)
            stop = min(i for i in range(1, len(texts) + 1) if begins[i] >= named.end)
            self._tell(" ".join(texts[start:stop]), self._names_of(named.concept))
            called = Called(named.concept, words[start].position, CONCEPT * self._rarity(count))
            yield start, stop, called

    def places(self, words: Sequence[Term]) -> Iterator[tuple[int, int, Query]]:
        gazetteer = _gazetteer()
        if gazetteer is None:
            return
        for found in other_names(gazetteer, [word.text for word in words]):
            here = [name for name in found.names if self._is_here(name)]
            if not here:
                continue
            self._tell(" ".join(word.text for word in words[found.start : found.stop]), here)
            for name in here:
                yield found.start, found.stop, self._listed(name, words[found.start].position)

    def sounds(self, words: Sequence[Term]) -> Iterator[tuple[int, int, Query]]:
        for i, word in enumerate(words):
            keys = [key for key in name_keys(word.text) if self._may_sound(word.text, key)]
            if not keys:
                continue
            weighed = tuple(
                (key, ALIKE * self._rarity(self.searcher.doc_freq(at.NAMES, key))) for key in keys
            )
            yield i, i + 1, Sounding(weighed, word.position)

    def _may_sound(self, text: str, key: str) -> bool:
        if len(key) < (SHORTEST_KEY if is_name_like(text) else SHORTEST_CASELESS):
            return False
        if text.islower() and self._is_here(text):
            return False  # an ordinary word: what sounds like it is another
        count = self.searcher.doc_freq(at.NAMES, key)
        return 0 < count <= max(FEW, COMMON * self.searcher.num_docs)

    def _is_here(self, name: str) -> bool:
        """Say whether the words of a name stand in the index as they are spelt."""
        words = fold_text(name).split()
        return bool(words) and all(self.searcher.doc_freq(at.TEXT, word) for word in words)

    def _listed(self, name: str, position: int) -> Query:
        one = len(fold_text(name).split()) == 1
        return Boosted(Term(name, position) if one else Phrase(name, position), LISTED)

    def _names_of(self, concept: str) -> list[str]:
        codes = sorted({primary(language) for language in self.languages})
        return [names(concept, code)[0] for code in codes if names(concept, code)]

    def _tell(self, words: str, others: Sequence[str]) -> None:
        own = fold_text(words)
        told = [name for name in dict.fromkeys(others) if fold_text(name) != own]
        if told:
            self.also.append(Also(words, tuple(told[:MOST_SHOWN])))

    def _rarity(self, count: int) -> float:
        """BM25's inverse document frequency."""
        return math.log1p((self.searcher.num_docs - count + 0.5) / (count + 0.5))


def _is_plain(term: Term) -> bool:
    return term.field is None and not term.exact


def _others(runs: Iterator[_Run] | list[_Run]) -> list[Query]:
    return [other for run in runs for other in run.others]
