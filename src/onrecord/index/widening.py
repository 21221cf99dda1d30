"""What a query is widened to: names that sound alike, other names of places, names of concepts.

Words of the query stay as they are; beside them stand weaker ways of matching, each told to the
reader. A phrase, a word of a field and an exact word are looked for as typed.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

import tantivy

from onrecord.index import schema as at
from onrecord.index.words import sought
from onrecord.lexicon.concepts import find_named, languages_by_script, names
from onrecord.lexicon.countries import country_names, find_country
from onrecord.lexicon.gazetteer import Gazetteer, find_gazetteer, other_names
from onrecord.model.concept import Named
from onrecord.model.query import (
    Boolean,
    Boosted,
    Called,
    Everything,
    Nothing,
    Phrase,
    Query,
    Sounding,
    Term,
)
from onrecord.model.search import Also
from onrecord.text.analysis import fold_text, has_no_case, is_name_like, name_keys, primary

# Against 1 for what is typed. A concept, a listed name and a like sound rank below any word typed
# that is as rare: a rare word in a long text scores about 0.4 of its rarity.
CONCEPT, LISTED, ALIKE = 0.25, 0.3, 0.15
SHORTEST_KEY = 3  # letters of a skeleton that brings candidates, of what is surely a name
COMMON = 0.02  # of the documents: a key that more have tells nothing
FEW = 40  # documents that any key may have
MOST_SHOWN = 12  # names that a reader is told
MOST_NAMES = 400  # of a place: those that stand in the index are few
MOST_WORDS = 4  # of a country's name
_VOWELS = frozenset("au")  # of a key: it has few consonants, and tells little
_NOUNS = frozenset({"de"})  # languages in which every noun has a capital
_NONE: frozenset[str] = frozenset()


class Widened(NamedTuple):
    """A tree with what it was widened to, and what the reader is told of it."""

    tree: Query
    also: tuple[Also, ...] = ()


def widen(tree: Query, searcher: tantivy.Searcher, languages: frozenset[str]) -> Widened:
    """Return the tree widened, for an index of documents in these languages."""
    widener = _Widener(searcher, languages, sorted(_positions(tree)))
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
    def __init__(
        self, searcher: tantivy.Searcher, languages: frozenset[str], positions: Sequence[int]
    ) -> None:
        self.searcher = searcher
        self.languages = languages
        self.positions = positions  # of all that the query says, in order
        self.also: list[Also] = []

    def one(self, node: Query) -> Query:
        match node:
            case Term() if _is_plain(node):
                runs = list(self.runs([node]))
                return Boolean(should=(node, *_others(runs))) if runs else node
            case Phrase() if _is_plain(node) and not node.slop:
                called = self.whole(node)
                return Boolean(should=(node, *called)) if called else node
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
        """Yield the names among words, of those that follow each other in the query the longest."""
        first = 0
        for last in range(1, len(words) + 1):
            if last == len(words) or not self._follows(words[last - 1], words[last]):
                for run in self._together(words[first:last]):
                    yield _Run(run.start + first, run.stop + first, run.others)
                first = last

    def _follows(self, one: Term, other: Term) -> bool:
        """Say whether nothing else that the query says stands between two words."""
        return bisect_right(self.positions, one.position) == bisect_left(
            self.positions, other.position
        )

    def _together(self, words: Sequence[Term]) -> Iterator[_Run]:
        """Yield the names among words that follow each other, longest first."""
        concepts = list(self.concepts(words))
        named = frozenset(i for start, stop, _ in concepts for i in range(start, stop))
        rest = [i for i in range(len(words)) if i not in named]
        made: dict[tuple[int, int], _Run] = {}
        for start, stop, other in (
            *concepts,
            *self.places(words, named),
            *self.sounds(words, rest),
        ):
            made.setdefault((start, stop), _Run(start, stop)).others.append(other)
        yield from sorted(made.values(), key=lambda run: (run.start - run.stop, run.start))

    def concepts(self, words: Sequence[Term]) -> Iterator[tuple[int, int, Query]]:
        texts = [word.text for word in words]
        begins = [sum(len(text) + 1 for text in texts[:i]) for i in range(len(texts) + 1)]
        taken: set[int] = set()
        for named in find_named(" ".join(texts)):
            start = max(i for i in range(len(texts)) if begins[i] <= named.start)
            stop = min(i for i in range(1, len(texts) + 1) if begins[i] >= named.end)
            taken |= set(range(start, stop))
            for called in self._called(named, " ".join(texts[start:stop]), words[start]):
                yield start, stop, called
        yield from self.countries(words, taken)

    def countries(
        self, words: Sequence[Term], taken: Collection[int]
    ) -> Iterator[tuple[int, int, Query]]:
        """Yield the countries that words name in a language without concepts."""
        for start in range(len(words)):
            for stop in range(min(start + MOST_WORDS, len(words)), start, -1):
                text = " ".join(word.text for word in words[start:stop])
                country = find_country(text, self.languages) if start not in taken else None
                if country is not None:
                    named = Named(country, 0, len(text), ())
                    for called in self._called(named, text, words[start]):
                        yield start, stop, called
                    break

    def whole(self, phrase: Phrase) -> list[Query]:
        """Return the concepts whose name is the whole of a phrase."""
        end = len(phrase.text.rstrip())
        found = (n for n in find_named(phrase.text) if n.start == 0 and n.end == end)
        return [query for n in found for query in self._called(n, phrase.text, phrase)]

    def _called(self, named: Named, words: str, node: Term | Phrase) -> list[Query]:
        """Return what else a concept is met by: its mark, and names where none is marked."""
        concept = named.concept
        names = country_names(concept, self.languages)
        found = [self._in(code, name, node.position) for code, name in names.items()]
        count = self.searcher.doc_freq(at.CONCEPTS, concept)
        if count:
            weight = CONCEPT * self._rarity(count)
            found.append(Called(concept, node.position, weight, frozenset(named.languages)))
        if found:
            self._tell(words, [*self._names_of(concept), *names.values()])
        return found

    def _in(self, language: str, name: str, position: int) -> Query:
        """Return a name looked for in the texts of one language."""
        return Boolean(
            must=(self._listed(name, position),), conditions=(Term(language, position, "lang"),)
        )

    def places(
        self, words: Sequence[Term], named: frozenset[int]
    ) -> Iterator[tuple[int, int, Query]]:
        gazetteer = _gazetteer()
        if gazetteer is None:
            return
        texts = [word.text for word in words]
        for found in other_names(gazetteer, texts, most=MOST_NAMES):
            here = [name for name in found.names if self._is_here(name)]
            if not here or not named.isdisjoint(range(found.start, found.stop)):
                continue
            self._tell(" ".join(texts[found.start : found.stop]), here)
            for name in here:
                yield found.start, found.stop, self._listed(name, words[found.start].position)

    def sounds(
        self, words: Sequence[Term], rest: Sequence[int]
    ) -> Iterator[tuple[int, int, Query]]:
        for i in rest:
            text, position = words[i].text, words[i].position
            # What need not be a name is looked for in other scripts only: in its own any word
            # might sound like it.
            sure = is_name_like(text) and not has_no_case(text) and not text.isupper()
            not_in = _NONE if sure else self._of_its_script(text)
            keys = [key for key in name_keys(text) if len(key) > SHORTEST_KEY]
            for sounding in self._sounding(keys, position, not_in):
                yield i, i + 1, sounding
            if sure:
                keys = [key for key in name_keys(text) if len(key) == SHORTEST_KEY]
                here = self._is_here(text)
                keys = [key for key in keys if not here or _VOWELS.isdisjoint(key)]
                for sounding in self._sounding(keys, position, _NOUNS if here else _NONE):
                    yield i, i + 1, sounding

    def _sounding(
        self, keys: Sequence[str], position: int, not_in: frozenset[str]
    ) -> Iterator[Sounding]:
        if not_in and self.languages <= not_in:
            return  # there is no other text to look in
        weighed = tuple(
            (key, ALIKE * self._rarity(count)) for key in keys if (count := self._tells(key))
        )
        if weighed:
            yield Sounding(weighed, position, not_in)

    def _tells(self, key: str) -> int:
        """Return how many documents have a name's key; 0 where so many that it tells nothing."""
        count: int = self.searcher.doc_freq(at.NAMES, key)
        return count if count <= max(FEW, COMMON * self.searcher.num_docs) else 0

    def _of_its_script(self, text: str) -> frozenset[str]:
        return self.languages & languages_by_script(text)

    def _is_here(self, name: str) -> bool:
        """Say whether the words of a name stand in the index, in some form."""
        words = fold_text(name).split()
        if len(words) == 1:
            found = sought(Term(name, 0), self.languages)
            stems = any(self.searcher.doc_freq(at.TEXT_STEMS, stem) for stem in found.stems)
            return stems or any(self.searcher.doc_freq(at.TEXT, word) for word in found.alone)
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


def _positions(tree: Query) -> Iterator[int]:
    """Yield where the words and conditions of a query stand."""
    match tree:
        case Boosted():
            yield from _positions(tree.node)
        case Boolean():
            for part in (*tree.must, *tree.should, *tree.must_not, *tree.conditions):
                yield from _positions(part)
        case Everything() | Nothing():
            pass
        case _:
            yield tree.position


def _is_plain(node: Term | Phrase) -> bool:
    return node.field is None and not node.exact


def _others(runs: Iterator[_Run] | list[_Run]) -> list[Query]:
    return [other for run in runs for other in run.others]
