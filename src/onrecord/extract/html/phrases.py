"""What single lines of a page say: furniture, a statement's notes and contacts, its header."""

import functools
import re
import tomllib
from importlib.resources import files

# A longer line is a sentence, whatever words it begins with.
MAX_LINE = 220

_EDGES = " \t\n.:;,!?|•·–—-→»«›‹▶►*#[](){}\"'“”…"


@functools.cache
def _pattern(table: str) -> re.Pattern[str]:
    tables = tomllib.loads(files(__package__).joinpath("phrases.toml").read_text("utf-8"))
    return re.compile("|".join(f"(?:{entry})" for entry in tables[table]))


@functools.lru_cache(maxsize=4096)
def says(text: str, table: str) -> bool:
    """Return whether a line is one of a table of phrases.

    Tables: `headings` and `lines` of furniture, `kept` (notes, contacts), `headers`, `today`.

    >>> says("Related articles", "headings"), says("Arxiv üzrə axtarış", "lines")
    (True, True)
    >>> says("Related articles were seized at the border.", "headings")
    False
    >>> says("For further information:", "kept"), says("PRESS-RELEASE 10/19/2020", "headers")
    (True, True)
    """
    if len(text) > MAX_LINE:
        return False
    line = text.replace("İ", "i").lower().strip(_EDGES).replace("’", "'")
    return bool(line) and _pattern(table).fullmatch(line) is not None
