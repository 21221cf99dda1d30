"""How the parts of a query belong together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import QueryError
from onrecord.index.query import parse
from onrecord.index.query.lexer import MOST_PARTS
from onrecord.index.query.parser import DEEPEST, MOST_GUESSES
from onrecord.model.query import Boolean, Boosted, Everything, Nothing, Query, Term


def t(text: str, position: int, field: str | None = None) -> Term:
    return Term(text, position, field)


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", Everything()),
        ("  ", Everything()),
        ("a b", Boolean(should=(t("a", 0), t("b", 2)))),
        ("a OR b", Boolean(should=(t("a", 0), t("b", 5)))),
        ("a AND b", Boolean(must=(t("a", 0), t("b", 6)))),
        ("+a b -c", Boolean((t("a", 1),), (t("b", 3),), (t("c", 6),))),
        ("a NOT b", Boolean(should=(t("a", 0),), must_not=(t("b", 6),))),
        ("a AND NOT b", Boolean(must=(t("a", 0),), must_not=(t("b", 10),))),
        ("NOT NOT a", t("a", 8)),
        ("a lang:ru", Boolean(should=(t("a", 0),), conditions=(t("ru", 7, "lang"),))),
        ("a AND lang:ru", Boolean(must=(t("a", 0),), conditions=(t("ru", 11, "lang"),))),
        ("a OR lang:ru", Boolean(should=(t("a", 0), t("ru", 10, "lang")))),
        ("lang:(ru az)", Boolean(should=(t("ru", 6, "lang"), t("az", 9, "lang")))),
        ("(a)^2", Boosted(t("a", 1), 2.0)),
        ("a AND ...", t("a", 0)),
        ("... !!!", Nothing()),
        (
            "a OR b AND c",
            Boolean(should=(t("a", 0), Boolean(must=(t("b", 5), t("c", 11))))),
        ),
        (
            "a OR NOT b",
            Boolean(should=(t("a", 0), Boolean(must_not=(t("b", 9),)))),
        ),
    ],
)
def test_trees(query: str, tree: Query) -> None:
    assert parse(query) == tree


@pytest.mark.parametrize(
    ("query", "position"),
    [
        ("a AND", 2),
        ("AND a", 0),
        ("a OR OR b", 2),
        ("(a", 0),
        ("a)", 1),
        ("NOT", 0),
        ("a title:", 2),
        ("exact:exact:a", 6),
    ],
)
def test_errors_say_where(query: str, position: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert caught.value.position == position


def test_what_is_too_deep_or_too_long_is_refused() -> None:
    assert parse("(" * DEEPEST + "a" + ")" * DEEPEST) == t("a", DEEPEST)
    with pytest.raises(QueryError, match="nested"):
        parse("(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1))
    with pytest.raises(QueryError, match="shorten"):
        parse("a " * (MOST_PARTS + 1))


def test_so_much_may_be_left_open_and_no_more() -> None:
    parse("a* " * (MOST_GUESSES - 1) + "b~1")
    with pytest.raises(QueryError, match="wildcards and fuzzy words") as caught:
        parse("a*b* " * (MOST_GUESSES // 2) + "b~1")
    assert caught.value.position == MOST_GUESSES // 2 * 5


@given(st.text() | st.text(alphabet='ab "()[]{}+-!~^:\\*?&|>=<TODNAR.0129é', max_size=40))
def test_anything_is_read_or_a_query_error_within_the_query(query: str) -> None:
    try:
        tree = parse(query)
    except QueryError as error:
        position = error.position
    else:
        position = 0
        assert tree == parse(query)
    assert 0 <= position <= len(query)
