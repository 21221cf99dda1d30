"""Answers as JSON Lines: what the faces print for machines. Must start fast: see `opening`."""

from collections.abc import Iterable, Iterator
from json import JSONEncoder
from typing import TYPE_CHECKING

from onrecord.export.hit_json import facets_json, hit_json
from onrecord.model.search import Results

if TYPE_CHECKING:
    from onrecord.model.suggestion import Suggestion


# For a search: orjson brings what reads source code and system names, ten milliseconds of it.
_ENCODE = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def line(value: object) -> str:
    """Return a plain value as one line of JSON.

    >>> line({"text": "Bəyanat", "marks": [[0, 7]]})
    '{"text":"Bəyanat","marks":[[0,7]]}'
    """
    import orjson  # a search needs none

    return orjson.dumps(value).decode("utf-8")


def search_lines(results: Results, *, facets: bool) -> Iterator[str]:
    """Yield a line for each hit, and a last one for the facets where they were asked for."""
    for hit in results.hits:
        yield _ENCODE(hit_json(hit))
    if facets:
        yield _ENCODE(facets_json(results))


def suggestion_lines(suggestions: "Iterable[Suggestion]") -> Iterator[str]:
    """Yield a line for each suggestion: `kind`, `text`, and `statements`, null where uncounted."""
    for one in suggestions:
        yield line({"kind": one.kind.value, "text": one.text, "statements": one.statements or None})
