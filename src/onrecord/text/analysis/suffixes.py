"""Light stemmers of our own, for languages that Snowball has none for: endings from a table.

Only endings of nouns are taken off (number, possession, case, postpositions), so that a word of
another kind at worst stays apart from its forms. What Azerbaijani endings do with their vowels
(harmony) is looked at, since it tells an ending from the end of a stem.
"""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

_TABLE = Path(__file__).with_name("suffixes.tsv")
_MOST_ENDINGS = 4  # one upon the other
_AGAIN, _ONCE = "again", "once"
_VOWELS_OF = {"A": "aəe", "I": "ıiuü"}
# Which vowels of an ending may follow the last vowel of a stem. The letters of a word typed
# without diacritics stand for several, so more may follow them.
_HARMONY = {
    "a": "aı",
    "ı": "aı",
    "o": "au",
    "u": "au",
    "e": "əi",
    "ə": "əi",
    "i": "əi",
    "ö": "əü",
    "ü": "əü",
}
_HARMONY_PLAIN = {"a": "ai", "e": "ei", "i": "aei", "o": "aeu", "u": "aeu"}
_VOWELS = frozenset("aəeıiuüoöაეიოუ")
# The stem's last letter before an ending that begins with a vowel, and without one.
_SOFTENED = {"ğ": "q", "y": "k"}
_SOFTENED_FROM = 4  # letters


class _Ending(NamedTuple):
    text: str
    remain: int
    after_vowel: bool | None
    never_after: tuple[str, ...]


def light_stemmer(language: str) -> Callable[[str], str] | None:
    """Return the stemmer of a language, a function of a word in lower case; None without one.

    >>> stem = light_stemmer("az")
    >>> [stem(w) for w in ("atəşkəsin", "sərhədlərində", "qadın", "ateskesin")]
    ['atəşk', 'sərhəd', 'qadın', 'atesk']

    What remains need not be a word: "s" may be the end of a stem or begin an ending (hadisəsi).

    >>> stem = light_stemmer("ka")
    >>> stem("თბილისიდან") == stem("თბილისში") == stem("თბილისის") == stem("თბილისი")
    True
    """
    return {"az": _azerbaijani, "ka": _georgian}.get(language)


def _azerbaijani(word: str) -> str:
    plain = word.isascii()
    harmony = _HARMONY_PLAIN if plain else _HARMONY
    for _ in range(_MOST_ENDINGS):
        rest = next(_without(word, _endings("az", _AGAIN), harmony), "")
        if not rest:
            break
        word = rest
    if len(word) >= _SOFTENED_FROM and word[-1] in _SOFTENED:
        return word[:-1] + _SOFTENED[word[-1]]
    return word


def _georgian(word: str) -> str:
    word = next(_without(word, _endings("ka", _ONCE), {}), word)
    for _ in range(_MOST_ENDINGS):
        rest = next(_without(word, _endings("ka", _AGAIN), {}), "")
        if not rest:
            break
        word = rest
    return word


def _without(word: str, endings: tuple[_Ending, ...], harmony: dict[str, str]) -> Iterator[str]:
    """Yield the word without each ending that it may have, the longest ending first."""
    for ending in endings:
        if not word.endswith(ending.text):
            continue
        rest = word[: -len(ending.text)]
        if (
            len(rest) >= ending.remain
            and ending.after_vowel in (None, rest[-1] in _VOWELS)
            and not rest.endswith(ending.never_after)
            and (not harmony or _agree(rest, ending.text, harmony))
        ):
            yield rest


def _agree(stem: str, ending: str, harmony: dict[str, str]) -> bool:
    last = next((letter for letter in reversed(stem) if letter in harmony), "")
    first = next((letter for letter in ending if letter in _VOWELS), "")
    return not first or (bool(last) and first in harmony[last])


@cache
def _endings(language: str, step: str) -> tuple[_Ending, ...]:
    found = []
    for line in _TABLE.read_text("utf-8").splitlines():
        if line.startswith(f"{language}\t{step}\t"):
            _, _, remain, after, never, patterns = line.split("\t")
            vowel = None if after == "*" else after == "V"
            excepted = () if never == "-" else tuple(_written(never))
            texts = (text for pattern in patterns.split(" ") for text in _written(pattern))
            found += [_Ending(text, int(remain), vowel, excepted) for text in texts]
    return tuple(sorted(found, key=lambda ending: -len(ending.text)))


def _written(pattern: str) -> Iterator[str]:
    for letters in product(*(_VOWELS_OF.get(letter, letter) for letter in pattern)):
        yield "".join(letters)
