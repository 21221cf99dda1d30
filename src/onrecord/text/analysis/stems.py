"""Stems by Snowball (PyStemmer), one algorithm per language, made at its first use.

Languages that Snowball has no algorithm for, or one that does badly by nouns, have light ones of
our own (`suffixes`). Which language has which, and in what script, is in `stems.tsv`; words that an
algorithm would take for forms of another are in `apart.tsv`.
"""

import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

import Stemmer  # type: ignore[import-not-found]  # a C module without stubs

from onrecord.text.analysis.folding import fold, lower, lowers_otherwise
from onrecord.text.analysis.suffixes import light_stemmer, may_be_bare, other_readings

_TABLE = Path(__file__).with_name("stems.tsv")
_APART = Path(__file__).with_name("apart.tsv")
_ATTACHING = frozenset({"ar"})  # languages that write small words onto others
# Algorithms that take something off the front of a word too.
_FRONT_STRIPPERS = frozenset({"ar", "ga", "id", "nl", "ta"})
_INNER_CHANGERS = frozenset({"de", "sr"})  # German's undoes ue, Serbian's je
_SURE = 3  # letters: enough to tell most words apart


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
    folded = _apart(language).get(lowered) or fold(stemmer(lowered))
    return f"{language}:{folded}" if folded else ""


def stem_all(tokens: list[str], language: str) -> list[str]:
    """Return the stem of each of some tokens of ASCII letters, as `stem` does, in one call.

    >>> stem_all(["talks", "held"], "en"), stem_all(["ISPARTA"], "tr")
    (['en:talk', 'en:held'], ['tr:ispart'])
    """
    language = primary(language)
    stemmer = _stemmer(language)
    if stemmer is None or not tokens:
        return [""] * len(tokens)
    lowered = lower("\0".join(tokens), language)
    words = lowered.split("\0")
    folded = fold("\0".join(map(stemmer, words))).split("\0")
    apart = _apart(language)
    if apart:
        folded = [apart.get(word) or one for word, one in zip(words, folded, strict=True)]
    return [f"{language}:{one}" if one else "" for one in folded]


def stems(token: str, language: str) -> list[str]:
    """Return the stems of a token as written and, where it differs, of the token folded.

    People leave out diacritics, and a stemmer then takes another ending for the word's; with
    both forms on both sides the two spellings meet.

    >>> stems("frontières", "fr"), stems("frontieres", "fr"), stems("talks", "en")
    (['fr:fronti', 'fr:frontier'], ['fr:frontier'], ['en:talk'])
    """
    written = stem(token, language)
    if token.isascii() and not lowers_otherwise(token, language):
        return [written] if written else []
    folded = fold(token)
    found = [term for term in dict.fromkeys((written, stem(folded, language))) if term]
    if may_be_bare(folded, language) and f"{language}:{folded}" not in found:
        found.append(f"{language}:{folded}")
    return found


def stems_in_text(token: str, language: str) -> list[str]:
    """Return the stems by which a token of a text is found: what may be written onto it left out.

    >>> stems("ووزارة", "ar"), stems_in_text("ووزارة", "ar")
    (['ar:ووزار'], ['ar:ووزار', 'ar:وزار'])
    """
    found = stems(token, language)
    if language in _ATTACHING:
        others = (stem(other, language) for other in other_readings(fold(token), language))
        found = list(dict.fromkeys((*found, *others)))
    return found


def beginning_of_stem(stem: str, language: str) -> str:
    """Return the letters that any word of a stem begins with, folded; none where that is not sure.

    >>> beginning_of_stem("ceasefir", "en"), beginning_of_stem("die", "en")
    ('cea', 'd')
    >>> beginning_of_stem("publo", "de"), beginning_of_stem("wizar", "ar")
    ('p', '')
    """
    if language in _FRONT_STRIPPERS:
        return ""
    # The last letters of a stem may be another's: a y's, an i's.
    return stem[: 1 if language in _INNER_CHANGERS else min(max(len(stem) - 2, 1), _SURE)]


def declines_names(language: str) -> bool:
    """Say whether a language hangs endings on names of places and people.

    >>> declines_names("ru"), declines_names("en")
    (True, False)
    """
    return language in _rows() and _rows()[language][2] == "+"


def primary(language: str | None) -> str:
    """Return the primary subtag in lower case.

    >>> primary("az-Cyrl"), primary(None)
    ('az', '')
    """
    return (language or "").split("-")[0].split("_")[0].lower()


def stem_languages(token: str) -> tuple[str, ...]:
    """Return the languages whose stemmer may know a token, by the script of its first letter.

    >>> stem_languages("перемирие"), stem_languages("2020")
    (('ru', 'uk'), ())
    """
    for character in token:
        if character.isalpha():
            script = unicodedata.name(character, "").split(" ")[0]
            return _by_script().get(script, ())
    return ()


@cache
def _apart(language: str) -> dict[str, str]:
    """Return stems by word, in lower case: as written and as typed without diacritics."""
    found: dict[str, str] = {}
    for line in _APART.read_text("utf-8").splitlines():
        if line.startswith(f"{language}\t"):
            _, kept, forms = line.split("\t")
            for form in forms.split(" "):
                found[form] = found[fold(form)] = fold(kept)
    return found


@cache
def _rows() -> dict[str, tuple[str, str, str]]:
    lines = (line.split("\t") for line in _TABLE.read_text("utf-8").splitlines())
    return {row[0]: (row[1], row[2], row[3]) for row in lines if not row[0].startswith("#")}


@cache
def _by_script() -> dict[str, tuple[str, ...]]:
    scripts: dict[str, tuple[str, ...]] = {}
    for language, (_, script, _) in _rows().items():
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
