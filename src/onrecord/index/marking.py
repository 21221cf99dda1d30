"""Where in a text the words stand that a query asks for.

Natural texts repeat their words, so each distinct chunk is judged once and then found by plain
string search; a long text costs little more than one pass of a regular expression.
"""

from collections.abc import Iterable

from onrecord.index.also_marking import SoundMarker, called
from onrecord.index.distance import within_distance
from onrecord.index.exact_marking import ExactMarker
from onrecord.index.mark import Mark
from onrecord.index.phrases import apart, together
from onrecord.index.places import places
from onrecord.index.wanted import Wanted
from onrecord.text.analysis import (
    chunk_pattern,
    chunk_terms,
    keeps_first_letter,
    parted_by_ascii,
    primary,
    read_chunk,
    stem_languages,
    stems_in_text,
)

_Spans = list[tuple[int, int, int]]  # start and end in the chunk, part of the query


class Marker:
    """Marks texts of one language; what it learns of a chunk serves the next text too."""

    def __init__(self, wanted: Wanted, language: str | None) -> None:
        self.wanted = wanted
        self.language = primary(language)
        self.words_of, self.stems_of = chunk_terms(language)
        self.sounding = SoundMarker(wanted.names, self.language)
        self.exact = ExactMarker(wanted.exact, self.language)
        self.guessing = bool(wanted.patterns or wanted.fuzzy)
        self.guessed = _Guessed(wanted)
        self.firsts = _first_letters(wanted)
        both = "".join(self.firsts) + "".join(self.firsts).upper()
        self.first_bytes = frozenset(both.encode("utf-8", "surrogatepass"))
        self.any_first = self.guessing or not keeps_first_letter(self.language)
        self.seen: set[bytes] = set()
        self.answering: dict[str, _Spans] = {}  # the chunks that answer
        self.beginning: dict[str, set[str]] = {words[0]: set() for words, *_ in wanted.phrases}

    def marks(self, text: str) -> list[Mark]:
        """Return the marks in a text, in order, none overlapping."""
        self._learn(text)
        found: list[Mark] = []
        for chunk, spans in self.answering.items():
            for at in places(text, chunk):
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

    def _learn(self, text: str) -> None:
        """Judge the chunks not met before."""
        fresh = set(parted_by_ascii(text)) - self.seen
        self.seen |= fresh
        known = self._worth_folding(fresh)
        folded = list(map(self.words_of, known))
        self._learn_words(known, folded)
        self._learn_stems(known, folded)
        for chunk, word in zip(known, folded, strict=True):
            if " " in word:
                self._learn_compound(chunk, word)
        if self.guessing:
            for chunk in known:
                self._guess(chunk)

    def _worth_folding(self, fresh: Iterable[bytes]) -> set[str]:
        """Leave out plain words that can't answer, seen from their first letter: most of a text."""
        if not self.any_first:
            letters = self.first_bytes
            fresh = [each for each in fresh if each[0] in letters or not each.isalnum()]
        return set(chunk_pattern().findall(b" ".join(fresh).decode("utf-8", "surrogatepass")))

    def _learn_words(self, known: set[str], folded: list[str]) -> None:
        words, beginning = self.wanted.words, self.beginning
        for chunk, word in zip(known, folded, strict=True):
            if word in words:
                self.answering[chunk] = _whole(chunk, words[word])
            if word in beginning:
                beginning[word].add(chunk)

    def _learn_stems(self, known: set[str], folded: list[str]) -> None:
        terms = self.wanted.stems
        if not terms:
            return
        firsts, any_first = self.firsts, self.any_first
        for chunk, word in zip(known, folded, strict=True):
            if (any_first or word[:1] in firsts) and " " not in word:
                found = self.stems_of(chunk)
                part = next((terms[one] for one in found.split() if one in terms), None)
                if part is not None:
                    self.answering.setdefault(chunk, _whole(chunk, part))

    def _may_stem(self, word: str) -> bool:
        """Say whether a folded word may have a wanted stem, seen from its first letter."""
        return word[:1] in self.firsts or self.any_first

    def _learn_compound(self, chunk: str, word: str) -> None:
        said = word.split()
        for first in self.beginning.keys() & set(said):
            self.beginning[first].add(chunk)
        wanted = self.wanted
        if wanted.words.keys().isdisjoint(said):
            if not any(map(self._may_stem, said)):
                return
            if wanted.stems.keys().isdisjoint(self.stems_of(chunk).split()):
                return
        self.answering[chunk] = self._compound(chunk)

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

    def _guess(self, chunk: str) -> None:
        word = self.words_of(chunk)
        if " " in word:
            read = read_chunk(chunk)
            judged = zip(read.spans, map(self.guessed.__getitem__, read.words), strict=True)
            spans = [(start, end, part) for (start, end), part in judged if part]
        else:
            spans = _whole(chunk, self.guessed[word]) if self.guessed[word] else []
        if spans:
            self.answering[chunk] = self.answering.get(chunk, []) + spans


class _Guessed(dict[str, int]):
    """Which part of the query a folded word answers as a pattern or nearly; 0 for none."""

    def __init__(self, wanted: Wanted) -> None:
        super().__init__()
        self.wanted = wanted

    def __missing__(self, word: str) -> int:
        self[word] = part = self._judge(word) if word else 0
        return part

    def _judge(self, word: str) -> int:
        for pattern, part in self.wanted.patterns:
            if pattern.fullmatch(word):
                return part
        for near, distance, part in self.wanted.fuzzy:
            if within_distance(near, word, distance):
                return part
        return 0


def _first_letters(wanted: Wanted) -> set[str]:
    """Return the first letters of all words that are wanted, folded."""
    terms = (*wanted.words, *wanted.stems, *(words[0] for words, *_ in wanted.phrases))
    return {term.rpartition(":")[2][:1] for term in terms}


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
