"""How much another name of a place tells, against its first name: weights of `listing`.

What the most populous bearer of the name asked for is called goes before what the others are; a
name that sounds like the one asked for before a former or a part's name. The weights were chosen by
`python -m eval.names` on other samples of places than the one it measures.
"""

from functools import cached_property

from onrecord.lexicon.gazetteer import OtherNames, forms, is_called
from onrecord.lexicon.gazetteer.keys import asked_skeletons

NAMESAKES = 0.85  # of a place that others go before
FORMER = 0.7  # of a place that has the name asked for among others of its own only
UNLIKE = 0.6  # a name that sounds neither like the one asked for nor like the place's first
WORDS = 0.03  # more for each further word: of Le Coudray and Le Coudray-sur-Thelle the longer
LATER = 0.003  # less for each name than for the one before it
_LAST = 100  # names, after which it is no less


class Worth:
    """Weighs the other names of what was asked for."""

    def __init__(self, found: OtherNames, asked: str) -> None:
        self._found = found
        self._asked = asked
        self._first = _names(found, 0, 1)

    def of(self, name: str, number: int) -> float:
        """Return the weight of the name that stands so many-th in the list, from 0."""
        weight = 1.0 - min(number, _LAST) * LATER + WORDS * name.count(" ")
        if name not in self._first:
            weight *= NAMESAKES if name in self._of_namesakes else FORMER
        keys = asked_skeletons(name)
        return weight * UNLIKE if keys and self._alike.isdisjoint(keys) else weight

    def in_full(self, name: str) -> str:
        """Return a name with the region that the list gives it, else the name."""
        return self._in_full.get(name, name)

    @cached_property
    def _of_namesakes(self) -> frozenset[str]:
        called = sum(is_called(place, self._asked) for place in self._found.places[1:])
        return _names(self._found, 1, 1 + called)

    @cached_property
    def _alike(self) -> frozenset[str]:
        names = (self._asked, *(place.name for place in self._found.places))
        return frozenset(key for name in names for key in asked_skeletons(name))

    @cached_property
    def _in_full(self) -> dict[str, str]:
        every = reversed([name for place in self._found.places for name in place.names])
        return {forms(name)[-1]: name for name in every if len(forms(name)) > 1}


def _names(found: OtherNames, first: int, stop: int) -> frozenset[str]:
    return frozenset(forms(n)[-1] for place in found.places[first:stop] for n in place.names)
