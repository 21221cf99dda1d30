"""Reading texts for names: which words a chunk can be, remembered, and the names they make.

Knows the chunks of texts; nothing of queries, nor of what is done with a concept.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from onrecord.lexicon.matcher import Begun, Found, Matcher, Start, Words, WordsOf
from onrecord.lexicon.tables import NO_CONCEPT, read_row, rows_in
from onrecord.model.concept import Mention
from onrecord.text.analysis import Remembered, fold, is_one_word, read_chunk

_CHUNKS = 20_000  # of each of two generations


class Beginning(NamedTuple):
    """How many words a chunk has, and where in it which names may begin (`Matcher.beginnings`)."""

    words: int
    at: Sequence[tuple[int, Words, Begun]]


# What may begin in a text: the numbers of chunks, in order, with what may begin in each.
Beginnings = Iterable[tuple[int, Beginning]]
_NONE = Beginning(1, ())  # most chunks: one word that begins no name


class Reader:
    """Reads texts of one language, for all names or those of some concepts."""

    def __init__(self, language: str, among: frozenset[str] | None) -> None:
        matcher = Matcher(language)
        for row in rows_in(language):
            if among is None or row[1] in among:
                matcher.add(read_row(row))
        self._matcher = matcher
        self._words = _WordsOf(matcher)
        self._beginning = _Beginning(matcher, self._words)

    def begins(self, chunk: str) -> Beginning | None:
        """Return what may begin in a chunk, None for nothing in a chunk of one word.

        It is worked out every time: for who remembers what chunks give.
        """
        beginning = self._beginning.work_out(chunk)
        return None if beginning is _NONE else beginning

    def beginnings(self, found: Sequence[str]) -> Beginnings:
        """Yield what `begins` gives of a text's chunks, with their numbers."""
        every = enumerate(self._beginning.values_of(found))
        return ((index, beginning) for index, beginning in every if beginning is not _NONE)

    def read(self, found: Sequence[str], beginnings: Beginnings) -> list[Mention]:
        """Return the names in a text's chunks, in order; spans count its folded words."""
        starts: list[Start] = []
        more = 0  # words beyond one per chunk, so far
        for index, (words, beginning) in beginnings:
            for at, behind, begun in beginning:
                starts.append((index + more + at, index, behind, begun))
            more += words - 1
        every = self._matcher.longest(starts, _words_of(found, self._words))
        named = dict.fromkeys((f.name.concept, f.start, f.end) for f in kept(every))
        return [Mention(*each) for each in named]


def _words_of(found: Sequence[str], words: "_WordsOf") -> WordsOf:
    count = len(found)
    return lambda index: words[found[index]] if index < count else None


class _WordsOf(Remembered[Words]):
    """What the words of each chunk can be."""

    def __init__(self, matcher: Matcher) -> None:
        super().__init__(_CHUNKS)
        self._matcher = matcher

    def work_out(self, chunk: str) -> Words:
        if is_one_word(chunk):
            return (self._matcher.ids_of_word(chunk, fold(chunk)),)
        return self._matcher.ids(read_chunk(chunk))


class _Beginning(Remembered[Beginning]):
    """What may begin in each chunk."""

    def __init__(self, matcher: Matcher, words: _WordsOf) -> None:
        super().__init__(_CHUNKS)
        self._matcher = matcher
        self._words = words

    def work_out(self, chunk: str) -> Beginning:
        if is_one_word(chunk) and not self._matcher.may_be(fold(chunk)):
            return _NONE
        words = self._words[chunk]
        at = self._matcher.beginnings(words)
        return Beginning(len(words), at) if at or len(words) != 1 else _NONE


@lru_cache(maxsize=64)  # the languages whole, and what a few queries asked to be marked
def names_read(language: str, among: frozenset[str] | None = None) -> Reader:
    """Return what reads texts of a language, for all concepts or those `among` the ids given."""
    return Reader(language, among)


def kept(found: Iterable[Found]) -> Iterator[Found]:
    """Leave out what names nothing, and ambiguous names that nothing else in the text decides."""
    every = list(found)
    sure = {f.name.concept for f in every if "ambiguous" not in f.name.match}
    for f in every:
        if f.name.concept == NO_CONCEPT or "evidence" in f.name.match:
            continue
        if "ambiguous" in f.name.match and f.name.concept not in sure:
            continue
        yield f
