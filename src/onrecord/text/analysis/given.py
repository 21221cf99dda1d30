"""What a text gives to an index: folded words, stems, keys of names, exact forms, hashes.

The words of a text keep their order, so positions (phrases) survive. The stems need no positions;
compounds stand among them written as one ("cease-fire" also as "ceasefire").

What each chunk gives is remembered: natural texts repeat their words, so nearly every chunk is one
dictionary look-up, whatever is wanted of it. Most chunks are plain words in small letters; what
only some give stands apart, so that putting a text together passes over the others. A search has no
use for any of it, so the package does not load it.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from hashlib import blake2b
from itertools import compress, count
from typing import Generic, NamedTuple, TypeVar

from onrecord.text.analysis.chunk import (
    CONNECTOR,
    names_of,
    names_of_word,
    read_chunk,
    stems_of,
    whole,
)
from onrecord.text.analysis.exactness import BETWEEN, exact_terms, spelt
from onrecord.text.analysis.folding import lowers_otherwise
from onrecord.text.analysis.names import connectors
from onrecord.text.analysis.remembered import Remembered
from onrecord.text.analysis.stems import primary, stem_all, stem_languages
from onrecord.text.analysis.words import cut

# Of each of two generations. 3,000 long releases have some 60,000; with 20,000 a text takes half
# as long again.
_CHUNKS = 64_000
HASH_BYTES = 8  # of each folded word

Also = TypeVar("Also")


class Rest(NamedTuple, Generic[Also]):
    """What only some chunks give: keys of names, the same where no name stands beside it (""
    where they say so already), exact forms, and what else was asked for."""

    names: str
    alone: str
    exact: str
    also: Also | None


class Given(NamedTuple, Generic[Also]):
    """What one chunk gives: folded words, stems, a hash of each word, and the rest where it has
    any; in each string a space parts the terms."""

    words: str
    stems: str
    hashes: bytes
    rest: Rest[Also] | None


class Analysed(NamedTuple, Generic[Also]):
    """A text for the index; in each string one or more spaces part the terms.

    `hashes` has eight bytes for each folded word, in their order; `also` what else was asked for,
    with the number of its chunk.
    """

    words: str = ""
    stems: str = ""
    names: str = ""
    exact: str = ""  # the words that are not their own folding: `exactness`
    hashes: bytes = b""
    also: Sequence[tuple[int, Also]] = ()


class Giving(Remembered[Given[Also]]):
    """What chunks give in one language; `also` says what else a chunk gives, None for nothing."""

    def __init__(self, language: str | None, also: Callable[[str], Also | None]) -> None:
        super().__init__(_CHUNKS)
        self._language = primary(language)
        self._also = also
        self._stems_ascii = self._language in stem_languages("a")

    def work_out(self, chunk: str) -> Given[Also]:
        if chunk.isascii() and chunk.isdigit():
            return Given(chunk, chunk, _hash(chunk), self._rest("", "", chunk))
        read = read_chunk(chunk)
        return Given(
            " ".join(read.words),
            " ".join(stems_of(read, self._language)),
            b"".join(map(_hash, read.words)),
            self._rest(
                " ".join(names_of(read, self._language)), spelt(read, self._language), chunk
            ),
        )

    def work_out_all(self, chunks: list[str]) -> Iterable[Given[Also]]:
        if not self._stems_ascii:
            return map(self.work_out, chunks)
        plain = [
            chunk
            for chunk in chunks
            if chunk.isascii()
            and chunk.isalnum()
            and not chunk.isdigit()
            and not lowers_otherwise(chunk, self._language)
        ]
        stemmed = dict(zip(plain, stem_all(plain, self._language), strict=True))
        return [
            self._plain(chunk, stemmed[chunk]) if chunk in stemmed else self.work_out(chunk)
            for chunk in chunks
        ]

    def _plain(self, word: str, stem: str) -> Given[Also]:
        """What a chunk gives that is one word of ASCII."""
        if word.islower():
            names = CONNECTOR if word in connectors() else ""
            return Given(word, stem or word, _hash(word), self._rest(names, "", word))
        lowered = word.lower()
        names = " ".join(names_of_word(word, self._language))
        return Given(lowered, stem or lowered, _hash(lowered), self._rest(names, "", word))

    def _rest(self, names: str, exact: str, chunk: str) -> Rest[Also] | None:
        also = self._also(chunk)
        if not names and not exact and also is None:
            return None
        alone = "" if names == CONNECTOR or "=" in names else whole(names)
        return Rest(names, alone, exact, also)


def _hash(word: str) -> bytes:
    return blake2b(word.encode("utf-8", "surrogatepass"), digest_size=HASH_BYTES).digest()


def analyse(text: str, language: str | None) -> Analysed[None]:
    """Return what a text gives in its language.

    The terms are strings for a whitespace tokenizer. A name that no other stands beside has each of
    its keys a second time, marked as the whole of a name: "Alegre" is not "Porto Alegre". Where
    letters have no case every word has.

    >>> analyse("Ceasefires, всё, in İstanbul'da", "en")[:4]
    ('ceasefires все in istanbul da',
     'en:ceasefir все en:in en:istanbul en:da en:istanbulda istanbulda',
     'ssvrs ssvr astnbl astnbld =astnbld =ssvrs =ssvr',
     'все=всё')
    """
    return put_together(cut(text), _giving(primary(language)))


@cache
def _giving(language: str) -> Giving[None]:
    return Giving(language, also=lambda _: None)


def put_together(chunks: Sequence[str], giving: Giving[Also]) -> Analysed[Also]:
    """Return what a text gives, whose chunks these are."""
    if not chunks:
        return Analysed()
    words, stems, hashes, rests = zip(*giving.values_of(chunks), strict=True)
    names = [""] * len(chunks)
    exact: dict[int, str] = {}
    also: list[tuple[int, Also]] = []
    alone = [""] * len(chunks)
    for at in compress(count(), rests):
        names[at], alone[at], spelt_so, more = rests[at]
        if spelt_so:
            exact[at] = spelt_so
        if more is not None:
            also.append((at, more))
    return Analysed(
        " ".join(words),
        " ".join(stems),
        _with_those_alone(names, alone),
        _exact(words, exact),
        b"".join(hashes),
        also,
    )


def _exact(words: Sequence[str], spelt_so: dict[int, str]) -> str:
    if not any(BETWEEN in forms for forms in spelt_so.values()):
        return ""
    every = [""] * len(words)
    for at, forms in spelt_so.items():
        every[at] = forms
    return " ".join(exact_terms(words, every))


def _with_those_alone(names: Sequence[str], alone: Sequence[str]) -> str:
    """Put beside the keys of names those that are of a whole name: no name stands beside it, nor
    behind a connector. Both have a string a chunk."""
    around = ("", "", *names, "", "")
    whole_ones: list[str] = []
    for at in compress(count(), alone):
        before, after = around[at + 1], around[at + 3]
        if (not before or (before == CONNECTOR and not around[at])) and (
            not after or (after == CONNECTOR and not around[at + 4])
        ):
            whole_ones.append(alone[at])
    keys = [one for one in names if one and one != CONNECTOR]
    return " ".join(keys + whole_ones)
