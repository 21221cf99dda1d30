"""Names of persons beside a phone or an e-mail address, in scripts that have capitals.

Knows nothing of contacts. A run of capitalised words that holds a word of offices is no person.
"""

import re
from functools import cache

from onrecord.extract.structure.tables import table

FARTHEST = 110  # code points before a value in which its person is named
_TOKEN = re.compile(r"[^\W\d_][\w’'-]*\.?")
_GAP = re.compile(r"[ \u00a0]")
FEWEST, MOST = 2, 4  # words of a name


def name_before(text: str) -> str | None:
    """Return the person named before a phone or an address, the nearest one; None for an office.

    >>> name_before("Media should contact Frances Anderson at ")
    'Frances Anderson'
    >>> name_before("Housing and Finance Authority, Jerilynn Martinez, ")
    'Jerilynn Martinez'
    >>> name_before("please contact the Press Office at ") is None
    True
    """
    text = text[-FARTHEST:]
    runs = [run for run in _runs(text) if _is_person(run[2])]
    if not runs:
        return None
    if cue := list(_cue().finditer(text)):
        after = [run for run in runs if 0 <= run[0] - cue[-1].end() <= 6]
        if after:
            return after[0][2]
    _start, end, name = runs[-1]
    return name if _leads_on(text[end:]) else None


def name_of(text: str) -> str | None:
    """Return the person a line after its label names.

    >>> name_of(" Ms. Leyla Qasımova, press secretary")
    'Leyla Qasımova'
    """
    for start, _, name in _runs(text):
        if _is_person(name):
            return name if start <= 12 else None
    return None


def _runs(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, words) of the runs of capitalised words, titles before them left out."""
    runs: list[list[re.Match[str]]] = []
    for token in _TOKEN.finditer(text):
        if not token[0][0].isupper():
            continue
        word = token[0].rstrip(".").casefold()
        if word in _words("honorifics"):
            continue
        last = runs[-1][-1] if runs else None
        if last is not None and _GAP.fullmatch(text[last.end() : token.start()]):
            runs[-1].append(token)
        else:
            runs.append([token])
    return [
        (run[0].start(), run[-1].end(), text[run[0].start() : run[-1].end()].rstrip("."))
        for run in runs
    ]


def _is_person(name: str) -> bool:
    words = name.split()
    if not FEWEST <= len(words) <= MOST:
        return False
    if any(w.rstrip(".,").casefold() in _words("never") for w in words):
        return False
    # A word of capitals alone is an acronym unless all are: "RONDA BUCKMON".
    capitals = [w for w in words if len(w) > 2 and w.isupper()]
    return not capitals or len(capitals) == len(words)


def _leads_on(between: str) -> bool:
    """Between a name and its number stand few words: "at", a function, a comma."""
    return len(between.split()) <= 9 and not re.search(r"[.!?]\s+[^\W\d_]{3}", between)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("contacts")["persons"][name])


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(table("contacts")["persons"]["cue"], re.IGNORECASE)
