"""Which country a body's name or a host belongs to, from packaged tables.

A state's name in a body's name says whose body it is: the first one, as in "Embassy of A to B".
"""

import re
from functools import cache

from onrecord.extract.structure.tables import lines, table

_WORD_END = r"(?!\w)"
SHORTEST_STEM = 5  # shorter names must be whole words: "us", "iran", "oman"


def country_of_name(name: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of the first country named in a body's name.

    >>> country_of_name("Embassy of the Republic of Azerbaijan to the United States of America")
    'AZ'
    >>> country_of_name("Посольство Армении в Грузии"), country_of_name("Port Authority")
    ('AM', None)
    """
    found = _names().search(name.replace("İ", "i").casefold())
    return _codes()[found[1]] if found else None


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
            codes.setdefault(stem, code)
    return codes


@cache
def _names() -> re.Pattern[str]:
    stems = sorted(_codes(), key=len, reverse=True)
    pieces = (re.escape(s) + (_WORD_END if len(s) < SHORTEST_STEM else "") for s in stems if s)
    return re.compile(r"(?<!\w)(?:ال)?(" + "|".join(pieces) + ")")
