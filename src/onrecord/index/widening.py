"""What a query is widened to: names that sound alike, other names of places, names of concepts.

Words of the query stay as they are; beside them stand weaker ways of matching, each told to the
reader. A phrase, a word of a field and an exact word are looked for as typed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import tantivy

from onrecord.index import schema as at
from onrecord.index.listing import LISTED, Listed, Listing
from onrecord.index.name_runs import is_sure
from onrecord.index.rarity import rarity
from onrecord.index.sounding import Sounds
from onrecord.lexicon.concepts import find_named, names
from onrecord.lexicon.countries import country_names, find_country
from onrecord.model.concept import Named
from onrecord.model.query import (
    Best,
    Boolean,
    Boosted,
    Called,
    Dates,
    Fuzzy,
    Pattern,
    Phrase,
    Query,
    Term,
    Together,
)
from onrecord.model.search import Also
from onrecord.text.analysis import fold_text, primary

# Against 1 for what is typed: it ranks below any word typed that is as rare.
CONCEPT = 0.25
OTHER_FORM = 0.2  # of a word that is a place's name: what has its stem only by another word's
MOST_WORDS = 4  # of a country's name
MOST_WIDENED = 64  # words of a query: a place of many names takes milliseconds for each
MOST_SHOWN = 12  # names that a reader is told


class Widened(NamedTuple):
    """A tree with what it was widened to, and what the reader is told of it."""

    tree: Query
    also: tuple[Also, ...] = ()


def widen(tree: Query, searcher: tantivy.Searcher, languages: frozenset[str]) -> Widened:
    """Return the tree widened, for an index of documents in these languages."""
    widener = _Widener(searcher, languages, sorted(_positions(tree)))
    return Widened(widener.one(tree), tuple(widener.also))


class _Run(NamedTuple):
    """Words of a query that are one name, and what else may stand in their place."""

    start: int
    stop: int
    others: list[Query]


class _Widener:
    def __init__(
        self, searcher: tantivy.Searcher, languages: frozenset[str], positions: Sequence[int]
    ) -> None:
        self.searcher = searcher
        self.languages = languages
        self.positions = positions  # of all that the query says, in order
        self.left = MOST_WIDENED
        self.listing = Listing(searcher, languages)
        self.sounds = Sounds(searcher, languages)
        self.also: list[Also] = []
        self.listed: set[int] = set()  # where words stand that are names of places

    def one(self, node: Query) -> Query:
        match node:
            case Term() if _is_plain(node):
                runs = list(self.runs([node]))
                return Boolean(should=(self.typed(node), *_others(runs))) if runs else node
            case Phrase() if _is_plain(node) and not node.slop:
                called = [*self.whole(node), *self.sounds.compound(node)]
                return Boolean(should=(node, *called)) if called else node
            case Boosted():
                return node.changed(node=self.one(node.node))
            case Boolean():
                return node.changed(must=self.all_of(node.must), should=self.any_of(node.should))
            case _:
                return node

    def any_of(self, nodes: tuple[Query, ...]) -> tuple[Query, ...]:
        """Put what else may stand for the plain words among them beside them."""
        plain = [node for node in nodes if isinstance(node, Term) and _is_plain(node)]
        others = _others(self.runs(plain))
        kept = [self.typed(node) if isinstance(node, Term) else self.one(node) for node in nodes]
        return (*kept, *others)

    def typed(self, node: Term) -> Query:
        """Return a word as typed; what only shares a stem with a place's name tells little."""
        if node.position not in self.listed or not _is_plain(node):
            return node
        return Boolean(should=(node.changed(name=True, whole=True), Boosted(node, OTHER_FORM)))

    def all_of(self, nodes: tuple[Query, ...]) -> tuple[Query, ...]:
        """Let each name among the words that are all asked for be met in another way."""
        plain = [node for node in nodes if isinstance(node, Term) and _is_plain(node)]
        made = [
            self.one(node) for node in nodes if not (isinstance(node, Term) and _is_plain(node))
        ]
        taken: set[int] = set()
        for run in self.runs(plain):
            others = [other for other in run.others if not isinstance(other, Together)]
            if others and taken.isdisjoint(range(run.start, run.stop)):
                taken |= set(range(run.start, run.stop))
                words = tuple(plain[run.start : run.stop])
                own = words[0] if len(words) == 1 else Boolean(must=words)
                made.append(Boolean(should=(own, *others)))
        return (*(node for i, node in enumerate(plain) if i not in taken), *made)

    def runs(self, words: Sequence[Term]) -> Iterator[_Run]:
        """Yield the names among words, of those that follow each other in the query the longest."""
        words = words[: self.left]
        self.left -= len(words)
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
        concepts: list[tuple[int, int, Query]] = []
        named: set[int] = set()  # the words that a concept accounts for
        every = list(_named(words))
        for one in (*every, *_countries(words, every, self.languages)):
            called = self._called(one.named, one.words, words[one.start])
            concepts += [(one.start, one.stop, query) for query in called]
            if called and one.wholly:
                named |= set(range(one.start, one.stop))
        rest = [i for i in range(len(words)) if i not in named]
        here = {i: self.listing.is_here(words[i].text) for i in rest}
        made: dict[tuple[int, int], _Run] = {}
        listed = list(self.listing.others(words, frozenset(named)))
        known = {
            i: range(one.start, one.stop)
            for one in listed
            if one.exact
            for i in range(one.start, one.stop)
        }
        self.listed |= {words[i].position for i in known if is_sure(words[i].text)}
        for start, stop, other in (
            *concepts,
            *self.places(words, listed),
            *self.sounds.alike(words, rest, here, known),
        ):
            made.setdefault((start, stop), _Run(start, stop, [])).others.append(other)
        for run in made.values():
            run.others[:] = _best_of(run.others)
        yield from sorted(made.values(), key=lambda run: (run.start - run.stop, run.start))

    def whole(self, phrase: Phrase) -> list[Query]:
        """Return the concepts whose name is the whole of a phrase."""
        end = len(phrase.text.rstrip())
        found = (n for n in find_named(phrase.text) if n.start == 0 and n.end == end)
        return [query for n in found for query in self._called(n, phrase.text, phrase)]

    def _called(self, named: Named, words: str, node: Term | Phrase) -> list[Query]:
        """Return what else a concept is met by: its mark, and names where none is marked."""
        concept = named.concept
        elsewhere = country_names(concept, self.languages)
        found: list[Query] = [_in(code, name, node.position) for code, name in elsewhere.items()]
        count = self.searcher.doc_freq(at.CONCEPTS, concept)
        if count:
            weight = CONCEPT * rarity(self.searcher, count)
            found.append(Called(concept, node.position, weight, frozenset(named.languages)))
        if found:
            self._tell(words, [*self._names_of(concept), *elsewhere.values()])
        return found

    def places(
        self, words: Sequence[Term], listed: Sequence[Listed]
    ) -> Iterator[tuple[int, int, Query]]:
        for found in listed:
            self._tell(" ".join(word.text for word in words[found.start : found.stop]), found.names)
            yield found.start, found.stop, found.query

    def _names_of(self, concept: str) -> list[str]:
        codes = sorted({primary(language) for language in self.languages})
        return [names(concept, code)[0] for code in codes if names(concept, code)]

    def _tell(self, words: str, others: Sequence[str]) -> None:
        own = fold_text(words)
        told = [name for name in dict.fromkeys(others) if fold_text(name) != own]
        if told:
            self.also.append(Also(words, tuple(told[:MOST_SHOWN])))


