"""From the words of a query to the other names of the places they name.

A query widens to real other names only: of the places that bear the name as it is spelt, else of
the most populous one that bears a name which sounds alike; namesakes share a bounded list.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, islice, zip_longest
from typing import NamedTuple

from onrecord.lexicon.gazetteer.keys import MOST_WORDS, asked_skeletons, folded_key, forms
from onrecord.lexicon.gazetteer.place import Place
from onrecord.lexicon.gazetteer.table import Gazetteer
from onrecord.text.analysis.names import has_no_case, name_keys, script_of

MOST = 40
_TOWN_ELSEWHERE = 4  # times as populous a place may be, and its other name still be the town's
_NAMESAKES = 12  # places looked at
_FIRST_SHARE = 24  # names of the most populous namesake that come before any other's
_SHORTEST = 4  # letters of a skeleton that may find a place by its sound
# Who writes a name otherwise than any of its listed spellings means a place people write about.
_POPULATION_ALIKE = 2_000
# A word in lower case is mostly not a name (nice, of, march).
_POPULATION_LOWER = 50_000


class OtherNames(NamedTuple):
    """The words `start` to `stop` of a query name `places`, which have these other `names` too.

    `exact` says that the places bear the name as it is spelt.
    """

    start: int
    stop: int
    places: tuple[Place, ...]
    names: tuple[str, ...]
    exact: bool


def other_names(
    gazetteer: Gazetteer, words: Sequence[str], *, most: int = MOST
) -> list[OtherNames]:
    """Return what the words of a query, as typed and in order, are widened to.

    The longest run of words that is a name counts; runs do not overlap. At most so many names
    for each run, those likeliest to be met first.
    """
    found = []
    start = 0
    while start < len(words):
        widened = _longest(gazetteer, words, start, most) or _alike(gazetteer, words, start, most)
        if widened is not None:
            found.append(widened)
        start = start + 1 if widened is None else widened.stop
    return found


def _longest(
    gazetteer: Gazetteer, words: Sequence[str], start: int, most: int
) -> OtherNames | None:
    for stop in range(min(len(words), start + MOST_WORDS), start, -1):
        name = " ".join(words[start:stop])
        if len(name) < 2:
            return None
        places = gazetteer.find_exactly(name, most=_NAMESAKES)
        if _is_lower(name) and not any(p.population >= _POPULATION_LOWER for p in places):
            continue
        if places:
            places = [places[0], *sorted(places[1:], key=lambda p: not is_called(p, name))]
            return OtherNames(start, stop, tuple(places), _names(name, places, most), exact=True)
    return None


def is_anothers(gazetteer: Gazetteer, name: str, places: Sequence[Place]) -> bool:
    """Say whether a name of places, theirs with an ending, is first the name of a town elsewhere.

    In Lithuanian Gori is Goris, which is a town too.
    """
    key, most = folded_key(name), max(place.population for place in places)
    own = {folded_key(place.name) for place in places}
    if key in own or not any(key.startswith(bare) for bare in own):
        return False
    return any(
        folded_key(other.name) == key and other.population * _TOWN_ELSEWHERE >= most
        for other in gazetteer.find_exactly(name, most=_NAMESAKES)
    )


def _is_lower(name: str) -> bool:
    """Say whether a name stands in lower case; Georgian letters have capitals that none writes."""
    return name.islower() and not has_no_case(name)


def is_called(place: Place, name: str) -> bool:
    """Say whether a name sounds as the place's first name does, so far as its script tells.

    What bears a name only among others of its own (a former name, a part of it) is widened to
    when no more populous place bears it, and left out beside one that does.
    """
    asked = asked_skeletons(name)
    return not asked or not set(asked).isdisjoint(asked_skeletons(place.name))


def _alike(gazetteer: Gazetteer, words: Sequence[str], start: int, most: int) -> OtherNames | None:
    name = words[start]
    keys = name_keys(name)
    if _is_lower(name) or not any(len(key) >= _SHORTEST for key in keys):
        return None
    places = [p for p in gazetteer.find_alike(name, most=1) if p.population >= _POPULATION_ALIKE]
    if not places:
        return None
    return OtherNames(start, start + 1, tuple(places), _names(name, places, most), exact=False)


def _names(name: str, places: Sequence[Place], most: int) -> tuple[str, ...]:
    """Return the names of the places but this one, scripts in turn, the first place's before all.

    A name that several of the places bear belongs to the first of them.
    """
    by_place = [_scripts_in_turn(place) for place in places]
    first = list(islice(by_place[0], _FIRST_SHARE))
    others = chain.from_iterable(zip_longest(*by_place))
    kept: dict[str, str] = {}
    own = folded_key(name)
    for other in chain(first, others):
        key = folded_key(other) if other else ""
        if key and key != own and key not in kept:
            kept[key] = other
        if len(kept) == most:
            break
    return tuple(kept.values())


def _scripts_in_turn(place: Place) -> Iterator[str]:
    by_script: dict[str, list[str]] = {}
    for name in place.names:
        shortest = forms(name)[-1]
        by_script.setdefault(script_of(shortest[0]), []).append(shortest)
    turns = zip_longest(*by_script.values())
    return (name for turn in turns for name in turn if name)
