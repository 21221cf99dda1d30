"""An index of two fields to measure names by: folded words, and the keys of name-like words.

It looks for a query's words as written, for the other names of the places they name, and for all
of these by their keys, in that order of weight.
"""

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import tantivy

from onrecord.lexicon.gazetteer import Gazetteer, other_names
from onrecord.text.analysis import analyse, fold_text, keys_of_name, name_keys

NUMBER, WORDS, NAMES = "number", "words", "names"
# What is spelt as asked counts most, then what is spelt as a gazetteer has it, then sound.
LITERAL, LISTED, ALIKE, LISTED_ALIKE = 3.0, 2.0, 1.0, 0.5
LATER = 0.005  # less for each listed name than for the one before it
WHOLE = 0.3  # for a name that is not a part of a longer one
FAMILY = 1.5
JOINED = 1.5  # a word and the next written as one
UNLIKELIER = 0.8


class NamesIndex:
    """Statements are added in order and known by their number."""

    def __init__(self, folder: Path, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.texts: list[str] = []
        self._schema = (
            tantivy.SchemaBuilder()
            .add_unsigned_field(NUMBER, stored=True, fast=True)
            .add_text_field(WORDS, tokenizer_name="whitespace", index_option="position")
            .add_text_field(NAMES, tokenizer_name="whitespace", index_option="freq")
            .build()
        )
        self._index = tantivy.Index(self._schema, path=str(folder))
        self._writer = self._index.writer(num_threads=1)

    def add(self, text: str, language: str) -> None:
        made = tantivy.Document()
        made.add_unsigned(NUMBER, len(self.texts))
        made.add_text(WORDS, fold_text(text))
        made.add_text(NAMES, analyse(text, language or None).names)
        self._writer.add_document(made)
        self.texts.append(text)

    def finish(self) -> None:
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def folded(self, number: int) -> str:
        """Return a statement's folded words, each between blanks."""
        return f" {fold_text(self.texts[number])} "

    def search(self, query: str, limit: int) -> list[int]:
        """Return the numbers of the best, best first."""
        hits = self._searcher.search(self._compiled(query), limit).hits
        return [int(self._searcher.doc(address)[NUMBER][0]) for _, address in hits]

    def _compiled(self, query: str) -> tantivy.Query:
        words = query.split()
        parts = [*self._whole(query), *map(_best, self._by_word(words))]
        for run in other_names(self.gazetteer, words):
            # A part of what is asked for may be a person's name: then it counts as any word.
            whole = run.exact and run.stop - run.start == len(words)
            weight = LISTED if whole else ALIKE if run.exact else LISTED_ALIKE
            listed = [
                self._const(
                    found, self._rarity_of(name) * (weight - at * LATER + _keyless(name, query))
                )
                for at, name in enumerate(run.names)
                for found in self._phrase(name)
            ]
            alike = [found for name in run.names for found in self._all_alike(name)]
            parts += [_best(found) for found in (listed, alike if whole else []) if found]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])

    def _whole(self, query: str) -> Iterator[tantivy.Query]:
        for found in self._phrase(query):
            yield self._const(found, LITERAL * self._rarity_of(query))

    def _by_word(self, words: Sequence[str]) -> Iterator[list[tantivy.Query]]:
        """Yield for each word its ways to match: as spelt, by its keys, as one with the next."""
        for at, word in enumerate(words):
            folded = fold_text(word).split()
            ways = [
                self._const(
                    tantivy.Query.term_query(self._schema, WORDS, w), self._rarity(WORDS, w)
                )
                for w in folded
                if len(words) > 1
            ]
            # Many share a given name; the family name mostly comes last.
            weight = FAMILY if 0 < at == len(words) - 1 else ALIKE
            ways += [self._any_key(keys, weight) for keys in keys_of_name(word)]
            joined = name_keys("".join(words[at : at + 2])) if at + 1 < len(words) else ()
            if joined:
                ways.append(self._any_key(joined, JOINED))
            if ways:
                yield ways
        for keys in keys_of_name(words[0]) if len(words) == 1 else ():
            yield [self._any_key([f"={key}" for key in keys], WHOLE)]

    def _rarity_of(self, name: str) -> float:
        return max((self._rarity(WORDS, word) for word in fold_text(name).split()), default=0.0)

    def _phrase(self, name: str) -> Iterator[tantivy.Query]:
        words: list[str | tuple[int, str]] = [*fold_text(name).split()]
        if len(words) == 1:
            yield tantivy.Query.term_query(self._schema, WORDS, words[0])
        elif words:
            yield tantivy.Query.phrase_query(self._schema, WORDS, words)

    def _all_alike(self, name: str) -> Iterator[tantivy.Query]:
        words = keys_of_name(name, inflected=False)
        if words:
            every = [(tantivy.Occur.Must, self._any_key(keys, LISTED_ALIKE)) for keys in words]
            if len(words) == 1:
                whole = self._any_key([f"={key}" for key in words[0]], WHOLE)
                every.append((tantivy.Occur.Should, whole))
            yield tantivy.Query.boolean_query(every)

    def _any_key(self, keys: Sequence[str], weight: float) -> tantivy.Query:
        """The best of a word's keys: each counts by its rarity, the likeliest reading most."""
        return _best(
            [
                self._const(
                    tantivy.Query.term_query(self._schema, NAMES, key),
                    self._rarity(NAMES, key) * weight * (UNLIKELIER if at else 1.0),
                )
                for at, key in enumerate(keys)
            ]
        )

    def _const(self, found: tantivy.Query, score: float) -> tantivy.Query:
        return tantivy.Query.const_score_query(found, score)

    def _rarity(self, field: str, term: str) -> float:
        """BM25's inverse document frequency, without its regard for a text's length."""
        frequency = self._searcher.doc_freq(field, term)
        return math.log1p((len(self.texts) - frequency + 0.5) / (frequency + 0.5))


def _keyless(name: str, query: str) -> float:
    """What a name in a script without keys gets instead of them."""
    if keys_of_name(name):
        return 0.0
    return LISTED_ALIKE + 2 * WHOLE + (ALIKE if keys_of_name(query) else 0.0)


def _best(found: Sequence[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.disjunction_max_query(list(found))
