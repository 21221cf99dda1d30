"""The analyser: texts to folded words, stems and keys of names.

What each chunk gives is remembered: natural texts repeat their words, so nearly every chunk is one
dictionary look-up. The words of a text keep their order, so positions (phrases) survive. The stems
need no positions; compounds stand among them written as one ("cease-fire" also as "ceasefire").
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from onrecord.text.analysis.chunk import (
    CONNECTOR,
    Chunk,
    names_of,
    names_of_word,
    read_chunk,
    stems_of,
    whole,
)
from onrecord.text.analysis.exactness import exact_terms, spelt
from onrecord.text.analysis.folding import lowers_otherwise
from onrecord.text.analysis.names import connectors
from onrecord.text.analysis.remembered import Remembered
from onrecord.text.analysis.stems import primary, stem, stem_all, stem_languages
from onrecord.text.analysis.words import chunk_pattern, cut

# The version of the rules: an index made by another one must be made again.
VERSION = 7
# Of each of two generations. 3,000 long releases have some 60,000; with 20,000 a text takes half
# as long again.
_CHUNKS = 64_000


class Analysed(NamedTuple):
    """A text for the index; in each string one or more spaces part the terms."""

    words: str
    stems: str
    names: str = ""
    exact: str = ""  # the words that are not their own folding: `exactness`


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


class _Terms(Remembered[Analysed]):
    """All that a chunk gives to the index."""

    def __init__(self, language: str) -> None:
        super().__init__(_CHUNKS)
        self.language = language
        self._stems_ascii = language in stem_languages("a")

    def work_out(self, chunk: str) -> Analysed:
        if chunk.isascii() and chunk.isdigit():
            return Analysed(chunk, chunk, "")
        read = read_chunk(chunk)
        return Analysed(
            " ".join(read.words),
            " ".join(stems_of(read, self.language)),
            " ".join(names_of(read, self.language)),
            spelt(read, self.language),
        )

    def work_out_all(self, chunks: list[str]) -> Iterable[Analysed]:
        if not self._stems_ascii:
            return map(self.work_out, chunks)
        plain = [
            chunk
            for chunk in chunks
            if chunk.isascii()
            and chunk.isalnum()
            and not chunk.isdigit()
            and not lowers_otherwise(chunk, self.language)
        ]
        stemmed = dict(zip(plain, stem_all(plain, self.language), strict=True))
        return [
            Analysed(lowered := chunk.lower(), stemmed[chunk] or lowered, self._names(chunk), "")
            if chunk in stemmed
            else self.work_out(chunk)
            for chunk in chunks
        ]

    def _names(self, word: str) -> str:
        if not word.islower():
            return " ".join(names_of_word(word, self.language))
        return CONNECTOR if word in connectors() else ""


_words = _Words(_CHUNKS)


@cache
def _stems(language: str) -> _Stems:
    return _Stems(language)


@cache
def _terms(language: str) -> _Terms:
    return _Terms(language)


def analyse(text: str, language: str | None, chunks_cut: Sequence[str] | None = None) -> Analysed:
    """Return a text's folded words, its stems, the keys of its names and its exact forms.

    All are strings for a whitespace tokenizer. A name that no other stands beside has each of its
    keys a second time, marked as the whole of a name: "Alegre" is not "Porto Alegre". Where
    letters have no case every word has. `chunks_cut` are the text's chunks where they are known.

    >>> analyse("Ceasefires, всё, in İstanbul'da", "en")
    Analysed(words='ceasefires все in istanbul da',
             stems='en:ceasefir все en:in en:istanbul en:da en:istanbulda istanbulda',
             names='ssvrs ssvr astnbl astnbld =astnbld =ssvrs =ssvr',
             exact='все=всё')
    """
    terms = _terms(primary(language))
    found = cut(text) if chunks_cut is None else chunks_cut
    if not found:
        return Analysed("", "", "")
    flat = list(chain.from_iterable(terms.values_of(found)))
    words = flat[::4]
    return Analysed(
        " ".join(words),
        " ".join(flat[1::4]),
        _with_wholes(flat[2::4]),
        " ".join(exact_terms(words, flat[3::4])),
    )


def _with_wholes(names: Sequence[str]) -> str:
    """Put beside the keys of names, a string a chunk, those of names that stand alone.

    Alone is a name with no name beside it, nor behind a connector.
    """
    found = [at for at, keys in enumerate(names) if keys]
    around = ("", "", *names, "", "")
    kept: list[str] = []
    alone: list[str] = []
    for at in found:
        keys = names[at]
        if keys == CONNECTOR:
            continue
        kept.append(keys)
        before, after = around[at + 1], around[at + 3]
        if (
            (not before or (before == CONNECTOR and not around[at]))
            and (not after or (after == CONNECTOR and not around[at + 4]))
            and "=" not in keys
        ):
            alone.append(whole(keys))
    return " ".join(kept + alone)


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
