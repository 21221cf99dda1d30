"""Light stemmers of our own, for languages that Snowball has none for, or one that errs on nouns.

Only endings of nouns and adjectives are taken off (number, possession, case, postpositions), so
that a word of another kind at worst stays apart from its forms. What Turkic endings do with their
vowels (harmony) is looked at, since it tells an ending from the end of a stem. Which endings a
language has is told by a table.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from onrecord.text.analysis.folding import fold

_TABLE = Path(__file__).with_name("suffixes.tsv")
_MOST_ENDINGS = 4  # one upon the other
_VOWELS_OF = {"A": "aəe", "I": "ıiuü"}
# Which vowels of an ending may follow the last vowel of a stem. The letters of a word typed
# without diacritics stand for several, so more may follow them.
_BACK = {"a": "aı", "ı": "aı", "o": "au", "u": "au"}
_HARMONY: dict[str, dict[str, str]] = {
    "az": _BACK | {"e": "əi", "ə": "əi", "i": "əi", "ö": "əü", "ü": "əü"},
    "tr": _BACK | {"e": "ei", "i": "ei", "ö": "eü", "ü": "eü", "â": "aei", "î": "ei", "û": "au"},
}
_HARMONY_PLAIN = {"a": "ai", "e": "ei", "i": "aei", "o": "aeu", "u": "aeu"}
_VOWELS = frozenset("aəeıiuüoöâîûაეიოუաեէըիոօւ")
_FOLDED = frozenset({"ar", "fa"})  # languages whose marks and variants of letters tell nothing
_KEEP = "keep"
_FINALLY_FROM = 4  # letters


class _Ending(NamedTuple):
    text: str
    remain: int
    after_vowel: bool | None
    never_after: tuple[str, ...]
    instead: str = ""

    def fits(self, rest: str) -> bool:
        return (
            len(rest) >= self.remain
            and self.after_vowel in (None, rest[-1] in _VOWELS)
            and not rest.endswith(self.never_after)
        )


_ByLastLetter = Mapping[str, tuple[_Ending, ...]]


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
    return _Stemmer(language).stem if language in _table() else None


def other_readings(word: str, language: str) -> Iterator[str]:
    """Yield what a word of a text is without a letter that may be another word written onto it.

    >>> list(other_readings("ووزارة", "ar")), list(other_readings("وفد", "ar"))
    (['وزارة'], [])
    """
    for ending in _endings(language, "maybe"):
        if word.startswith(ending.text) and ending.fits(word[len(ending.text) :]):
            yield word[len(ending.text) :]


def may_be_bare(word: str, language: str) -> bool:
    """Say whether a word whose end is taken for an ending may have none.

    >>> may_be_bare("ереван", "ru"), may_be_bare("ереване", "ru")
    (True, False)
    """
    return any(
        word.endswith(ending.text) and ending.fits(word[: -len(ending.text)])
        for ending in _endings(language, "whole")
    )


class _Stemmer:
    def __init__(self, language: str) -> None:
        self.front = _endings(language, "front")
        self.stead, self.once, self.again, self.final = (
            _by_last_letter(_endings(language, step))
            for step in ("stead", "once", "again", "final")
        )
        self.keep = _kept(language)
        self.folds = language in _FOLDED
        self.harmony = _HARMONY.get(language, {})

    def stem(self, word: str) -> str:
        harmony = _HARMONY_PLAIN if self.harmony and word.isascii() else self.harmony
        if self.folds:
            word = fold(word)
        for each in self.front:
            if word.startswith(each.text) and each.fits(word[len(each.text) :]):
                word = word[len(each.text) :]
                break
        word = _instead(word, self.stead)
        word = self._without(word, self.once, harmony) or word
        for _ in range(_MOST_ENDINGS):
            word = _instead(word, self.stead)
            rest = self._without(word, self.again, harmony)
            if not rest:
                break
            word = rest
        return _instead(word, self.final) if len(word) >= _FINALLY_FROM else word

    def _without(self, word: str, endings: _ByLastLetter, harmony: Mapping[str, str]) -> str:
        """Return the word without the longest ending that it may have, "" where it has none."""
        if word in self.keep:
            return ""
        found = ""
        for ending in endings.get(word[-1:], ()):
            if word.endswith(ending.text):
                rest = word[: -len(ending.text)]
                if rest in self.keep:
                    return rest
                if not found and ending.fits(rest) and _agree(rest, ending.text, harmony):
                    found = rest
        return found


def _instead(word: str, endings: _ByLastLetter) -> str:
    for ending in endings.get(word[-1:], ()):
        if word.endswith(ending.text):
            rest = word[: -len(ending.text)]
            if ending.fits(rest):
                return rest + ending.instead
    return word


def _agree(stem: str, ending: str, harmony: Mapping[str, str]) -> bool:
    if not harmony:
        return True
    last = next((letter for letter in reversed(stem) if letter in harmony), "")
    first = next((letter for letter in ending if letter in _VOWELS), "")
    return not first or (bool(last) and first in harmony[last])


@cache
def _table() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for line in _TABLE.read_text("utf-8").splitlines():
        if line and line[0] != "#":
            language, *row = line.split("\t")
            found.setdefault(language, []).append(row)
    return found


@cache
def _kept(language: str) -> frozenset[str]:
    rows = (row for row in _table().get(language, ()) if row[0] == _KEEP)
    return frozenset(word for *_, words in rows for word in words.split(" "))


@cache
def _endings(language: str, step: str) -> tuple[_Ending, ...]:
    found = []
    for of, remain, after, never, patterns in _table().get(language, ()):
        if of == step:
            vowel = None if after == "*" else after == "V"
            excepted = (
                ()
                if never == "-"
                else tuple(text for part in never.split(",") for text in _written(part))
            )
            for pattern in patterns.split(" "):
                text, _, instead = pattern.partition(">")
                found += [_Ending(t, int(remain), vowel, excepted, instead) for t in _written(text)]
    return tuple(sorted(found, key=lambda ending: -len(ending.text)))


def _by_last_letter(endings: tuple[_Ending, ...]) -> _ByLastLetter:
    letters = dict.fromkeys(ending.text[-1] for ending in endings)
    return {a: tuple(each for each in endings if each.text[-1] == a) for a in letters}


def _written(pattern: str) -> Iterator[str]:
    for letters in product(*(_VOWELS_OF.get(letter, letter) for letter in pattern)):
        yield "".join(letters)
