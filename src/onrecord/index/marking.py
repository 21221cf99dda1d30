"""Where in a text the words stand that a query asks for.

Natural texts repeat their words, so each distinct chunk is judged once. Most chunks are passed over
unseen: they do not begin as a word asked for begins.
"""

from collections.abc import Callable

from onrecord.index.also_marking import SoundMarker, called
from onrecord.index.distance import within_distance
from onrecord.index.exact_marking import ExactMarker
from onrecord.index.mark import Mark
from onrecord.index.phrases import apart, together
from onrecord.index.wanted import Wanted
from onrecord.text.analysis import (
    beginning_of_stem,
    chunk_terms,
    chunks_beginning,
    primary,
    read_chunk,
    stem_languages,
    stems_in_text,
)

_Spans = list[tuple[int, int, int]]  # start and end in the chunk, part of the query
_NOTHING: _Spans = []
_PAIR = 2  # characters of a word in a script without spaces
_TELLING = 3  # so many first letters tell most words apart


class Marker:
    """Marks texts of one language; what it learns of a chunk serves the next text too."""

    def __init__(self, wanted: Wanted, language: str | None) -> None:
        self.wanted = wanted
        self.language = primary(language)
        self.words_of, self.stems_of = chunk_terms(language)
        self.sounding = SoundMarker(wanted.names, self.language)
        self.exact = ExactMarker(wanted.exact, self.language)
        self.guessing = bool(wanted.patterns or wanted.fuzzy or wanted.lone)
        self.guessed = _Guessed(wanted)
        self.beginnings = None if self.guessing else _beginnings(wanted, self.language)
        self.answering = _Answering(self._judge)
        self.beginning: dict[str, set[str]] = {words[0]: set() for words, *_ in wanted.phrases}

    def marks(self, text: str) -> list[Mark]:
        """Return the marks in a text, in order, none overlapping."""
        found: list[Mark] = []
        answering = self.answering
        for at, chunk in chunks_beginning(text, self.beginnings):
            spans = answering[chunk]
            if spans:
                found += [Mark(at + start, at + end, part) for start, end, part in spans]
        for words, slop, part in self.wanted.phrases:
            if slop:
                stretches = apart(text, words, slop)
            else:
                stretches = together(text, self.beginning[words[0]], words)
            found += [Mark(*stretch, part) for stretch in stretches]
        found += self.exact.marks(text)
        found += self.sounding.marks(text)
        found += called(text, self.wanted.concepts, self.language, marked=bool(found))
        return _apart(sorted(found))

    def _judge(self, chunk: str) -> _Spans:
        """Return what of a chunk answers, and remember which phrases may begin in it."""
        word = self.words_of(chunk)
        if self.beginning:
            for said in self.beginning.keys() & set(word.split()):
                self.beginning[said].add(chunk)
        if " " in word:
            spans = self._compound(chunk) if self._may_answer(chunk, word) else _NOTHING
        else:
            part = self.wanted.words.get(word) or self._part_of_stems(chunk)
            spans = _whole(chunk, part) if part else _NOTHING
        return [*spans, *self._guess(chunk, word)] if self.guessing else spans

    def _may_answer(self, chunk: str, words: str) -> bool:
        said = self.wanted.words.keys()
        return not said.isdisjoint(words.split()) or self._part_of_stems(chunk) is not None

    def _part_of_stems(self, chunk: str) -> int | None:
        wanted = self.wanted.stems
        if not wanted:
            return None
        stems = self.stems_of(chunk)
        if " " not in stems:
            return wanted.get(stems)
        return next((wanted[stem] for stem in stems.split() if stem in wanted), None)

    def _compound(self, chunk: str) -> _Spans:
        """Return the words of a compound that answer; where none does alone, the whole of it."""
        read = read_chunk(chunk)
        found = []
        for (start, end), said, raw in zip(read.spans, read.words, read.raw_words, strict=True):
            part = self.wanted.words.get(said) or self._stemmed(raw)
            if part is not None:
                found.append((start, end, part))
        part = self._joined(read.joined) if read.joined and not found else None
        if part is not None:
            return [(read.spans[0][0], read.spans[-1][1], part)]
        return found

    def _joined(self, word: str) -> int | None:
        return self.wanted.stems.get(word) or self._stemmed(word)

    def _stemmed(self, raw: str) -> int | None:
        if not self.wanted.stems or self.language not in stem_languages(raw):
            return None
        found = (self.wanted.stems.get(term) for term in stems_in_text(raw, self.language))
        return next(filter(None, found), None)

    def _guess(self, chunk: str, word: str) -> _Spans:
        if " " in word:
            read = read_chunk(chunk)
            judged = zip(read.spans, map(self.guessed.__getitem__, read.words), strict=True)
            return [(start, end, part) for (start, end), part in judged if part]
        return _whole(chunk, self.guessed[word]) if self.guessed[word] else []


class _Answering(dict[str, _Spans]):
    """What of each chunk answers, worked out at the first meeting with it."""

    def __init__(self, judge: Callable[[str], _Spans]) -> None:
        super().__init__()
        self._judge = judge

    def __missing__(self, chunk: str) -> _Spans:
        self[chunk] = spans = self._judge(chunk)
        return spans


class _Guessed(dict[str, int]):
    """Which part of the query a folded word answers as a pattern or nearly; 0 for none."""

    def __init__(self, wanted: Wanted) -> None:
        super().__init__()
        self.wanted = wanted

    def __missing__(self, word: str) -> int:
        self[word] = part = self._judge(word) if word else 0
        return part

    def _judge(self, word: str) -> int:
        if self.wanted.lone and len(word) <= _PAIR:
            part = next(filter(None, map(self.wanted.lone.get, word)), 0)
            if part:
                return part
        for pattern, part in self.wanted.patterns:
            if pattern.fullmatch(word):
                return part
        for near, distance, part in self.wanted.fuzzy:
            if within_distance(near, word, distance):
                return part
        return 0


def _beginnings(wanted: Wanted, language: str) -> frozenset[str] | None:
    """Return how the words that answer begin, folded; None where they may begin with any letter."""
    words = (*wanted.words, *(words[0] for words, *_ in wanted.phrases))
    found = {word[:_TELLING] for word in words}
    for term in wanted.stems:
        of, _, stem = term.rpartition(":")
        if of in ("", language):  # what no rules reach stands folded
            found.add(beginning_of_stem(stem, language) if of else stem[:_TELLING])
    return None if "" in found else frozenset(found)


def _whole(chunk: str, part: int) -> _Spans:
    """Return the only word of a chunk, without what hangs on it."""
    if chunk.isalnum():
        return [(0, len(chunk), part)]
    return [(start, end, part) for start, end in read_chunk(chunk).spans]


def _apart(found: list[Mark]) -> list[Mark]:
    """Leave out what lies within an earlier mark, and join what overlaps it."""
    kept: list[Mark] = []
    for mark in found:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
        elif mark.end > kept[-1].end:
            kept[-1] = Mark(kept[-1].start, mark.end, kept[-1].part)
    return kept
