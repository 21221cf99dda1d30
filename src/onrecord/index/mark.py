"""A mark: where in a text something stands that a query asks for."""

from typing import NamedTuple


class Mark(NamedTuple):
    """A half-open stretch of the text and the number of the query's part it answers."""

    start: int
    end: int
    part: int
