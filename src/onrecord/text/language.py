"""In which language a text is written: script first, then letters and common words.

For ingestion. A model of many languages (py3langid) is asked only where the tables are unsure, and
loaded only then. Knows nothing of pages: what a page says of itself comes as hints.
"""

import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from onrecord.text.plain_words import LETTERS, beyond_ascii, plain_words

_TABLES = Path(__file__).with_name("tables")
_SAMPLE = 3000  # code points; more decide nothing more
_NO_ASCII_LETTER = bytes(b for b in range(256) if not chr(b).isascii() or not chr(b).isalpha())
# One sign of these stands for about so many letters of an alphabet.
_DENSE = {"Hani": 3, "Kana": 2, "Hang": 2}
_OUTSIDE_WEIGHT = 5.0  # of the share of letters a language doesn't write with, against word share
_SURE_LEAD = 0.08  # the best word share minus the next, from which the tables are believed
_ENOUGH_WORDS = 12  # among fewer, a single common word says little
_FEWEST_LETTERS = 15  # below that, only the script or a hint speaks
_HINT_WEIGHT = 0.06  # a page's own word decides between close languages, not against the letters
_WHEN_HINTED_ONLY = 0.4
_WHEN_AGREED = 0.8  # tables unsure, the model says the same
_WHEN_MODEL_ALONE = 0.5
_WITHOUT_WORDS = 0.2  # confidence where no common word of any language was met
_LONG = 150  # code points: in so many, a language of the tables would show common words
_UNKNOWN = "und"  # BCP 47
_UNUSUAL_SCRIPTS = {("az", "Cyrl"), ("sr", "Latn"), ("uz", "Cyrl"), ("kk", "Latn")}


@dataclass(frozen=True, slots=True)
class Detected:
    """A language (BCP 47 primary subtag, "und" if there is nothing to tell), 0..1 how sure.

    `script` is the ISO 15924 code of most letters, "" for a text without letters.
    """

    language: str
    confidence: float
    script: str = ""

    @property
    def tag(self) -> str:
        """The language with its script where that is not the usual one: "az-Cyrl"."""
        return f"{self.language}-{self.script}" if self._is_unusual else self.language

    @property
    def _is_unusual(self) -> bool:
        return (self.language, self.script) in _UNUSUAL_SCRIPTS


class _Language(NamedTuple):
    tag: str
    letters: frozenset[str]
    words: frozenset[str]


class _Scripts(NamedTuple):
    firsts: list[int]
    lasts: list[int]
    names: list[str]
    only_language: Mapping[str, str]


def detect(text: str, *, hints: Sequence[str] = ()) -> Detected:
    """Return the language of a text of any length; of a mixed text, that of most of its letters.

    `hints` are language tags the page or the source gives, best first: they decide between close
    languages and for texts too short to tell, and yield to what the letters say.

    >>> detect("Azərbaycan Respublikası Xarici İşlər Nazirliyinin məlumatı").language
    'az'
    >>> detect("Заявление Министерства иностранных дел").language
    'ru'
    >>> detect("Հայաստանի Հանրապետություն").language, detect("2020 – 10").language
    ('hy', 'und')
    """
    by_tables = detect_by_tables(text, hints=hints)
    if by_tables.confidence >= 0.5 or by_tables.script not in ("Latn", "Cyrl", "Arab", "Deva"):
        return by_tables
    return _ask_model(text, by_tables)


def detect_by_tables(text: str, *, hints: Sequence[str] = ()) -> Detected:
    """Return what script, letters and words say, without loading a model.

    >>> detect_by_tables("et cetera", hints=["fr"]).language
    'fr'
    """
    sample = text[:_SAMPLE].replace("İ", "i").lower()
    counts = _letters(sample)
    scripts = _script_counts(counts)
    if latin := len(sample.encode("ascii", "ignore").translate(None, _NO_ASCII_LETTER)):
        scripts["Latn"] = scripts.get("Latn", 0) + latin
    hinted = [hint.partition("-")[0].lower() for hint in hints]
    if not scripts:
        return Detected(_UNKNOWN, 0.0)
    script, count = max(scripts.items(), key=lambda item: item[1])
    share = count / sum(scripts.values())
    if script == "Hani" and scripts.get("Kana", 0) * 10 > count:
        script = "Kana"  # Japanese writes most of its nouns with Han signs
    only = _scripts().only_language.get(script)
    if only is not None:
        return Detected(only, share, script)
    return _among(script, sample, counts, count, hinted)


def _letters(sample: str) -> dict[str, int]:
    """Return how often each letter beyond ASCII stands in a text: every Latin one writes a to z."""
    return {sign: sample.count(sign) for sign in beyond_ascii(sample) if sign.isalpha()}


