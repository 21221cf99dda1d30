"""What sounds as the words of a query do: each alone, and those of one name together.

A word tells by its sound alone where its key is long and rare. Words that follow each other as
those of a name do need be neither: all of their keys in one text are not there by chance.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import tantivy

from onrecord.index import schema as at
from onrecord.index.rarity import rarity, rarity_of
from onrecord.lexicon.concepts import languages_by_script
from onrecord.model.query import Boolean, Boosted, Phrase, Query, Sounding, Term, Together
from onrecord.text.analysis import (
    fold,
    has_no_case,
    is_connector,
    is_name_like,
    is_whole,
    name_keys,
    other_keys,
    parts_of_name,
    respelt,
    script_of,
    whole,
)

# Against 1 for what is typed: below any word that is as rare.
ALIKE = 0.15
WHOLE = 1.5  # of that: what sounds alike and is not a part of a longer name
FAMILY = 1.0  # the last word of a name: it tells more than the others, though these be as typed
# Words of one name, all met by their sound, to as many typed: more than what has some of the words.
TOGETHER = 1.1
SHORTEST_KEY = 3  # letters of a skeleton that brings candidates, of what is surely a name
COMMON = 0.02  # of the documents: a key that more have tells nothing
FEW = 40  # documents that any key may have
MOST_TOGETHER = 6  # words of a name
ARTICLE = "al"  # the key of what Arabic writes in one with its names, and others before them
_WITH_VOWELS = frozenset({"georgian"})  # scripts without case that write all sounds
_VOWELS = frozenset("au")  # of a key: it has few consonants, and tells little
_NOUNS = frozenset({"de"})  # languages in which every noun has a capital
# What is left of sounds where a text writes foreign letters without their marks: Vucic.
_PLAINER = str.maketrans({"c": "k", "j": "k", "x": "s", "z": "s"})
_NONE: frozenset[str] = frozenset()


class Sounds:
    """Finds what sounds alike in one index."""

    def __init__(self, searcher: tantivy.Searcher, languages: frozenset[str]) -> None:
        self.searcher = searcher
        self.languages = languages

    def alike(
        self, words: Sequence[Term], rest: Sequence[int], here: Mapping[int, bool]
    ) -> Iterator[tuple[int, int, Query]]:
        """Yield (start, stop, what sounds as these words), for the words numbered in `rest`.

        `here` says which of the words stand in the index.
        """
        for i in rest:
            for sounding in self._alone(words[i], here=here[i]):
                yield i, i + 1, sounding
            for other in (*self._with_article(words[i]), *self._respelt(words[i], here=here[i])):
                yield i, i + 1, other
        for run in _names(words, rest):
            yield from self._as_one(words, run)

    def _alone(self, word: Term, *, here: bool) -> Iterator[Sounding]:
        keys = name_keys(word.text)
        longer = [key for key in (*keys, *other_keys(keys)) if len(key) > SHORTEST_KEY]
        others = self._of_its_script(word.text)
        sure = is_sure(word.text)
        yield from self._sounding(longer, word.position, _NONE if sure else others)
        short = [key for key in keys if len(key) == SHORTEST_KEY]
        telling = [key for key in short if not here or _VOWELS.isdisjoint(key)]
        if sure:
            yield from self._sounding(telling, word.position, _NOUNS if here else _NONE)
            telling = [key for key in short if key not in telling]
            if len(word.text) > SHORTEST_KEY:
                yield from self._whole(telling, word.position, others)
        elif script_of(word.text[0]) in _WITH_VOWELS:
            yield from self._sounding(telling, word.position, others)

    def _whole(
        self, keys: Sequence[str], position: int, not_in: frozenset[str]
    ) -> Iterator[Sounding]:
        """Yield what is a name by itself, in other scripts: short keys tell nothing else."""
        yield from self._sounding([whole(key) for key in keys], position, not_in)

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
            parts = ((ARTICLE,), tuple(self._present(rest)))
            names = (Sounding(_equal(part), word.position, not_in) for part in parts)
            yield Together(tuple(names), ALIKE * rarity_of(self.searcher, word.text))

    def _sounding(
        self, keys: Sequence[str], position: int, not_in: frozenset[str], weight: float = ALIKE
    ) -> Iterator[Sounding]:
        if not_in and self.languages <= not_in:
            return  # there is no other text to look in
        weighed = [
            (key, weight * rarity(self.searcher, count))
            for key in keys
            if 0 < (count := self._count(key)) <= self._most()
        ]
        if weighed:
            weighed += [(whole(k), w * WHOLE) for k, w in weighed if not is_whole(k)]
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
        found = [self._present(keys) for keys in _readings(between)]
        if all(found):
            weight = TOGETHER * rarity_of(self.searcher, " ".join(between))
            names = (
                Sounding(tuple((k, 1.0) for k in keys), first.position, not_in) for keys in found
            )
            yield run[0], run[-1] + 1, Together(tuple(names), weight)
        if sure:
            keys = [key for key in name_keys(last.text) if len(key) >= SHORTEST_KEY]
            for sounding in self._sounding(keys, last.position, not_in, FAMILY):
                yield run[-1], run[-1] + 1, sounding

    def _present(self, keys: Sequence[str]) -> list[str]:
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


def _equal(keys: Sequence[str]) -> tuple[tuple[str, float], ...]:
    return tuple((key, 1.0) for key in keys)


def is_sure(text: str) -> bool:
    """Say whether a word, as it is typed, must be a name.

    >>> [is_sure(word) for word in ("Baku", "talks", "NATO", "باكو")]
    [True, False, False, False]
    """
    return is_name_like(text) and not has_no_case(text) and not text.isupper()


def _names(words: Sequence[Term], rest: Sequence[int]) -> Iterator[list[int]]:
    """Yield the runs of two or more words of `rest` that follow each other as those of a name.

    Small words that join names (von der) are passed over.
    """
    for _, group in groupby(enumerate(rest), key=lambda pair: pair[1] - pair[0]):
        run: list[int] = []
        for _, i in group:
            if is_connector(words[i].text.lower()):
                continue
            if not is_name_like(words[i].text):
                yield from _several(run)
                run = []
                continue
            run.append(i)
        yield from _several(run)


def _several(run: list[int]) -> Iterator[list[int]]:
    if 1 < len(run) <= MOST_TOGETHER:
        yield run


def _readings(words: Sequence[str]) -> Iterator[list[str]]:
    """Yield for each part of a name its keys, and those of it written as one with the next.

    Small words that join names need not be met, unless written as one with what follows.
    """
    parts = [part for word in words for part in parts_of_name(word)]
    joined = [name_keys("".join(parts[i : i + 2])) for i in range(len(parts) - 1)]
    for i, part in enumerate(parts):
        if not is_connector(part.lower()):
            beside = (key for keys in joined[max(i - 1, 0) : i + 1] for key in keys)
            keys = dict.fromkeys((*name_keys(part), *beside))
            yield list(dict.fromkeys((*keys, *(key.translate(_PLAINER) for key in keys))))
