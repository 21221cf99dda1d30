"""Keys one sound away: what a query looks for where spellings of a name share no key.

A key tells sounds apart that languages mix (Guterres, Гутерриш), that a text writes without their
marks (Vucic, Вучич), or that one of them drops (Saakashvili, Սահակաշվիլի).
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from onrecord.text.analysis.names.tables import lines

_DROPPED = "h"  # what another language may have between any two sounds


@lru_cache(maxsize=1 << 12)
def near_keys(key: str) -> tuple[str, ...]:
    """Return the keys that have one sound written otherwise.

    >>> "gtrs" in near_keys("gtrx"), "skxvl" in near_keys("shkxvl"), "gtrm" in near_keys("gtrx")
    (True, True, False)
    """
    return tuple(dict.fromkeys(_near(key)))


def _near(key: str) -> Iterator[str]:
    changes = _changes()
    for at in range(len(key)):
        for letters in (key[at], key[at : at + 2]):
            for other in changes.get(letters, ()):
                rest = key[at + len(letters) :]
                if other == "-$":
                    if not rest:
                        yield key[:at]
                else:
                    yield key[:at] + other.strip("-") + rest
    for at in range(1, len(key) + 1):
        yield key[:at] + _DROPPED + key[at:]


@cache
def _changes() -> dict[str, tuple[str, ...]]:
    rows = (line.split("\t") for line in lines("near.tsv"))
    return {letters: tuple(others.split(" ")) for letters, others in rows}
