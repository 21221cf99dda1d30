"""A query without its own filter over a field."""

import pytest

from onrecord.index.own_filters import without_filter
from onrecord.index.query import parse
from onrecord.model.query import Boolean, Everything, Query


@pytest.mark.parametrize(
    ("query", "field", "left"),
    [
        ("lang:ru", "lang", ""),
        ("a lang:ru", "lang", "a"),
        ("a AND lang:ru", "lang", "a"),
        ("a lang:(ru OR az) issuer:b", "lang", "a issuer:b"),
        ("a (issuer:b OR issuer:c)", "issuer", "a"),
        ("a date:2020 date:>2019-05", "date", "a"),
        ("a AND (b AND lang:ru)", "lang", "a AND b"),
        ("a issuer:b^2", "issuer", "a"),
    ],
)
def test_what_is_left(query: str, field: str, left: str) -> None:
    found = without_filter(parse(query), field)
    assert found is not None
    assert _shape(found) == _shape(parse(left))


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("a", "lang"),
        ("", "lang"),
        ("title:a", "title"),
        ("a OR lang:ru", "lang"),
        ("a -lang:ru", "lang"),
        ("NOT lang:ru", "lang"),
        ("a (lang:ru OR issuer:b)", "lang"),
        ("a issuer:b", "lang"),
    ],
)
def test_what_is_no_filter_of_the_field(query: str, field: str) -> None:
    assert without_filter(parse(query), field) is None


def test_a_demanded_filter_leaves_the_rest_as_it_was() -> None:
    left = without_filter(parse("+lang:ru a b"), "lang")
    assert isinstance(left, Boolean)
    assert left.must == (Everything(),)  # a and b rank still, neither is needed


def _shape(node: Query) -> object:
    """The tree without positions, and without groups of one."""
    if isinstance(node, Boolean):
        parts = (node.must, node.should, node.must_not, node.conditions)
        shapes = tuple(tuple(map(_shape, part)) for part in parts)
        positive = shapes[0] + shapes[1] + shapes[3]
        return positive[0] if len(positive) == 1 and not shapes[2] else shapes
    name = type(node).__name__
    return name, getattr(node, "text", None), getattr(node, "field", None)
