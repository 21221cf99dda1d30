"""Where in a text words stand just as they are asked for, case apart."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from onrecord.index.mark import Mark
from onrecord.index.phrases import apart, together
from onrecord.text.analysis import chunk_pattern, chunk_terms, exact_words


class WantedExactly(NamedTuple):
    """Words as typed, the same folded, how far apart they may be, the query's part."""

    text: str
    words: tuple[str, ...]
    slop: int
    part: int


class ExactMarker:
    """Marks the words and phrases of texts of one language that are spelt as wanted.

    >>> list(ExactMarker([WantedExactly("ILIQ", ("iliq",), 0, 1)], "az").marks("Ilıq, iliq"))
    [Mark(start=0, end=4, part=1)]
    """

    def __init__(self, wanted: Sequence[WantedExactly], language: str) -> None:
        self._wanted = [(each, exact_words(each.text, language)) for each in wanted]
        self._language = language

    def marks(self, text: str) -> Iterator[Mark]:
        if not self._wanted:
            return
        words_of, _ = chunk_terms(None)
        folded = {chunk: words_of(chunk).split() for chunk in chunk_pattern().findall(text)}
        for wanted, exact in self._wanted:
            for start, end in self._stretches(text, folded, wanted, exact):
                yield Mark(start, end, wanted.part)

    def _stretches(
        self, text: str, folded: Mapping[str, list[str]], wanted: WantedExactly, exact: list[str]
    ) -> list[tuple[int, int]]:
        def spelt(words: str) -> list[str]:
            return exact_words(words, self._language)

        if wanted.slop:
            known = set(exact)
            return apart(text, wanted.words, wanted.slop, lambda word: set(spelt(word)) <= known)
        begins = [chunk for chunk, words in folded.items() if wanted.words[0] in words]
        found = together(text, begins, wanted.words)
        return [(start, end) for start, end in found if spelt(text[start:end]) == exact]
