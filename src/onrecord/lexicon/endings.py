"""Endings: the inflected forms under which a name stands in a text.

A word of a text has the bases that are left when one of its language's endings is taken off, or
several where the language chains them; a word of a name has itself and what is left without the
ending of its citation form. They are one word when they share a base. Since the bases of a text
are only compared with those of the tables, an ending too many does no harm that a derived word
does under a stemmer. Knows single folded words only.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from onrecord.text.analysis import fold

_TABLE = Path(__file__).parent / "tables" / "endings.tsv"
_SHORTEST = 3  # letters that must stay
_SHORTEST_IN_CHAIN = 4  # with 3, Turkish streets are in Chad ("caddesi")
_LONGEST_CHAIN = 4  # plural, possessive, case, and one more


class _Endings:
    """A language's endings, under the names that they have in the table."""

    def __init__(self) -> None:
        self.ending: tuple[str, ...] = ()
        self.chain: tuple[str, ...] = ()
        self.cite: tuple[str, ...] = ()
        self.proper: tuple[str, ...] = ()
        self.article: tuple[str, ...] = ()
        self.front: dict[str, str] = {}
        self.stead: dict[str, str] = {}
        self.final: dict[str, str] = {}


_NONE = _Endings()


def forms_in_text(word: str, language: str) -> set[str]:
    """Return a folded word of a text, and what it is without words written in one with it.

    >>> sorted(forms_in_text("وللهدنه", "ar"))
    ['الهدنه', 'للهدنه', 'لهدنه', 'وللهدنه']
    """
    front = _endings().get(language, _NONE).front
    return {word} | {
        other + word[len(first) :]
        for first, other in front.items()
        if word.startswith(first) and len(word) - len(first) >= _SHORTEST
    }


def bases_in_text(word: str, language: str) -> set[str]:
    """Return what a folded word of a text may be an inflected form of, itself among it.

    >>> sorted(bases_in_text("ceasefires", "en")), "ateskes" in bases_in_text("ateskeslerden", "az")
    (['ceasefire', 'ceasefires'], True)
    """
    endings = _endings().get(language, _NONE)
    found = forms_in_text(word, language)
    found |= {_bare(each, endings) for each in found}
    found |= {_instead(each, endings.stead) for each in found}
    level = found
    for _ in range(_LONGEST_CHAIN if endings.chain else 1):
        level = {left for each in level for left in _shorter(each, endings)} - found
        found |= level
    return found


def bases_of_name(raw: str, language: str, *, proper: bool = False) -> set[str]:
    """Return the bases of a word as it is written in a name; `proper`: one that needs its capital.

    >>> sorted(bases_of_name("переговоры", "ru")), bases_of_name("паром", "ru")
    (['переговор', 'переговоры'], {'паром'})
    """
    endings = _endings().get(language, _NONE)
    word = _instead(without_article(raw, language), endings.stead)
    return {word, *_cut(word, endings.proper if proper else endings.cite)}


def without_article(raw: str, language: str) -> str:
    """Return a word of a name folded, without the article that is written in one with it.

    An alef with a hamza makes no article.

    >>> without_article("الهدنة", "ar"), without_article("ألبانيا", "ar")
    ('هدنه', 'البانيا')
    """
    endings = _endings().get(language, _NONE)
    return _bare(fold(raw), endings) if raw.startswith(endings.article) else fold(raw)


def least_left(base: str, language: str) -> str:
    """Return the letters with which every word of a text begins that can be a form of this base.

    >>> least_left("country", "en"), least_left("ferry", "en"), least_left("اتفاق", "ar")
    ('countr', 'ferr', '')
    """
    endings = _endings().get(language, _NONE)
    if endings.front or endings.article:
        return ""
    changed = max(
        (len(other) for other in endings.stead.values() if base.endswith(other)),
        default=0,
    )
    return base[: len(base) - max(changed, 1 if endings.final else 0)]


def most_added(language: str) -> int:
    """Return how much longer than its `least_left` a form of a base can be.

    >>> most_added("en"), most_added("tr") > 10
    (4, True)
    """
    endings = _endings().get(language, _NONE)
    longest = max(map(len, (*endings.ending, *endings.chain)), default=0)
    instead = max(map(len, endings.stead), default=0)
    return (_LONGEST_CHAIN if endings.chain else 1) * longest + instead + bool(endings.final)


def _bare(word: str, endings: _Endings) -> str:
    for article in endings.article:
        if word.startswith(article) and len(word) - len(article) >= _SHORTEST:
            return word[len(article) :]
    return word


def _cut(word: str, suffixes: Iterable[str], shortest: int = _SHORTEST) -> list[str]:
    return [
        word[: -len(suffix)]
        for suffix in suffixes
        if word.endswith(suffix) and len(word) - len(suffix) >= shortest
    ]


def _instead(word: str, stead: dict[str, str]) -> str:
    for ending, other in stead.items():
        if word.endswith(ending):
            return word.removesuffix(ending) + other
    return word


def _shorter(word: str, endings: _Endings) -> set[str]:
    if endings.chain:
        found = set(_cut(word, endings.chain, _SHORTEST_IN_CHAIN))
    else:
        found = set(_cut(word, endings.ending))
    if endings.final:
        found |= {left[:-1] + endings.final.get(left[-1], left[-1]) for left in found}
    return found


@cache
def _endings() -> dict[str, _Endings]:
    found: dict[str, _Endings] = {}
    for line in _TABLE.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        language, part, value = line.split("\t")
        endings = found.setdefault(language, _Endings())
        if part in ("final", "stead", "front"):
            pairs: dict[str, str] = getattr(endings, part)
            for pair in value.split():
                known, _, other = pair.partition(">")
                pairs[fold(known)] = fold(other)
        else:
            setattr(endings, part, tuple(dict.fromkeys(map(fold, value.split()))))
    return found
