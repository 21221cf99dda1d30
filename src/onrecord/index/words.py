"""What a word or phrase of a query is looked for as; shared by search and highlights."""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from onrecord.model.query import Fuzzy, Phrase, Term
from onrecord.text.analysis import (
    chunks,
    declines_names,
    fold_text,
    is_bigram_script,
    name_keys,
    query_stems,
)

# Lucene's and Elasticsearch's AUTO: words this short must match as they are, or but for a letter.
_SHORTEST_FOR = ((6, 2), (3, 1))
_VOWELS = frozenset("au")  # of a key of a name


class Sought(NamedTuple):
    """`words` folded, in their order. Any of the other ways suffices too.

    `alone`: words that match alone; `stems`: terms of the stems field, which reach those words
    too; `lone`: a lone character of a script without spaces, which is indexed in pairs and stands
    within words.
    """

    words: tuple[str, ...]
    alone: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    lone: str = ""


@lru_cache(maxsize=1024)
def sought(node: Term | Phrase, languages: frozenset[str]) -> Sought:
    """Return what a term or phrase is looked for as, in documents of the given languages.

    >>> sought(Term("cease-fires", 0), frozenset({"en"}))
    Sought(words=('cease', 'fires'), alone=('ceasefires',),
           stems=('ceasefires', 'en:ceasefir'), lone='')
    >>> sought(Phrase("the talks", 0), frozenset({"en"}))
    Sought(words=('the', 'talks'), alone=(), stems=(), lone='')
    """
    words = tuple(fold_text(node.text).split())
    if len(words) == 1:
        return _one(node, words, languages)
    if isinstance(node, Phrase) or node.exact or not words:
        return Sought(words)
    found = [chunk for _, chunk in chunks(node.text)]
    joined = found[0].joined if len(found) == 1 else ""
    if not joined:
        return Sought(words)
    return Sought(words, (joined,), (joined, *query_stems(joined, languages)))


def _one(node: Term | Phrase, words: tuple[str, ...], languages: frozenset[str]) -> Sought:
    word = words[0]
    if len(word) == 1 and is_bigram_script(word):
        return Sought(words, words, lone=word)
    if node.exact or isinstance(node, Phrase):
        return Sought(words, words)
    raw = [part for _, chunk in chunks(node.text) for part in chunk.raw_words]
    plain = unicodedata.normalize("NFKC", raw[0])  # full-width letters have a script too
    if isinstance(node, Term) and node.name:
        languages = frozenset(filter(declines_names, languages))
    found = query_stems(plain, languages)
    if isinstance(node, Term) and node.whole:
        found = [stem for stem in found if _is_whole(word, stem)]
    return Sought(words, words, tuple(dict.fromkeys((word, *found))))


def _is_whole(name: str, stem: str) -> bool:
    """Say whether a stem has all consonants of a name that stands in its nominative.

    >>> _is_whole("мурам", "ru:мур"), _is_whole("гянджа", "ru:гяндж")
    (False, True)
    """
    bare = stem.partition(":")[2] or stem
    lost = name_keys(name[len(bare) :]) if name.startswith(bare) else ()
    return _VOWELS.issuperset("".join(lost))


def default_distance(node: Fuzzy) -> int:
    """Return how many edits a fuzzy word may be away: as asked, else by its length.

    >>> [default_distance(Fuzzy(w, 0)) for w in ("un", "paris", "ceasefire")]
    [0, 1, 2]
    """
    if node.distance is not None:
        return node.distance
    length = len(fold_text(node.text))
    return next((distance for shortest, distance in _SHORTEST_FOR if length >= shortest), 0)