def _script_counts(letters: Mapping[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for char, count in letters.items():
        if name := _script_of(char):
            found[name] = found.get(name, 0) + count * _DENSE.get(name, 1)
    return found


@lru_cache(maxsize=4096)
def _script_of(char: str) -> str:
    """Return the script of a letter, "" for one of no script in the table."""
    table = _scripts()
    at = bisect_right(table.firsts, ord(char)) - 1
    return table.names[at] if at >= 0 and ord(char) <= table.lasts[at] else ""


def _among(
    script: str, sample: str, counts: Mapping[str, int], letters: int, hints: Sequence[str]
) -> Detected:
    """Choose among the languages of one script."""
    rows = _languages()[script]
    words = plain_words(sample, LETTERS)
    total = max(1, len(words))
    places = filter(None, map(_rows_by_word()[script].get, words))
    known = Counter(chain.from_iterable(places))
    own = frozenset(char for char in counts if _script_of(char) == script)
    scores = []
    for place, row in enumerate(rows):
        outside = sum(counts[char] for char in own - row.letters)
        hinted = _HINT_WEIGHT if row.tag.partition("-")[0] in hints else 0.0
        score = known[place] / total - _OUTSIDE_WEIGHT * outside / letters + hinted
        scores.append((score, row.tag))
    scores.sort(reverse=True)
    lead = scores[0][0] - scores[1][0]
    language = scores[0][1].partition("-")[0]
    if letters < _FEWEST_LETTERS and lead < _SURE_LEAD:
        return Detected(
            hints[0] if hints else language, _WHEN_HINTED_ONLY if hints else 0.1, script
        )
    return Detected(language, _confidence(scores[0][0], lead, total), script)


def _confidence(score: float, lead: float, words: int) -> float:
    """Map a score and its lead over the next to 0..1; 0.5 is where the tables are believed."""
    if score <= 0:
        return _WITHOUT_WORDS
    return min(1.0, 0.5 * lead / _SURE_LEAD * min(1.0, words / _ENOUGH_WORDS))


def load_model() -> None:
    """Load what is else loaded for the first text that the tables are not sure of: 80 MB."""
    _ask_model("statement", Detected("en", 0.1, "Latn"))


def _ask_model(text: str, by_tables: Detected) -> Detected:
    from py3langid import rank  # type: ignore[import-untyped]  # 160 ms

    known = {row.tag for row in _languages()[by_tables.script]}
    ranked = [str(language) for language, _ in rank(text[:_SAMPLE])]
    if len(text) >= _LONG and by_tables.confidence <= _WITHOUT_WORDS:
        foreign = _all_languages() - known  # of other scripts
        language = next(language for language in ranked if language not in foreign)
    else:
        language = next((language for language in ranked if language in known), by_tables.language)
    agreed = language == by_tables.language
    return Detected(language, _WHEN_AGREED if agreed else _WHEN_MODEL_ALONE, by_tables.script)


@cache
def _all_languages() -> frozenset[str]:
    tags = {row.tag for rows in _languages().values() for row in rows}
    return frozenset(tags | set(_scripts().only_language.values()))


@cache
def _scripts() -> _Scripts:
    rows = [
        line.split("\t")
        for line in (_TABLES / "scripts.tsv").read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]
    rows.sort(key=lambda row: int(row[0], 16))
    return _Scripts(
        firsts=[int(row[0], 16) for row in rows],
        lasts=[int(row[1], 16) for row in rows],
        names=[row[2] for row in rows],
        only_language={row[2]: row[3] for row in rows if row[3]},
    )


@cache
def _languages() -> Mapping[str, tuple[_Language, ...]]:
    table = tomllib.loads((_TABLES / "languages.toml").read_text("utf-8"))
    found: dict[str, list[_Language]] = {}
    for tag, row in table["languages"].items():
        letters = frozenset(table["common"][row["script"]] + row["letters"])
        words = frozenset(row["words"].split())
        found.setdefault(row["script"], []).append(_Language(tag, letters, words))
    return {script: tuple(languages) for script, languages in found.items()}


@cache
def _rows_by_word() -> Mapping[str, Mapping[bytes, tuple[int, ...]]]:
    """For each script: which languages, by their place in it, have a word among their common."""
    found: dict[str, dict[bytes, tuple[int, ...]]] = {}
    for script, rows in _languages().items():
        by_word = found.setdefault(script, {})
        for i, row in enumerate(rows):
            for word in row.words:
                by_word[word.encode()] = (*by_word.get(word.encode(), ()), i)
    return found
