"""Which country a body's name or a host belongs to, from packaged tables.

A state's name in a body's name says whose body it is: the first one, as in "Embassy of A to B".
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from onrecord.extract.structure.tables import lines, table

SHORTEST_STEM = 5  # shorter names must be whole words: "us", "iran", "oman"

_WORD = re.compile(r"(?<!\w)\w")
_REST = re.compile(r"\w*")
LONGEST_SUFFIX = 3  # after a stem, as in "Canad-ian", "Japan-ese"; "Indian-apolis" is no Indian
_ARTICLE = "ال"


@lru_cache(maxsize=4096)
def country_of_name(name: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of the first country named in a body's name.

    >>> country_of_name("Embassy of the Republic of Azerbaijan to the United States of America")
    'AZ'
    >>> country_of_name("Посольство Армении в Грузии"), country_of_name("Port Authority")
    ('AM', None)
    """
    return next((code for _, _, code in _named(name.replace("İ", "i").casefold())), None)


def countries_named(text: str) -> list[tuple[int, int, str]]:
    """Return where a text names countries or their people: start, end, ISO code, in order.

    >>> countries_named("U.S.-India Joint Statement on Indianapolis"), countries_named("Israeli")
    ([(0, 4, 'US'), (5, 10, 'IN')], [(0, 7, 'IL')])
    """
    words = text.replace("İ", "i").casefold()
    if len(words) != len(text):
        return []
    found = []
    for start, end, code in _named(words):
        rest = _REST.match(words, end)
        if rest is not None and rest.end() - end <= LONGEST_SUFFIX:
            found.append((start, rest.end(), code))
    return found


def _named(words: str) -> Iterator[tuple[int, int, str]]:
    """Yield the longest stem at each word's start, or after an Arabic article, where one is."""
    after = 0
    for found in _WORD.finditer(words):
        at = found.start()
        for start in (at, at + 2) if words.startswith(_ARTICLE, at) else (at,):
            if start < after:
                continue
            for stem in _stems().get(words[start : start + 2], ()):
                end = start + len(stem)
                if words.startswith(stem, start) and not (
                    len(stem) < SHORTEST_STEM and words[end : end + 1].isalnum()
                ):
                    after = end
                    yield start, end, _codes()[stem]
                    break


def country_of_state_host(host: str) -> str | None:
    """Return the country whose state organs alone publish under such a host, else None.

    >>> country_of_state_host("en.president.az"), country_of_state_host("home.treasury.gov")
    ('AZ', 'US')
    >>> country_of_state_host("www.dailysabah.com"), country_of_state_host("gov.example.com")
    (None, None)
    """
    labels = host.lower().split(".")
    hosts = table("organs")["hosts"]
    if len(labels) >= 2 and labels[-1] in hosts["generic"]:
        return str(hosts["generic"][labels[-1]])
    if len(labels) < 2 or len(labels[-1]) != 2:
        return None
    state = labels[-2] in hosts["labels"]
    return country_of_tld(labels[-1]) if state else None


def country_of_tld(tld: str) -> str | None:
    """Return the country of a two-letter top-level domain.

    >>> country_of_tld("uk"), country_of_tld("eu"), country_of_tld("am")
    ('GB', None, 'AM')
    """
    odd = table("organs")["hosts"]["country_of_tld"]
    return odd.get(tld, tld.upper()) or None


@cache
def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for line in lines("countries.tsv"):
        code, _, stems = line.partition("\t")
        for stem in stems.split("|"):
            codes.setdefault(stem.replace("i\u0307", "i"), code)  # as names are looked up
    return codes


@cache
def _stems() -> dict[str, list[str]]:
    """The stems by their first two letters, the longest first."""
    stems: dict[str, list[str]] = {}
    for stem in sorted(filter(None, _codes()), key=len, reverse=True):
        stems.setdefault(stem[:2], []).append(stem)
    return stems
