"""Endings: what a language hangs on a name, where Snowball has no rules for it or too few.

Two forms of a word meet when one form under which each is kept is the same. The bases are never
shown or indexed, only compared with those of the names in the tables, so a rule may take off more
than a grammar would. Knows single folded words only.
"""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from onrecord.text.analysis import fold

_TABLE = Path(__file__).parent / "tables" / "endings.tsv"
_SHORTEST = 3  # letters that must stay


@dataclass(slots=True)
class _Endings:
    suffix: list[str] = field(default_factory=list)
    once: list[str] = field(default_factory=list)
    prefix: list[str] = field(default_factory=list)
    article: list[str] = field(default_factory=list)
    stead: dict[str, str] = field(default_factory=dict)
    final: dict[str, str] = field(default_factory=dict)
    alone: bool = False


def bases(word: str, language: str, *, of_name: bool = False) -> tuple[str, ...]:
    """Return the bases of a folded word; a word of a text may have several, by its prefixes.

    >>> bases("ateskesin", "az"), bases("ateskeslerden", "az"), bases("ceasefires", "en")
    (('ateskes',), ('ateskes',), ())
    >>> "هدنه" in bases("وللهدنه", "ar"), bases("الهدنه", "ar", of_name=True)
    (True, ('هدنه',))
    """
    endings = _endings().get(language)
    if endings is None:
        return ()
    fronts = [word]
    for prefix in endings.article if of_name else (*endings.prefix, *endings.article):
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST:
            fronts.append(word[len(prefix) :])
    if of_name and len(fronts) > 1:  # without its article
        del fronts[0]
    return tuple(_without_suffixes(front, endings) for front in fronts)


def stands_alone(language: str) -> bool:
    """Say whether the bases stand instead of Snowball's stems, not beside them.

    >>> stands_alone("hy"), stands_alone("ru")
    (True, False)
    """
    endings = _endings().get(language)
    return endings is not None and endings.alone


def _without_suffixes(word: str, endings: _Endings) -> str:
    for ending, other in endings.stead.items():
        if word.endswith(ending):
            word = word.removesuffix(ending) + other
    word = _strip(word, endings.once)
    while (shorter := _strip(word, endings.suffix)) != word:
        word = shorter
    last = endings.final.get(word[-1:])
    return word[:-1] + last if last else word


def _strip(word: str, suffixes: list[str]) -> str:
    for suffix in suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
            return word[: -len(suffix)]
    return word


@cache
def _endings() -> dict[str, _Endings]:
    found: dict[str, _Endings] = {}
    for line in _TABLE.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        language, part, value = line.split("\t")
        endings = found.setdefault(language, _Endings())
        if part == "alone":
            endings.alone = True
        elif part in ("final", "stead"):
            pairs: dict[str, str] = getattr(endings, part)
            pairs.update(map(fold, pair.split(">")) for pair in value.split())
        else:
            known: list[str] = getattr(endings, part)
            known += {fold(each) for each in value.split()}
            known.sort(key=len, reverse=True)
    return found
