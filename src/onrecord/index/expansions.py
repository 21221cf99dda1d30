"""Patterns that fit more words than the engine takes: an error of the query, not of the index."""

from collections.abc import Iterator
from contextlib import contextmanager

from onrecord.errors import QueryError
from onrecord.index.patterns import parts_of
from onrecord.model.query import Boolean, Boosted, Pattern, Query

_SAID_BY_ENGINE = "max expansions"  # whose errors have no classes of their own


@contextmanager
def told_of_patterns(tree: Query) -> Iterator[None]:
    """Turn the engine's refusal of a pattern of several words into a QueryError."""
    try:
        yield
    except ValueError as error:
        if _SAID_BY_ENGINE not in str(error):
            raise
        raise QueryError(
            "This pattern fits too many words; write more letters before or after its *",
            position=next(_patterns(tree), 0),
        ) from error


def _patterns(tree: Query) -> Iterator[int]:
    """Yield where the patterns of several words stand."""
    match tree:
        case Pattern() if len(parts_of(tree.pattern)) > 1:
            yield tree.position
        case Boosted():
            yield from _patterns(tree.node)
        case Boolean():
            for part in (*tree.must, *tree.should, *tree.must_not, *tree.conditions):
                yield from _patterns(part)
