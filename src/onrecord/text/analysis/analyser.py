"""The analyser: the words of texts, folded, and where they stand; words and stems of chunks.

What each chunk gives is remembered: natural texts repeat their words, so nearly every chunk is one
dictionary look-up. What a text gives to the index is in `given`, by the same rules.
"""

from collections.abc import Callable, Iterator
from functools import cache

from onrecord.text.analysis.chunk import Chunk, read_chunk, stems_of
from onrecord.text.analysis.remembered import Remembered
from onrecord.text.analysis.stems import primary, stem, stem_languages
from onrecord.text.analysis.words import chunk_pattern, cut

# The version of the rules: an index made by another one must be made again.
VERSION = 7
_CHUNKS = 64_000  # of each of two generations


class _Words(Remembered[str]):
    def work_out(self, chunk: str) -> str:
        if chunk.isascii() and chunk.isalnum():  # most are, and need nothing but their case
            return chunk.lower()
        return " ".join(read_chunk(chunk).words)


class _Stems(Remembered[str]):
    def __init__(self, language: str) -> None:
        super().__init__(_CHUNKS)
        self.language = language
        self._stems_ascii = language in stem_languages("a")

    def work_out(self, chunk: str) -> str:
        if chunk.isascii() and chunk.isalnum():
            plain = self._stems_ascii and not chunk.isdigit()
            return (stem(chunk, self.language) if plain else "") or chunk.lower()
        return " ".join(stems_of(read_chunk(chunk), self.language))


_words = _Words(_CHUNKS)


@cache
def _stems(language: str) -> _Stems:
    return _Stems(language)


def fold_text(text: str) -> str:
    """Return a text's folded words, parted by spaces.

    >>> fold_text("Bakı, Azərbaycan")
    'baki azerbaycan'
    """
    return " ".join(filter(None, map(_words.__getitem__, cut(text))))


def chunk_terms(language: str | None) -> tuple[Callable[[str], str], Callable[[str], str]]:
    """Return two functions of a chunk: its words and its stems, parted by spaces; remembered.

    >>> words, stems = chunk_terms("en")
    >>> words("Cease-fire"), stems("Cease-fire")
    ('cease fire', 'en:ceas en:fire en:ceasefir ceasefire')
    """
    return _words.__getitem__, _stems(primary(language)).__getitem__


def chunks(text: str) -> Iterator[tuple[int, Chunk]]:
    """Yield (start, chunk) in order, `start` in code points of the text."""
    for found in chunk_pattern().finditer(text):
        yield found.start(), read_chunk(found[0])


def analyse_with_offsets(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, folded word) in order: the same words as `analyse`, where they stand.

    >>> list(analyse_with_offsets("Всё (Bakı)"))
    [(0, 3, 'все'), (5, 9, 'baki')]
    """
    for offset, chunk in chunks(text):
        for (start, end), word in zip(chunk.spans, chunk.words, strict=True):
            yield offset + start, offset + end, word
