"""Where in a text the words stand that a query asks for.

Natural texts repeat their words, so each distinct chunk is judged once and then found by plain
string search; a long text costs little more than one pass of a regular expression.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.index.distance import within_distance
from onrecord.index.phrases import phrase_marks
from onrecord.index.wanted import Wanted
from onrecord.text.analysis import (
    chunk_pattern,
    chunk_terms,
    primary,
    read_chunk,
    stem_languages,
    stems,
)


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A half-open stretch of the text and the number of the query's part it answers."""

    start: int
    end: int
    part: int


def marks(text: str, wanted: Wanted, language: str | None) -> list[Mark]:
    """Return the marks in a text of the given language, in order, none overlapping."""
    found: list[Mark] = []
    judge = _Judge(wanted, language)
    for chunk in set(chunk_pattern().findall(text)):
        spans = judge.spans(chunk)
        if spans:
            for at in _places(text, chunk):
                found += [Mark(at + start, at + end, part) for start, end, part in spans]
    for words, slop, part in wanted.phrases:
        found += [Mark(*span, part) for span in phrase_marks(text, words, slop)]
    return _apart(sorted(found))


class _Judge:
    def __init__(self, wanted: Wanted, language: str | None) -> None:
        self.wanted = wanted
        self.language = primary(language)
        self.words, self.stems = chunk_terms(language)
        self.guesses = bool(wanted.patterns or wanted.fuzzy)

    def spans(self, chunk: str) -> list[tuple[int, int, int]]:
        """Return (start, end, part) of what is wanted in a chunk; mostly nothing."""
        wanted = self.wanted
        words, terms = self.words(chunk), self.stems(chunk)
        if " " not in words:
            part = wanted.words.get(words) or self.any_stem(terms)
            if part is None and self.guesses:
                part = self.guess(words)
            return _single(chunk, part) if part else []
        if (
            self.guesses
            or any(word in wanted.words for word in words.split())
            or self.any_stem(terms)
        ):
            return self.compound(chunk)
        return []

    def any_stem(self, terms: str) -> int | None:
        if " " not in terms:
            return self.wanted.stems.get(terms)
        return next(filter(None, map(self.wanted.stems.get, terms.split())), None)

    def compound(self, chunk: str) -> list[tuple[int, int, int]]:
        read = read_chunk(chunk)
        if read.joined:
            part = self.joined(read.joined)
            if part:
                return [(read.spans[0][0], read.spans[-1][1], part)]
        found = []
        for (start, end), word, raw in zip(read.spans, read.words, read.raw_words, strict=True):
            part = self.word(word, raw)
            if part:
                found.append((start, end, part))
        return found

    def joined(self, word: str) -> int | None:
        return self.wanted.stems.get(word) or self.by_stem(word)

    def word(self, word: str, raw: str) -> int | None:
        return self.wanted.words.get(word) or self.by_stem(raw) or self.guess(word)

    def by_stem(self, raw: str) -> int | None:
        if self.language not in stem_languages(raw):
            return None
        found = (self.wanted.stems.get(term) for term in stems(raw, self.language))
        return next(filter(None, found), None)

    def guess(self, word: str) -> int | None:
        for pattern, part in self.wanted.patterns:
            if word and pattern.fullmatch(word):
                return part
        for near, distance, part in self.wanted.fuzzy:
            if word and within_distance(near, word, distance):
                return part
        return None


def _single(chunk: str, part: int) -> list[tuple[int, int, int]]:
    if chunk.isalnum():
        return [(0, len(chunk), part)]
    return [(start, end, part) for start, end in read_chunk(chunk).spans]


def _places(text: str, chunk: str) -> Iterator[int]:
    """Yield where a chunk stands as a whole chunk, not inside a longer one."""
    length, is_inside = len(chunk), _inside()
    at = text.find(chunk)
    while at >= 0:
        end = at + length
        if not (at and is_inside(text[at - 1])) and not (end < len(text) and is_inside(text[end])):
            yield at
        at = text.find(chunk, end)


def _inside() -> Callable[[str], object]:
    return chunk_pattern().match


def _apart(found: list[Mark]) -> list[Mark]:
    """Leave out what lies within an earlier mark, and join what overlaps it."""
    kept: list[Mark] = []
    for mark in found:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
        elif mark.end > kept[-1].end:
            kept[-1] = Mark(kept[-1].start, mark.end, kept[-1].part)
    return kept
