"""Two tellings of one text in other languages, brought side by side block by block.

By length and by what both must share, in order (Gale and Church 1993, "A program for aligning
sentences in bilingual corpora"; anchors as Wu 1994 adds them): the pairing that costs least of all.
Knows no language; what a block's anchors are is the caller's.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

_VARIANCE = 6.8  # of the other text's characters for each of this one's; Gale and Church's
# What a step of the pairing takes of each side, and how often that is. With 0.04 for each of the
# rare ones, and with greater variances, `python -m eval.renditions` says all but the same.
_STEPS = {(1, 1): 0.96, (1, 0): 0.01, (0, 1): 0.01, (2, 1): 0.01, (1, 2): 0.01}
_LONGEST = 60.0  # how much a length that doesn't fit may cost: anchors may outweigh it
_GAIN = 1.0  # how much each anchor that two blocks share makes up for
_LOSS = 6.0  # and what it costs that both have anchors to be sure of and share none of them
_ENOUGH = 3  # pairs to take the ratio of two languages from
SURE = 2.0  # the weight from which an anchor is one to be sure of


class Part(NamedTuple):
    """A block: its length in characters, and groups of keys of what it names, with a weight.

    Keys of one group are readings of one word: one of them suffices.
    """

    length: int
    anchors: Mapping[frozenset[str], float]


class Pair(NamedTuple):
    """Blocks that say the same, by their indices; one side is empty for what is left out."""

    here: tuple[int, ...]
    there: tuple[int, ...]


def align(here: Sequence[Part], there: Sequence[Part]) -> list[Pair]:
    """Return the pairs in order, each block in exactly one.

    >>> number = {frozenset({"18"}): 2.0}
    >>> one = [Part(40, number), Part(90, {}), *(Part(n, {}) for n in (30, 200, 60, 130))]
    >>> other = [Part(44, number), *(Part(n, {}) for n in (33, 210, 63, 140))]
    >>> [(pair.here, pair.there) for pair in align(one, other)][:3]
    [((0,), (0,)), ((1,), ()), ((2,), (1,))]
    """
    likeness = _Likeness(here, there)
    first = _cheapest(here, there, likeness, _ratio(here, there))
    # What is left out has its part in the lengths of the whole; blocks that meet tell it better.
    met = [there[j].length / here[i].length for (i, j) in _one_by_one(first) if here[i].length]
    return _cheapest(here, there, likeness, median(met)) if len(met) >= _ENOUGH else first


def _cheapest(
    here: Sequence[Part], there: Sequence[Part], likeness: "_Likeness", ratio: float
) -> list[Pair]:
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(here) + 1):
        for j in range(len(there) + 1):
            for taken, often in _STEPS.items():
                before = best.get((i - taken[0], j - taken[1]))
                if before is None:
                    continue
                mine = range(i - taken[0], i)
                theirs = range(j - taken[1], j)
                cost = before[0] - math.log(often)
                if mine and theirs:
                    cost += _misfit(_length(here, mine), _length(there, theirs), ratio)
                    cost += likeness.cost(mine, theirs)
                if (i, j) not in best or cost < best[i, j][0]:
                    best[i, j] = cost, taken
    return _way_back(best, len(here), len(there))


def shared(here: Iterable[frozenset[str]], there: Iterable[frozenset[str]]) -> set[frozenset[str]]:
    """Return the groups of the first that have a key in one of the second.

    >>> [sorted(group) for group in shared([frozenset("ab"), frozenset("c")], [frozenset("bd")])]
    [['a', 'b']]
    """
    keys = frozenset().union(*there)
    return {group for group in here if not keys.isdisjoint(group)}


class _Likeness:
    """What the anchors of blocks say; those that stand in many blocks say little."""

    def __init__(self, here: Sequence[Part], there: Sequence[Part]) -> None:
        self._here, self._there = here, there
        parts = [*here, *there]
        standing = Counter(key for part in parts for key in frozenset().union(*part.anchors))
        self._telling = {key: math.log(1 + len(parts) / n) for key, n in standing.items()}

    def cost(self, mine: range, theirs: range) -> float:
        one, other = _joined(self._here, mine), _joined(self._there, theirs)
        if not one or not other:
            return 0.0
        met = shared(one, other), shared(other, one)
        gained = min(self._weight(one, met[0]), self._weight(other, met[1]))
        sure = _sure(one), _sure(other)
        if not all(sure):
            return -_GAIN * gained
        whole = max(self._weight(one, sure[0]), self._weight(other, sure[1]))
        of_those = min(self._weight(one, met[0] & sure[0]), self._weight(other, met[1] & sure[1]))
        return _LOSS * (1 - of_those / whole) - _GAIN * gained

    def _weight(
        self, anchors: Mapping[frozenset[str], float], groups: Iterable[frozenset[str]]
    ) -> float:
        return sum(anchors[group] * max(self._telling[key] for key in group) for group in groups)


def _one_by_one(pairs: Iterable[Pair]) -> list[tuple[int, int]]:
    return [
        (pair.here[0], pair.there[0]) for pair in pairs if len(pair.here) == len(pair.there) == 1
    ]


def _joined(parts: Sequence[Part], some: range) -> dict[frozenset[str], float]:
    return {group: weight for at in some for group, weight in parts[at].anchors.items()}


def _sure(anchors: Mapping[frozenset[str], float]) -> set[frozenset[str]]:
    return {group for group, weight in anchors.items() if weight >= SURE}


def _length(parts: Sequence[Part], some: range) -> int:
    return sum(parts[at].length for at in some)


def _ratio(here: Sequence[Part], there: Sequence[Part]) -> float:
    """Return how many characters of the other language say what one of this says."""
    mine, theirs = (sum(part.length for part in parts) for parts in (here, there))
    return min(max(theirs / mine, 0.5), 2.0) if mine and theirs else 1.0


def _misfit(mine: int, theirs: int, ratio: float) -> float:
    """Return the cost of two lengths: minus the logarithm of the chance to be so far apart."""
    mean = (mine + theirs / ratio) / 2 or 1.0
    apart = abs(theirs - mine * ratio) / math.sqrt(mean * _VARIANCE)
    chance = math.erfc(apart / math.sqrt(2))
    return min(-math.log(chance), _LONGEST) if chance > 0 else _LONGEST


def _way_back(
    best: Mapping[tuple[int, int], tuple[float, tuple[int, int]]], i: int, j: int
) -> list[Pair]:
    pairs = []
    while (i, j) != (0, 0):
        mine, theirs = best[i, j][1]
        pairs.append(Pair(tuple(range(i - mine, i)), tuple(range(j - theirs, j))))
        i, j = i - mine, j - theirs
    return pairs[::-1]
