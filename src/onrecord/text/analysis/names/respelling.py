"""How a language that writes every noun with a capital would write a foreign name."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, product

from onrecord.text.analysis.names.tables import lines

_MOST = 48  # spellings


def respelt(name: str, language: str) -> Iterator[str]:
    """Yield the ways a name may be written in a language, in lower case, itself left out.

    A language without a table gives none.

    >>> list(respelt("Tchaikin", "de")), list(respelt("Tchaikin", "fr"))
    (['tschaikin'], [])
    """
    table, pattern = _respellings(language)
    if not table:
        return
    own = name.lower()
    parts = [table.get(part, (part,)) for part in pattern.findall(own)]
    for chosen in islice(product(*parts), _MOST):
        written = "".join(chosen)
        if written != own:
            yield written


@cache
def _respellings(language: str) -> tuple[dict[str, tuple[str, ...]], re.Pattern[str]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in lines("respelt.tsv"):
        code, letters, written = line.split("\t")
        if code == language:
            found |= dict.fromkeys(letters.split(","), tuple(written.split(" ")))
    longest_first = sorted(found, key=lambda letters: -len(letters))
    return found, re.compile("|".join((*longest_first, ".")))
