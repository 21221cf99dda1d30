"""Where in a text words stand just as they are asked for, case apart."""

from collections.abc import Iterator, Sequence
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
            if wanted.slop:
                stretches = apart(text, wanted.words, wanted.slop)
            else:
                begins = [chunk for chunk, words in folded.items() if wanted.words[0] in words]
                stretches = together(text, begins, wanted.words)
            for start, end in stretches:
                here = exact_words(text[start:end], self._language)
                if here == exact or (wanted.slop and set(here) <= set(exact)):
                    yield Mark(start, end, wanted.part)
