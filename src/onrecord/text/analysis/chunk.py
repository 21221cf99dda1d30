"""What one chunk gives: its words, its stems and the keys of its names. Remembers nothing."""

from functools import lru_cache
from typing import NamedTuple

from onrecord.text.analysis.folding import fold
from onrecord.text.analysis.names import (
    FULL,
    connectors,
    full_key,
    has_no_case,
    is_name_like,
    name_keys,
    script_of,
)
from onrecord.text.analysis.stems import stem_languages, stems, stems_in_text
from onrecord.text.analysis.words import parts_of_compound, spans

_A_TEXT = 1024  # chunks kept read: a text's are asked for their terms, then for their concepts
CONNECTOR = "~"  # what a word gives that may join two names to one (Paso del Rey)


class Chunk(NamedTuple):
    """What one chunk gives. `spans` count in the chunk; `words` are folded, one per span."""

    text: str
    spans: tuple[tuple[int, int], ...]
    words: tuple[str, ...]
    joined: str  # the folded compound written as one word, or ""

    @property
    def raw_words(self) -> tuple[str, ...]:
        return tuple(self.text[start:end] for start, end in self.spans)


@lru_cache(maxsize=_A_TEXT)
def read_chunk(text: str) -> Chunk:
    """Return the words of one chunk."""
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
    found = stems_in_text(raw, language) if language in stem_languages(raw) else []
    return found or ([word] if word else [])


def query_stems(word: str, languages: frozenset[str]) -> list[str]:
    """Return the stems of a word under each of the languages that its script allows.

    >>> query_stems("talks", frozenset({"en", "fr", "ru"}))
    ['en:talk', 'fr:talk']
    """
    codes = (code for code in stem_languages(word) if code in languages)
    return [term for code in codes for term in stems(word, code)]


def names_of(chunk: Chunk, language: str) -> list[str]:
    """Return the keys of the name-like words of a chunk, and of the compound written as one.

    >>> names_of(read_chunk("Gəncə"), "az"), names_of(read_chunk("al-Assad"), "en")
    (['gnj', ':ganj'], ['asd', 'alsd', '=alsd'])
    """
    raw = chunk.raw_words
    if raw == (chunk.text,):
        return names_of_word(chunk.text, language)
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


def names_of_word(word: str, language: str) -> list[str]:
    """Return the keys of a chunk that is one word.

    >>> names_of_word("Baku", "en"), names_of_word("باكو", "ar"), names_of_word("del", "es")
    (['bak'], ['bak', 'pak', 'ak', '=bak', '=pak', '=ak'], ['~'])
    """
    if word in connectors():
        return [CONNECTOR]
    if not is_name_like(word):
        return []
    keys = name_keys(word, language)
    marked = [whole(key) for key in keys] if has_no_case(word) else []
    full = full_key(word, language)
    return list(dict.fromkeys((*keys, *marked, *((full,) if full else ()))))


def compound_of(words: tuple[str, ...], text: str) -> str:
    """Return a compound as one word; a Hebrew letter keeps the stroke that makes it another."""
    return text.replace("’", "'") if script_of(words[0][0]) == "hebrew" else "".join(words)


def whole(keys: str) -> str:
    """Return keys marked as the whole of a name.

    >>> whole("gnj hnj :ganj")
    '=gnj =hnj'
    """
    keys = keys.partition(f" {FULL}")[0]
    return f"={keys.replace(' ', ' =')}" if keys else ""


def is_marked(key: str) -> bool:
    """Say whether a key is one of the whole of a name, or one with its vowels."""
    return key.startswith(("=", FULL))
