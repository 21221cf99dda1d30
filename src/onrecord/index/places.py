"""Where a chunk stands in a text."""

from collections.abc import Iterator

from onrecord.text.analysis import chunk_pattern


def places(text: str, chunk: str) -> Iterator[int]:
    """Yield where a chunk stands as a whole chunk, not inside a longer one.

    >>> list(places("port (port), airport", "port"))
    [0, 6]
    """
    length, of_chunk = len(chunk), chunk_pattern().match
    at = text.find(chunk)
    while at >= 0:
        end = at + length
        if not (at and of_chunk(text[at - 1])) and not (end < len(text) and of_chunk(text[end])):
            yield at
        at = text.find(chunk, end)