class _Named(NamedTuple):
    """The words `start` to `stop` of a query name a concept; `wholly`, or a part of them does."""

    named: Named
    start: int
    stop: int
    words: str
    wholly: bool


def _named(words: Sequence[Term]) -> Iterator[_Named]:
    texts = [word.text for word in words]
    begins = [sum(len(text) + 1 for text in texts[:i]) for i in range(len(texts) + 1)]
    for named in find_named(" ".join(texts)):
        start = max(i for i in range(len(texts)) if begins[i] <= named.start)
        stop = min(i for i in range(1, len(texts) + 1) if begins[i] >= named.end)
        said = " ".join(texts[start:stop])
        left = f"{said[: named.start - begins[start]]} {said[named.end - begins[start] :]}"
        yield _Named(named, start, stop, said, wholly=not fold_text(left))


def _countries(
    words: Sequence[Term], named: Sequence[_Named], languages: frozenset[str]
) -> Iterator[_Named]:
    """Yield the countries that further words name in a language whose texts have no concepts."""
    taken = {i for one in named for i in range(one.start, one.stop)}
    for start in range(len(words)):
        for stop in range(min(start + MOST_WORDS, len(words)), start, -1):
            said = " ".join(word.text for word in words[start:stop])
            country = find_country(said, languages) if start not in taken else None
            if country is not None:
                yield _Named(Named(country, 0, len(said), ()), start, stop, said, wholly=True)
                break


def _in(language: str, name: str, position: int) -> Query:
    """Return a name looked for in the texts of one language."""
    one = len(fold_text(name).split()) == 1
    listed = Boosted(Term(name, position, name=True) if one else Phrase(name, position), LISTED)
    return Boolean(must=(listed,), conditions=(Term(language, position, "lang"),))


def _best_of(others: Sequence[Query]) -> Iterator[Query]:
    """Let what sounds alike and what is listed, two ways to meet one word, not add up."""
    ways = tuple(other for other in others if not isinstance(other, Together | Called))
    yield from (other for other in others if isinstance(other, Together | Called))
    if ways:
        yield Best(ways) if len(ways) > 1 else ways[0]


def _positions(tree: Query) -> Iterator[int]:
    """Yield where the words and conditions of a query stand."""
    match tree:
        case Boosted():
            yield from _positions(tree.node)
        case Boolean():
            for part in (*tree.must, *tree.should, *tree.must_not, *tree.conditions):
                yield from _positions(part)
        case Term() | Phrase() | Pattern() | Fuzzy() | Dates():
            yield tree.position
        case _:
            pass


def _is_plain(node: Term | Phrase) -> bool:
    return node.field is None and not node.exact


def _others(runs: Iterator[_Run] | list[_Run]) -> list[Query]:
    return [other for run in runs for other in run.others]
