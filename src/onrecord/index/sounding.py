"""What sounds as the words of a query do: each alone, and those of one name together.

A word tells by its sound alone where its key is long and rare. Words that follow each other as
those of a name do need be neither: all of their keys in one text are not there by chance.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import tantivy

from onrecord.index import schema as at
from onrecord.index.compiling import compile_query
from onrecord.index.name_runs import halves, is_sure, near, readings, runs_of_names
from onrecord.index.rarity import rarity, rarity_of
from onrecord.lexicon.concepts import languages_by_script
from onrecord.model.query import Boolean, Boosted, Phrase, Query, Sounding, Term, Together
from onrecord.text.analysis import (
    FULL,
    fold,
    full_keys,
    has_no_case,
    is_marked,
    is_name_like,
    name_keys,
    other_keys,
    parts_of_name,
    respelt,
    script_of,
    whole,
)

# Against 1 for what is typed: below any word that is as rare.
ALIKE = 0.15
BESIDE_LISTED = 0.4  # of that, beside a place whose name is spelt so: its other names are listed
WHOLE = 1.25  # of that: what sounds alike and is not a part of a longer name
AGREE = 1.6  # of that: what has the same vowels too
NEAR = 0.5  # of that: what is one sound away
FAMILY = 1.0  # the last word of a name: it tells more than the others, though these be as typed
# Words of one name, all met by their sound, to as many typed: more than what has some of the words.
TOGETHER = 1.1
NEARLY = 0.8  # of that, where one sound of any word is another
MOST_NEARLY = 3  # parts of what need not be a name that are looked for nearly
SHORTEST_KEY = 3  # letters of a skeleton that brings candidates, of what is surely a name
LONG_FULL = 6  # letters of a key with its vowels that tells enough to be looked for nearly
COMMON = 0.02  # of the documents: a key that more have tells nothing
FEW = 40  # documents that any key may have
ARTICLE = "al"  # the key of what Arabic writes in one with its names, and others before them
# Languages in whose texts any word may be a name.
WITHOUT_CASE = frozenset({"ar", "fa", "he", "ka", "ur"})
_WITH_VOWELS = frozenset({"georgian"})  # scripts without case that write all sounds
_VOWELS = frozenset("au")  # of a key: it has few consonants, and tells little
_NOUNS = frozenset({"de"})  # languages in which every noun has a capital
_NONE: frozenset[str] = frozenset()
_LONGEST = 80  # characters of a name; what one of thousands sounds like takes seconds to say


class Sounds:
    """Finds what sounds alike in one index."""

    def __init__(self, searcher: tantivy.Searcher, languages: frozenset[str]) -> None:
        self.searcher = searcher
        self.languages = languages

    def alike(
        self,
        words: Sequence[Term],
        rest: Sequence[int],
        here: Mapping[int, bool],
        listed: Mapping[int, range],
    ) -> Iterator[tuple[int, int, Query]]:
        """Yield (start, stop, what sounds as these words), for the words numbered in `rest`.

        `here` says which of the words stand in the index, `listed` which are the name of a place,
        spelt as the place's is, each with all the words of that name.
        """
        rest = [i for i in rest if len(words[i].text) <= _LONGEST]
        for i in rest:
            weight = ALIKE * BESIDE_LISTED if i in listed else ALIKE
            for sounding in self._alone(words[i], here=here[i], weight=weight):
                yield i, i + 1, sounding
            if i not in listed and is_name_like(words[i].text):
                for other in self._nearly(words[i]):
                    yield i, i + 1, other
            for other in (*self._with_article(words[i]), *self._respelt(words[i], here=here[i])):
                yield i, i + 1, other
        for run in runs_of_names(words, rest):
            if not set(run) <= set(listed.get(run[-1], ())):
                yield from self._as_one(words, run)

    def _alone(self, word: Term, *, here: bool, weight: float) -> Iterator[Sounding]:
        keys = name_keys(word.text)
        longer = [key for key in (*keys, *other_keys(keys)) if len(key) > SHORTEST_KEY]
        others = self._of_its_script(word.text)
        sure = is_sure(word.text)
        yield from self._agreeing(longer, word, _NONE if sure else others, weight)
        short = [key for key in keys if len(key) == SHORTEST_KEY]
        telling = [key for key in short if not here or _VOWELS.isdisjoint(key)]
        rest = [key for key in short if key not in telling]
        if sure:
            yield from self._agreeing(telling, word, _NOUNS if here else _NONE, weight)
            if len(word.text) > SHORTEST_KEY:
                yield from self._whole(rest, word, others, weight)
                with_prose = others | (self.languages & WITHOUT_CASE)
                yield from self._agreeing(rest, word, with_prose, weight * NEAR)
        elif script_of(word.text[0]) in _WITH_VOWELS:
            yield from self._agreeing(telling, word, others, weight)
            yield from self._whole(rest, word, others, weight)
        elif len(word.text) > SHORTEST_KEY and is_name_like(word.text):  # in capitals, or Arabic
            yield from self._whole(short, word, others, weight)

    def _agreeing(
        self, keys: Sequence[str], word: Term, not_in: frozenset[str], weight: float
    ) -> Iterator[Sounding]:
        """Yield what has a key of a word, and before it what has the word's vowels too."""
        if keys:
            with_vowels = [*keys, *full_keys(word.text)]
            yield from self._sounding(with_vowels, word.position, not_in, weight)

    def _whole(
        self, keys: Sequence[str], word: Term, not_in: frozenset[str], weight: float
    ) -> Iterator[Sounding]:
        """Yield what is a name by itself, in other scripts: short keys tell nothing else."""
        yield from self._sounding([whole(key) for key in keys], word.position, not_in, weight)

    def _nearly(self, word: Term) -> Iterator[Query]:
        """Yield what is one sound away in other scripts, and what is written there as two words."""
        others = self._of_its_script(word.text)
        keys = [key for key in name_keys(word.text) if len(key) > SHORTEST_KEY]
        if is_sure(word.text):
            full = full_keys(word.text)
            if not self._present(full):  # else they are near enough
                keys += [key for key in full if len(key) >= LONG_FULL]
            yield from self._sounding(near(keys), word.position, others, ALIKE * NEAR)
            weight = ALIKE * rarity_of(self.searcher, word.text)
            for parts in self._in_two(keys, word.position):
                yield Together(parts, weight)
        else:
            longer = near(key for key in keys if len(key) > SHORTEST_KEY + 1)
            short = near(key for key in keys if len(key) == SHORTEST_KEY + 1)
            wanted = [*longer, *map(whole, short)]
            yield from self._sounding(wanted, word.position, others, ALIKE * NEAR)

    def _in_two(self, keys: Sequence[str], position: int) -> Iterator[tuple[Sounding, ...]]:
        """Yield the two names that one is written as where letters have no case: Nasr Allah."""
        cased = self.languages - WITHOUT_CASE
        if cased == self.languages:
            return
        for key in keys:
            for half in halves(key) if FULL not in key else ():
                before, behind = (self._present(part) for part in half)
                if before and behind:
                    yield _parts((before, behind), position, cased)

    def compound(self, phrase: Phrase) -> Iterator[Sounding]:
        """Yield what sounds in other scripts as a phrase that is one name in one chunk."""
        parts = parts_of_name(phrase.text)
        if len(phrase.text.split()) == 1 and any(map(is_sure, parts)):
            keys = [key for key in name_keys(phrase.text) if len(key) > SHORTEST_KEY]
            if len(parts) > 1 and ARTICLE in name_keys(parts[0]):  # which Arabic texts leave out
                keys += [key for key in name_keys("".join(parts[1:])) if len(key) >= SHORTEST_KEY]
            yield from self._sounding(keys, phrase.position, self._of_its_script(phrase.text))

    def _respelt(self, word: Term, *, here: bool) -> Iterator[Query]:
        """Yield what stands in a language of nouns with capitals as it would write the name."""
        for language in sorted(_NOUNS & self.languages) if here and is_sure(word.text) else ():
            for written in respelt(word.text, language):
                if self.searcher.doc_freq(at.TEXT, fold(written)):
                    met = Boosted(Phrase(written, word.position), ALIKE * WHOLE)
                    yield Boolean(must=(met,), conditions=(Term(language, word.position, "lang"),))

    def _with_article(self, word: Term) -> Iterator[Together]:
        """Yield what has the article of a word and the rest of it as two: El Khatib."""
        keys = name_keys(word.text)
        rest = [k for k in keys if ARTICLE + k in keys and len(k) >= SHORTEST_KEY]
        not_in = self._of_its_script(word.text)
        if has_no_case(word.text) and self._present(rest) and self._count(ARTICLE):
            parts = _parts(((ARTICLE,), self._present(rest)), word.position, not_in)
            yield Together(parts, ALIKE * rarity_of(self.searcher, word.text))

    def _sounding(
        self, keys: Sequence[str], position: int, not_in: frozenset[str], weight: float = ALIKE
    ) -> Iterator[Sounding]:
        if not_in and self.languages <= not_in:
            return  # there is no other text to look in
        weighed = [
            (key, weight * rarity(self.searcher, count) * (AGREE if key[0] == FULL else 1.0))
            for key in keys
            if 0 < (count := self._count(key)) <= self._most()
        ]
        if weighed:
            weighed += [(whole(k), w * WHOLE) for k, w in weighed if not is_marked(k)]
            yield Sounding(tuple(weighed), position, not_in)

    def _as_one(
        self, words: Sequence[Term], run: Sequence[int]
    ) -> Iterator[tuple[int, int, Query]]:
        """Yield what has all words of a run by their sound, and what has the family name."""
        first, last = words[run[0]], words[run[-1]]
        sure = all(is_sure(words[i].text) for i in run)
        not_in = _NONE if sure else self._of_its_script(first.text)
        if not_in and self.languages <= not_in:
            return
        between = [word.text for word in words[run[0] : run[-1] + 1]]
        weight = TOGETHER * rarity_of(self.searcher, " ".join(between))
        every = list(self._together(between, first.position, not_in, weight))
        for together in every:
            yield run[0], run[-1] + 1, together
        if sure:
            for parts in self._last_in_two(between, last, first.position):
                yield run[0], run[-1] + 1, Together(parts, weight)
        if sure or any(map(self._is_met, every)):
            for sounding in self._family(between, last, not_in):
                yield run[-1], run[-1] + 1, sounding

    def _together(
        self, between: Sequence[str], position: int, not_in: frozenset[str], weight: float
    ) -> Iterator[Together]:
        """Yield what has all parts of a name, and what has them nearly."""
        keys = list(readings(between))
        found = [self._present(part) for part in keys]
        if all(found):
            yield Together(_parts(found, position, not_in), weight)
        nearly = [self._present(dict.fromkeys([*part, *near(part)])) for part in keys]
        few = not not_in or len(keys) <= MOST_NEARLY
        if nearly != found and all(nearly) and few:
            yield Together(_parts(nearly, position, not_in), weight * NEARLY)

    def _last_in_two(
        self, between: Sequence[str], last: Term, position: int
    ) -> Iterator[tuple[Sounding, ...]]:
        before = [self._present(part) for part in readings(between[:-1])]
        if all(before):
            keys = [key for key in name_keys(last.text) if len(key) > SHORTEST_KEY]
            for parts in self._in_two(keys, last.position):
                yield (*_parts(before, position, _NONE), *parts)

    def _family(
        self, between: Sequence[str], last: Term, not_in: frozenset[str]
    ) -> Iterator[Sounding]:
        """Yield what has the last word of a name, or its last two written as one."""
        joined = name_keys("".join(parts_of_name(" ".join(between))[-2:]))
        keys = [key for key in name_keys(last.text) if len(key) >= SHORTEST_KEY]
        keys += [key for key in joined if len(key) > SHORTEST_KEY + 1]
        full = full_keys(last.text)
        yield from self._sounding([*keys, *full], last.position, not_in, FAMILY)
        longer = [key for key in keys if len(key) > SHORTEST_KEY]
        longer += [key for key in full if len(key) >= LONG_FULL]
        yield from self._sounding(near(longer), last.position, not_in, FAMILY * NEAR)

    def _is_met(self, together: Together) -> bool:
        """Say whether a statement has all of a name: then its words, in any script, are one."""
        query = compile_query(together, self.languages).query
        return bool(self.searcher.search(query, 1, count=False).hits)

    def _present(self, keys: Iterable[str]) -> list[str]:
        return [key for key in keys if self._count(key)]

    def _count(self, key: str) -> int:
        count: int = self.searcher.doc_freq(at.NAMES, key)
        return count

    def _most(self) -> float:
        return max(FEW, COMMON * self.searcher.num_docs)

    def _of_its_script(self, text: str) -> frozenset[str]:
        """Return the languages in which what need not be a name is not looked for by its sound.

        In its own script any word might sound like it.
        """
        return self.languages & languages_by_script(text)


def _parts(
    parts: Iterable[Sequence[str]], position: int, not_in: frozenset[str]
) -> tuple[Sounding, ...]:
    """Return what has one of the keys of each part of a name."""
    return tuple(Sounding(tuple((k, 1.0) for k in keys), position, not_in) for keys in parts)
