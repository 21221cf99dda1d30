"""Answers as JSON Lines: what the faces print for machines. Must start fast: see `opening`."""

from collections.abc import Iterator

import orjson

from onrecord.export.hit_json import facets_json, hit_json
from onrecord.model.search import Results


def line(value: object) -> str:
    """Return a plain value as one line of JSON.

    >>> line({"text": "Bəyanat", "marks": [[0, 7]]})
    '{"text":"Bəyanat","marks":[[0,7]]}'
    """
    return orjson.dumps(value).decode("utf-8")


def search_lines(results: Results, *, facets: bool) -> Iterator[str]:
    """Yield a line for each hit, and a last one for the facets where they were asked for."""
    for hit in results.hits:
        yield line(hit_json(hit))
    if facets:
        yield line(facets_json(results))
