"""A query without its own filter over a field: what that field's facet counts.

Only what narrows the whole query counts as a filter: a condition side by side with the rest, or
joined to it by AND or +. What stands under OR or NOT says something else and stays.
"""

from onrecord.model.query import (
    CONDITION_FIELDS,
    Boolean,
    Boosted,
    Dates,
    Everything,
    Fuzzy,
    Pattern,
    Phrase,
    Query,
    Term,
)


def without_filter(tree: Query, field: str) -> Query | None:
    """Return the tree without its filters over a condition field; None where it has none.

    >>> without_filter(Term("ru", 5, "lang"), "lang"), without_filter(Term("port", 0), "lang")
    (Everything(), None)
    """
    left = _left(tree, field)
    return None if left is tree else left


def _left(node: Query, field: str) -> Query:
    """Return the very node where nothing of it goes."""
    if _is_over(node, field):
        return Everything()
    if not isinstance(node, Boolean):
        return node
    must = tuple(_left(part, field) for part in node.must)
    conditions = tuple(_left(part, field) for part in node.conditions)
    before = (*node.must, *node.conditions)
    if all(a is b for a, b in zip(before, (*must, *conditions), strict=True)):
        return node
    kept = tuple(part for part in conditions if not isinstance(part, Everything))
    return Boolean(must, node.should, node.must_not, kept)


def _is_over(node: Query, field: str) -> bool:
    """Say whether a node says something of the field and of nothing else."""
    match node:
        case Dates():
            return field == "date"
        case Term() | Phrase() | Pattern() | Fuzzy():
            return node.field == field and field in CONDITION_FIELDS
        case Boosted():
            return _is_over(node.node, field)
        case Boolean():
            parts = (*node.must, *node.should, *node.conditions, *node.must_not)
            positive = (*node.must, *node.should, *node.conditions)
            return bool(positive) and all(_is_over(part, field) for part in parts)
        case _:
            return False
