"""The analyser: texts to folded words, stems and keys of names.

What each chunk gives is remembered: natural texts repeat their words, so nearly every chunk is one
dictionary look-up for each of the three. The words of a
text keep their order, so positions (phrases) survive. The stems need no positions; compounds
stand among them written as one ("cease-fire" also as "ceasefire").
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from onrecord.text.analysis.folding import fold, lower
from onrecord.text.analysis.names import connectors, has_no_case, is_name_like, name_keys, script_of
from onrecord.text.analysis.stems import primary, stem, stem_languages, stems
from onrecord.text.analysis.words import chunk_pattern, parts_of_compound, spans

# The version of the rules: an index made by another one must be made again.
VERSION = 5
# Chunks of each of two generations. Of 3,000 long releases with 63,000 chunks in all, 40,000 cost
# half as much time again as 80,000, but memory has its bound too.
_CACHE_LIMIT = 40_000
_LONGEST_REMEMBERED = 40  # code points; longer chunks (spaceless scripts) do not come again
_A_TEXT = 1024  # chunks kept read between a text's words and its stems
# Beyond ASCII, what most texts have around their words: separators, and apostrophes told as one.
_TYPOGRAPHY = (*((sign, " ") for sign in "“”–—\u00a0•…"), ("’", "'"), ("‘", "'"))


CONNECTOR = "~"  # what a word gives that may join two names to one (Paso del Rey)
# What one chunk gives, a line each: a name with no name beside it, nor behind a connector.
_LONE_NAME = re.compile("(?:(?<=\n\n)|(?<=\n\n~\n))[^\n=~]+(?=\n\n|\n~\n\n)")


class Analysed(NamedTuple):
    """A text for the index; in each string one or more spaces part the terms."""

    words: str
    stems: str
    names: str = ""


class Chunk(NamedTuple):
    """What one chunk gives. `spans` count in the chunk; `words` are folded, one per span."""

    text: str
    spans: tuple[tuple[int, int], ...]
    words: tuple[str, ...]
    joined: str  # the folded compound written as one word, or ""

    @property
    def raw_words(self) -> tuple[str, ...]:
        return tuple(self.text[start:end] for start, end in self.spans)


class _Remembered(dict[str, str]):
    """A bounded memory of chunks. When full it becomes the older generation of two.

    What is used again comes back from there, so common words are never worked out twice.
    """

    def __init__(self) -> None:
        super().__init__()
        self.older: dict[str, str] = {}

    def __missing__(self, chunk: str) -> str:
        value = self.older.get(chunk)
        if value is None:
            value = self.work_out(chunk)
        if len(chunk) <= _LONGEST_REMEMBERED:
            if len(self) >= _CACHE_LIMIT:
                self.older = dict(self)
                self.clear()
            self[chunk] = value
        return value

    def work_out(self, chunk: str) -> str:
        raise NotImplementedError


class _Words(_Remembered):
    def work_out(self, chunk: str) -> str:
        if chunk.isascii() and chunk.isalnum():  # most are, and need nothing but their case
            return chunk.lower()
        return " ".join(word for read in _read(chunk) for word in read.words)


class _Stems(_Remembered):
    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self._stems_ascii = language in stem_languages("a")

    def work_out(self, chunk: str) -> str:
        if chunk.isascii() and chunk.isalnum():
            plain = self._stems_ascii and not chunk.isdigit()
            return (stem(chunk, self.language) if plain else "") or chunk.lower()
        return " ".join(term for read in _read(chunk) for term in stems_of(read, self.language))


class _Names(_Remembered):
    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def work_out(self, chunk: str) -> str:
        if chunk.isascii() and chunk.islower():  # most are
            return CONNECTOR if chunk in connectors() else ""
        return " ".join(names_of(read_chunk(chunk), self.language))


_words = _Words()


@lru_cache(maxsize=_A_TEXT)
def _read(coarse: str) -> tuple[Chunk, ...]:
    """Return the chunks, most often the one, in what `_coarse_chunks` takes for one."""
    return tuple(map(read_chunk, chunk_pattern().findall(coarse)))


@cache
def _stems(language: str) -> _Stems:
    return _Stems(language)


@cache
def _names(language: str) -> _Names:
    return _Names(language)


def read_chunk(text: str) -> Chunk:
    """Return what one chunk gives, worked out afresh."""
    found = spans(text)
    folded = [(span, fold(text[span[0] : span[1]])) for span in found]
    kept = [(span, word) for span, word in folded if word]
    words = tuple(word for _, word in kept)
    joined = "".join(words) if parts_of_compound(text, [span for span, _ in kept]) else ""
    return Chunk(text, tuple(span for span, _ in kept), words, joined)


def stems_of(chunk: Chunk, language: str) -> list[str]:
    """Return the terms by which a chunk is found whatever its ending.

    The stems of its words by the language's rules; a word they do not reach (another script, no
    rules for the language, a number) stands folded. A compound stands written as one, too.
    `language` is a primary subtag.

    >>> stems_of(read_chunk("cease-fires"), "en"), stems_of(read_chunk("Bakı"), "uk")
    (['en:ceas', 'en:fire', 'en:ceasefir', 'ceasefires'], ['baki'])
    """
    terms = [
        term
        for raw, word in zip(chunk.raw_words, chunk.words, strict=True)
        for term in _stems_or(raw, word, language)
    ]
    if not chunk.joined:
        return terms
    return list(dict.fromkeys((*terms, *_stems_or(chunk.joined, "", language), chunk.joined)))


def _stems_or(raw: str, word: str, language: str) -> list[str]:
    found = stems(raw, language) if language in stem_languages(raw) else []
    return found or ([word] if word else [])


def query_stems(word: str, languages: frozenset[str]) -> list[str]:
    """Return the stems of a word under each of the languages that its script allows.

    >>> query_stems("talks", frozenset({"en", "fr", "ru"}))
    ['en:talk', 'fr:talk']
    """
    codes = (code for code in stem_languages(word) if code in languages)
    return [term for code in codes for term in stems(word, code)]


def analyse(text: str, language: str | None, chunks_cut: Sequence[str] | None = None) -> Analysed:
    """Return a text's folded words, its stems and the keys of its names.

    All are strings for a whitespace tokenizer. A name that no other stands beside has each of its
    keys a second time, marked as the whole of a name: "Alegre" is not "Porto Alegre". Where
    letters have no case every word has. `chunks_cut` are the text's chunks where they are known.

    >>> analyse("Ceasefires, всё, in İstanbul'da", "en")
    Analysed(words='ceasefires все in istanbul da',
             stems='en:ceasefir все en:in en:istanbul en:da en:istanbulda istanbulda',
             names='ssvrs ssvr astnbl astnbld =astnbld =ssvrs =ssvr')
    """
    code = primary(language)
    lowers = lower("I", code) == "i"
    found, is_plain = _coarse_chunks(text, _spaced(lowers))
    if is_plain and lowers:  # a word in ASCII is its own folding
        words = " ".join([chunk if chunk.isalnum() else _words[chunk] for chunk in found])
    else:
        words = " ".join(map(_words.__getitem__, found))
    return Analysed(
        words,
        " ".join(map(_stems(code).__getitem__, found)),
        _with_wholes(map(_names(code).__getitem__, chunks_cut or chunk_pattern().findall(text))),
    )


def _coarse_chunks(text: str, spaced: bytes) -> tuple[list[str], bool]:
    """Return a text cut where ASCII and the commonest signs part chunks; whether all is ASCII.

    A quarter of the pattern's time. What else parts them is looked for where a chunk is read.
    """
    if not text.isascii():
        for sign, instead in _TYPOGRAPHY:
            text = text.replace(sign, instead)
    raw = text.encode("utf-8", "surrogatepass").translate(spaced)
    return raw.decode("utf-8", "surrogatepass").split(), raw.isascii()


@cache
def _spaced(lowering: bool) -> bytes:
    """Return the table of bytes that sets spaces between ASCII chunks and lowers their letters."""
    signs = (chr(byte) if byte < 128 else "\u00df" for byte in range(256))
    kept = (chunk_pattern().match(sign) is not None for sign in signs)
    letters = bytes(range(256)).lower() if lowering else bytes(range(256))
    return bytes(byte if keep else 32 for byte, keep in zip(letters, kept, strict=True))


def analyse_names(text: str, language: str | None) -> str:
    """Return the keys of a text's names as `analyse` does, and nothing else.

    >>> analyse_names("President Aliyev met in Gəncə", "en")
    'prsdnt alv gnj =gnj'
    """
    return _with_wholes(map(_names(primary(language)).__getitem__, chunk_pattern().findall(text)))


def _with_wholes(names_of_chunks: Iterable[str]) -> str:
    joined = "\n".join(names_of_chunks)
    lone = _LONE_NAME.findall(f"\n\n{joined}\n\n")
    return " ".join((*joined.replace(CONNECTOR, "").split(), *map(whole, lone)))


def whole(keys: str) -> str:
    """Return keys marked as the whole of a name.

    >>> whole("gnj hnj")
    '=gnj =hnj'
    """
    return f"={keys.replace(' ', ' =')}" if keys else ""


def is_whole(key: str) -> bool:
    """Say whether a key is one of the whole of a name."""
    return key.startswith("=")


def names_of(chunk: Chunk, language: str) -> list[str]:
    """Return the keys of the name-like words of a chunk, and of the compound written as one.

    >>> names_of(read_chunk("Gəncə"), "az"), names_of(read_chunk("al-Assad"), "en")
    (['gnj'], ['asd', 'alsd', '=alsd'])
    """
    raw = chunk.raw_words
    if raw and chunk.text in connectors():
        return [CONNECTOR]
    like = [word for word in raw if is_name_like(word)]
    if not like:
        return []
    keys = [key for word in like for key in name_keys(word, language)]
    if chunk.joined:
        joined = name_keys(compound_of(raw, chunk.text), language)
        return list(dict.fromkeys((*keys, *joined, *whole(" ".join(joined)).split())))
    if has_no_case(like[0]):  # of which words a name consists can't be seen
        keys += [f"={key}" for key in keys]
    return list(dict.fromkeys(keys))


def compound_of(words: tuple[str, ...], text: str) -> str:
    """Return a compound as one word; a Hebrew letter keeps the stroke that makes it another."""
    return text.replace("’", "'") if script_of(words[0][0]) == "hebrew" else "".join(words)


def fold_text(text: str) -> str:
    """Return a text's folded words, parted by spaces.

    >>> fold_text("Bakı, Azərbaycan")
    'baki azerbaycan'
    """
    return " ".join(filter(None, map(_words.__getitem__, chunk_pattern().findall(text))))


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
