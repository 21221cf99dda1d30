"""The plainest search, read without click: `[-a DIR] search [--json] [--limit N] ... QUERY`.

What is not understood here is left to click, its errors and its help with it. A test holds the two
to the same understanding.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from onrecord.model.search import SearchRequest

_FLAGS = frozenset({"--json", "--facets", "--literal"})
_NUMBERS = frozenset({"--limit", "--offset"})


class Asked(NamedTuple):
    """A search, the archive that was named, and how the answer is to be shown."""

    archive: str | None
    request: SearchRequest
    as_json: bool


def read(arguments: Sequence[str]) -> Asked | None:
    """Return the search that was typed; None where it is for click to say.

    >>> read(["-a", "my-archive", "search", "--limit", "3", "ferry"]).request.limit
    3
    >>> read(["search", "--sort", "date", "ferry"]), read(["search", "ferry", "crew"])
    (None, None)
    """
    words = iter(arguments)
    word, archive = next(words, ""), None
    if word in ("-a", "--archive"):
        archive, word = next(words, ""), next(words, "")
    if word != "search" or archive == "":
        return None
    wishes: dict[str, Any] = {}
    query = None
    for word in words:
        if word in _FLAGS:
            wishes[word[2:]] = True
        elif word in _NUMBERS:
            number = next(words, "")
            if not (number.isascii() and number.isdigit()):
                return None
            wishes[word[2:]] = int(number)
        elif word.startswith("-") or query is not None:
            return None
        else:
            query = word
    if query is None:
        return None
    as_json = wishes.pop("json", False)
    return Asked(archive, SearchRequest(query=query, **wishes), as_json)


def answer(asked: Asked) -> None:
    """Ask the archive and print what it answers."""
    from onrecord.archive.searching import search  # other commands begin here too
    from onrecord.cli.hits import tell_results
    from onrecord.cli.opened import open_named

    with open_named(asked.archive) as archive:
        results = search(archive, asked.request)
        tell_results(results, asked.request, as_json=asked.as_json)
