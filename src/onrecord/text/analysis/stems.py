"""Stems by Snowball (PyStemmer), one algorithm per language, made at its first use.

Azerbaijani and Georgian, which Snowball has no algorithm for, have light ones of our own
(`suffixes`). Which language has which, and in what script, is in `stems.tsv`.
"""

import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

import Stemmer  # type: ignore[import-not-found]  # a C module without stubs

from onrecord.text.analysis.folding import fold, lower
from onrecord.text.analysis.suffixes import light_stemmer

_TABLE = Path(__file__).with_name("stems.tsv")
# Snowball algorithms that take something off the front of a word too.
_FRONT_STRIPPERS = frozenset({"ar", "ga", "id", "nl", "ta"})


def stem(token: str, language: str) -> str:
    """Return the folded stem of a token as written, marked with its language; "" without one.

    The stemmer sees the token in lower case with its diacritics, which its rules need.

    >>> stem("CEASEFIRES", "en"), stem("kararları", "tr"), stem("atəşkəsin", "az")
    ('en:ceasefir', 'tr:karar', 'az:atesk')
    """
    language = primary(language)
    stemmer = _stemmer(language)
    if stemmer is None:
        return ""
    lowered = lower(token, language)
    if not lowered.isascii():
        lowered = unicodedata.normalize("NFC", lowered)
    folded = fold(stemmer(lowered))
    return f"{language}:{folded}" if folded else ""


def stem_all(tokens: list[str], language: str) -> list[str]:
    """Return the stem of each of some tokens of ASCII letters, as `stem` does, in one call.

    >>> stem_all(["talks", "held"], "en"), stem_all(["ISPARTA"], "tr")
    (['en:talk', 'en:held'], ['tr:isparta'])
    """
    language = primary(language)
    stemmer = _stemmer(language)
    if stemmer is None or not tokens:
        return [""] * len(tokens)
    lowered = lower("\0".join(tokens), language)
    folded = fold("\0".join(map(stemmer, lowered.split("\0")))).split("\0")
    return [f"{language}:{one}" if one else "" for one in folded]


def stems(token: str, language: str) -> list[str]:
    """Return the stems of a token as written and, where it differs, of the token folded.

    People leave out diacritics, and a stemmer then takes another ending for the word's; with
    both forms on both sides the two spellings meet.

    >>> stems("frontières", "fr"), stems("frontieres", "fr"), stems("talks", "en")
    (['fr:fronti', 'fr:frontier'], ['fr:frontier'], ['en:talk'])
    """
    written = stem(token, language)
    if token.isascii():
        return [written] if written else []
    return [term for term in dict.fromkeys((written, stem(fold(token), language))) if term]


def keeps_first_letter(language: str) -> bool:
    """Say whether a stem begins with the letter its word begins with, both folded.

    >>> keeps_first_letter("en"), keeps_first_letter("ar")
    (True, False)
    """
    return language not in _FRONT_STRIPPERS


def primary(language: str | None) -> str:
    """Return the primary subtag in lower case.

    >>> primary("az-Cyrl"), primary(None)
    ('az', '')
    """
    return (language or "").split("-")[0].split("_")[0].lower()


def stem_languages(token: str) -> tuple[str, ...]:
    """Return the languages whose stemmer may know a token, by the script of its first letter.

    >>> stem_languages("перемирие"), stem_languages("2020")
    (('ru',), ())
    """
    for character in token:
        if character.isalpha():
            script = unicodedata.name(character, "").split(" ")[0]
            return _by_script().get(script, ())
    return ()


@cache
def _rows() -> dict[str, tuple[str, str]]:
    lines = (line.split("\t") for line in _TABLE.read_text("utf-8").splitlines())
    return {row[0]: (row[1], row[2]) for row in lines if not row[0].startswith("#")}


@cache
def _by_script() -> dict[str, tuple[str, ...]]:
    scripts: dict[str, tuple[str, ...]] = {}
    for language, (_, script) in _rows().items():
        scripts[script] = (*scripts.get(script, ()), language)
    return scripts


@cache
def _stemmer(language: str) -> Callable[[str], str] | None:
    row = _rows().get(language)
    if row is not None and row[0] == "own":
        return light_stemmer(language)
    if row is None or row[0] not in Stemmer.algorithms():
        return None
    stemmer = Stemmer.Stemmer(row[0], 0)  # ours is the cache
    word: Callable[[str], str] = stemmer.stemWord
    return word
