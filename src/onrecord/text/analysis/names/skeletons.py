"""From a token to its keys: letters read by the tables, vowels dropped, endings taken off."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from onrecord.text.analysis.names.tables import endings, letters, markers, roots, script_of

_MOST_KEYS = 6  # of a word of a text; a query, whose language is not known, may have twice as many
_MOST_READINGS = 24  # looked at before keys are told apart
_DOUBLED = re.compile(r"(.)\1+")
_TWICE_IS_ANOTHER = frozenset({"arabic", "hebrew"})  # a doubled waw is a consonant
_WORD = re.compile(r"[^\W\d_]+")
_VOWEL_RUN = re.compile("[au]+")
_VOWELS = frozenset("au")
FULL = ":"  # marks a key with its vowels
_WITHOUT_VOWELS = frozenset({"arabic", "hebrew"})
_LONG = 4  # a skeleton of more tells enough
_SHORT = 3  # a skeleton of fewer letters keeps its vowels: consonants alone tell nothing
_TURKIC = frozenset({"az", "tr"})
_AZERBAIJANI = frozenset("qx")  # letters that Turkish, whose other letters it shares, does not use


@lru_cache(maxsize=1 << 15)
def name_keys(token: str, language: str = "", *, inflected: bool = True) -> tuple[str, ...]:
    """Return the keys of a token, likeliest first; none when no table reads its script.

    `language` is the primary subtag of the text's language, "" when it is not known. Whether the
    token looks like a name is not asked: a query's words are written in any case. A token that is
    not `inflected` carries no ending.

    >>> name_keys("Gəncə"), name_keys("Гянджа"), name_keys("گنجه"), name_keys("Ganja", "en")
    (('gnj',), ('gnj', 'hnj'), ('gnj', 'gng', 'gnjh', 'gngh'), ('gnj', 'gan'))
    >>> name_keys("Зеленского", "ru"), name_keys("巴库"), name_keys("2020")
    (('zlnskg', 'zlnsk'), (), ())
    """
    word = token.lower() if token.isascii() else _lowered(token)
    script = script_of(word[0]) if word else ""
    if not script:
        return ()
    spelling = _spelling(word, script, language)
    keys = dict.fromkeys(_keys(word, script, spelling))
    if inflected:
        for form in _forms(word, script, spelling, language):
            keys.update(dict.fromkeys(_keys(form, script, spelling)))
    return tuple(keys)[: _MOST_KEYS if language else 2 * _MOST_KEYS]


def full_key(token: str, language: str = "") -> str:
    """Return the likeliest key of a token with the vowels inside it, "" where it tells no more.

    Long keys tell enough without, short ones have them; Arabic and Hebrew leave them unwritten.

    >>> full_key("Путин"), full_key("Poutine", "fr"), full_key("Patan"), full_key("بوتين")
    (':putan', ':putan', ':patan', '')
    """
    return next(iter(full_keys(token, language, most=1)), "")


def full_keys(token: str, language: str = "", *, most: int = 2 * _MOST_KEYS) -> list[str]:
    """Return the keys of a token with the vowels inside it, likeliest first.

    >>> full_keys("Alijew")
    [':alaj', ':alajav', ':alav']
    """
    word = token.lower() if token.isascii() else _lowered(token)
    script = script_of(word[0]) if word else ""
    if not script or script in _WITHOUT_VOWELS:
        return []
    readings = _readings(word, script, _spelling(word, script, language), most)
    return list(dict.fromkeys(filter(None, map(_full, readings))))[:most]


def _full(reading: str) -> str:
    key = _skeleton(reading)
    if not _SHORT <= len(key) <= _LONG or not _VOWELS.isdisjoint(key[1:]):
        return ""
    return f"{FULL}{_runs_as_one(reading).rstrip('au')}"


def keys_of_name(name: str, *, inflected: bool = True) -> tuple[tuple[str, ...], ...]:
    """Return the keys of each word of a name, in order; words without keys are left out.

    >>> keys_of_name("Abu Dhabi")
    (('ab',), ('dab',))
    """
    found = (name_keys(word, inflected=inflected) for word in parts_of_name(name))
    return tuple(keys for keys in found if keys)


def other_keys(keys: Iterable[str]) -> list[str]:
    """Return the keys under which other languages' spellings of a given name put a name.

    >>> other_keys(["hkbn"]), other_keys(["gnj"])
    (['hkpn', 'hgpn', 'akpn', 'agpn'], [])
    """
    found = {
        other + key[len(root) :]: None
        for key in keys
        for root, others in roots().items()
        if key.startswith(root)
        for other in others
    }
    return list(found)


def parts_of_name(name: str) -> list[str]:
    """Return the words of a name, those of a compound apart.

    >>> parts_of_name("Ban Ki-moon")
    ['Ban', 'Ki', 'moon']
    """
    return _WORD.findall(name)


def _lowered(token: str) -> str:
    lowered = token.replace("İ", "i").lower()
    return unicodedata.normalize("NFC", lowered)


def _spelling(word: str, script: str, language: str) -> str:
    """Return the language whose letters a word is written in."""
    if script != "latin" or word.isascii():
        return language
    known = markers()
    told = next((known[letter] for letter in word if letter in known), "")
    if told == "tr" and (language == "az" or not _AZERBAIJANI.isdisjoint(word)):
        return "az"
    return told or language


def _forms(word: str, script: str, spelling: str, language: str) -> Iterator[str]:
    """Yield the word without each attachment it may carry."""
    of = language or (spelling if spelling in _TURKIC else "")
    for ending in endings(script, of):
        if len(word) - len(ending.text) < ending.remain:
            continue
        if ending.in_front:
            if word.startswith(ending.text):
                yield word[len(ending.text) :]
        elif word.endswith(ending.text):
            rest = word[: -len(ending.text)]
            if not rest.endswith(ending.never_after):
                yield rest


def _keys(word: str, script: str, spelling: str) -> list[str]:
    readings = _readings(word, script, spelling, _MOST_READINGS)
    return [key for key in map(_skeleton, readings) if key]


def _readings(word: str, script: str, spelling: str, most: int) -> list[str]:
    table = letters(script, spelling)
    one, several = table.one, table.several
    readings = [""]
    for part in _graphemes(word, script, spelling):
        read = one.get(part)
        if read is not None:
            readings = [r + read for r in readings] if len(readings) > 1 else [readings[0] + read]
        elif len(readings) < most:
            readings = [r + choice for choice in several[part] for r in readings]
        else:
            readings = [r + several[part][0] for r in readings]
    return readings


@lru_cache(maxsize=256)  # the keys with vowels are asked for after those without
def _graphemes(word: str, script: str, spelling: str) -> tuple[str, ...]:
    table = letters(script, spelling)
    if not word.isascii():
        word = word.translate(table.plain)
    if script not in _TWICE_IS_ANOTHER:
        word = _DOUBLED.sub(r"\1", word)
    return tuple(table.graphemes(f"^{word}$"))


def _skeleton(reading: str) -> str:
    """Drop the vowels but the first sound; a short name keeps those inside it.

    >>> _skeleton("zalanskaa"), _skeleton("uargan"), _skeleton("baku"), _skeleton("xa")
    ('zlnsk', 'argn', 'bak', 'xa')
    """
    consonants = reading.replace("a", "").replace("u", "")
    if reading[:1] in ("a", "u"):
        consonants = "a" + consonants
    if len(consonants) >= _SHORT or not consonants:
        return consonants
    runs = _runs_as_one(reading)
    inner = runs.rstrip("au")
    return inner if len(inner) > 1 else runs if len(runs) > 1 else ""


def _runs_as_one(reading: str) -> str:
    return _VOWEL_RUN.sub(lambda run: "u" if "u" in run[0] else "a", reading)
