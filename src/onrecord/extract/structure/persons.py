"""Names of persons beside a phone or an e-mail address, in scripts that have capitals.

Knows nothing of contacts. A run of capitalised words that holds a word of offices is no person.
"""

import itertools
import re
from functools import cache

from onrecord.extract.structure.tables import table

FARTHEST = 130  # code points before a value in which its person is named
_TOKEN = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*(?!\w)\.?")
_POSSESSIVE = re.compile(r"[’']s\b")
# Two words a copy ran together, "StreetWilmington"; names such as McKay and DeGraff are not.
_RUN_TOGETHER = re.compile(r"[^\W\d_]{4}(?<=[a-zа-я])[A-ZА-Я]")
_JOINED = re.compile(r"\s*(?:,|/|&|\b(?:or|and|və|и|ve|et|و)\b)\s*")
_GAP = re.compile(r"[ \u00a0]")
# A dot inside a name stands after an initial or a short form, "J. Doe", "St. Clair", "Jr.".
LONGEST_SHORTENED = 3
FEWEST, MOST = 2, 4  # words of a name


def names_before(text: str, address: str = "") -> list[str]:
    """Return the persons named before a phone or an address; none for an office.

    >>> names_before("Media should contact Frances Anderson at ")
    ['Frances Anderson']
    >>> names_before("Housing and Finance Authority, Jerilynn Martinez, ")
    ['Jerilynn Martinez']
    >>> names_before("Contact Jane Trombley or Keshia Mark at ")
    ['Jane Trombley', 'Keshia Mark']
    >>> far = "to Jean Whale, Director, Office of the Secretary for the Fund and all Banks, at "
    >>> names_before(far), names_before(far, "jean.whale@fisheries.example")
    ([], ['Jean Whale'])
    >>> names_before("please contact the Press Office at ")
    []
    """
    text = text[-FARTHEST:]
    for _ in range(2):  # "NYContactLeyla": a town before it, the name behind
        text = _glued().sub(r"\1 ", text)
    runs = [run for run in _runs(text) if _is_person(run[2])]
    if not runs:
        return []
    if named := [run for run in runs if _is_of(run[2], address)]:
        return [named[-1][2]]
    first = len(runs) - 1
    if cue := list(_cue().finditer(text)):
        after = [i for i, run in enumerate(runs) if 0 <= run[0] - cue[-1].end() <= 6]
        if after:
            return _joined(text, runs[after[0] :])
    while first and _JOINED.fullmatch(text[runs[first - 1][1] : runs[first][0]]):
        first -= 1
    return _joined(text, runs[first:]) if _leads_on(text[runs[-1][1] :]) else []


def _joined(text: str, runs: list[tuple[int, int, str]]) -> list[str]:
    """The first name and those joined to it: "A or B"."""
    names = [runs[0][2]]
    for before, run in itertools.pairwise(runs):
        between = text[before[1] : run[0]]
        if _JOINED.fullmatch(between) is None:
            break
        if between.strip() == "," and text.startswith(" of ", run[1]):
            break  # "Leyla Qasımova, Ferry Club of Baku"
        names.append(run[2])
    return names


def is_alone(text: str) -> bool:
    """Return whether a line is nothing but a person's name.

    >>> is_alone("Leyla Qasımova"), is_alone("Press Office"), is_alone("Leyla Qasımova said")
    (True, False, False)
    """
    runs = _runs(text)
    return len(runs) == 1 and runs[0][2] == text.strip(" .,") and _is_person(runs[0][2])


def name_of(text: str) -> str | None:
    """Return the person a line after its label names.

    >>> name_of(" Ms. Leyla Qasımova, press secretary")
    'Leyla Qasımova'
    """
    for start, _, name in _runs(text):
        if _is_person(name):
            return name if start <= 12 else None
    words = text.strip(" .,،").split()
    caseless = not any(c.isupper() or c.islower() for c in text)
    if caseless and FEWEST <= len(words) <= MOST and all(w.isalpha() for w in words):
        return " ".join(words)
    return None


def _runs(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, words) of the runs of capitalised words, titles before them left out."""
    runs: list[list[re.Match[str]]] = []
    for token in _TOKEN.finditer(text):
        if not token[0][0].isupper():
            continue
        word = token[0].rstrip(".").casefold()
        if token.start() and text[token.start() - 1] == ".":
            runs.append([])  # "U.S. Mint": no initial of a person
            continue
        if word in _words("honorifics"):
            continue
        last = runs[-1][-1] if runs and runs[-1] else None
        if word in _words("labels"):
            runs.append([])  # "Contact Leyla Qasımova": the label is no part of the name
        elif word in _words("ends"):
            runs += [[token], []]  # kept: what stands between a name and its number is counted
        elif last is not None and _goes_on(text, last, token):
            runs[-1].append(token)
        else:
            runs.append([token])
    found = []
    for run in filter(None, runs):
        words = run[-1][0]
        ended = words.endswith(".") and len(words) > LONGEST_SHORTENED + 1
        start, end = run[0].start(), run[-1].end() - ended
        found.append((start, end, text[start:end].rstrip(".")))
    return found


def _goes_on(text: str, last: re.Match[str], token: re.Match[str]) -> bool:
    """Return whether a word stands in the same name as the one before it."""
    if _GAP.fullmatch(text[last.end() : token.start()]) is None:
        return False
    return not last[0].endswith(".") or len(last[0].rstrip(".")) <= LONGEST_SHORTENED


def _is_person(name: str) -> bool:
    words = name.split()
    if not FEWEST <= len(words) <= MOST:
        return False
    if _POSSESSIVE.search(name) or _RUN_TOGETHER.search(name):
        return False
    if any(w.rstrip(".,").casefold() in _words("never") for w in words[: _told(words)]):
        return False
    # A word of capitals alone is an acronym unless all are: "RONDA BUCKMON".
    capitals = [w for w in words if len(w) > 2 and w.isupper()]
    return not capitals or len(capitals) == len(words)


def _is_of(name: str, address: str) -> bool:
    """Return whether an e-mail address is named after a person."""
    local, at, _ = address.casefold().partition("@")
    last = name.split()[-1].casefold()
    return bool(at) and len(last) > 2 and last in local


def _told(words: list[str]) -> int:
    """Return how many words of a name can tell that it is none: "Philip R. West" is a person."""
    return len(words) - (len(words) > 2 and len(words[-2].rstrip(".")) == 1)


def _leads_on(between: str) -> bool:
    """Between a name and its number stand few words: "at", a function, a comma."""
    if len(between.split()) > 9 or _breaks().search(between):
        return False
    return re.search(r"[^\W\d_]{2}[.!?]\s+[^\W\d_]{3}", between) is None


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("contacts")["persons"][name])


@cache
def _glued() -> re.Pattern[str]:
    return re.compile(table("contacts")["persons"]["glued"])


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(table("contacts")["persons"]["cue"], re.IGNORECASE)


@cache
def _breaks() -> re.Pattern[str]:
    return re.compile(table("contacts")["persons"]["breaks"], re.IGNORECASE)
