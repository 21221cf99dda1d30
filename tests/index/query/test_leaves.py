"""Single words, phrases, dates and ranges of a query."""

import datetime as dt

import pytest

from onrecord.errors import QueryError
from onrecord.index.query import parse
from onrecord.model.query import (
    Boosted,
    Dates,
    Everything,
    Fuzzy,
    Nothing,
    Pattern,
    Phrase,
    Query,
    Term,
)


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("ferry", Term("ferry", 0)),
        ("exact:ferry", Term("ferry", 6, exact=True)),
        ("why?", Term("why", 0)),
        ("wh?t", Pattern("wh?t", 0)),
        ("fer*", Pattern("fer*", 0)),
        (r"a\*b", Term("a*b", 0)),
        ("*", Everything()),
        ("*" * 40, Everything()),
        ("...", Nothing()),
        ("ferry~", Fuzzy("ferry", 0)),
        ("ferry~1", Fuzzy("ferry", 0, distance=1)),
        ("ferry~0.7", Fuzzy("ferry", 0)),
        ("ferry^2", Boosted(Term("ferry", 0), 2.0)),
        ('"a b"', Phrase("a b", 0)),
        ('="a b"', Phrase("a b", 0, exact=True)),
        ('"a b"~4', Phrase("a b", 0, slop=4)),
        ('title:"a b"', Phrase("a b", 6, "title")),
        ("has:Versions", Term("versions", 4, "has")),
        ("https://a.b/c?d=e", Phrase("https://a.b/c?d=e", 0)),
        ("cites:https://a.b/c?d=e", Term("https://a.b/c?d=e", 6, "cites")),
        ("cites:https://a.b/*", Pattern("https://a.b/*", 6, "cites")),
        ("date:2020-10", Dates(dt.date(2020, 10, 1), dt.date(2020, 10, 31), 5)),
        ("date:>=2020", Dates(dt.date(2020, 1, 1), None, 5)),
        ('date:"2020"', Dates(dt.date(2020, 1, 1), dt.date(2020, 12, 31), 5)),
        ("date:[2020 TO *]", Dates(dt.date(2020, 1, 1), None, 5)),
        ("date:{2019 TO 2021}", Dates(dt.date(2020, 1, 1), dt.date(2020, 12, 31), 5)),
    ],
)
def test_leaves(query: str, tree: Query) -> None:
    assert parse(query) == tree


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("ferry~3", "may differ by"),
        ("ferry~.", "may differ by"),
        ('"a"~1.5', "whole number"),
        ('"a"~9999', "whole number"),
        ("ferry^2000", "weight"),
        ('"a"^1.2.3', "weight"),
        ("has:wings", "nothing a statement can have"),
        ("issuer:...", "needs a value"),
        ("a" * 101 + "~", "at most 100 letters"),
        ("a*" * 17, "at most 16 wildcards"),
        ("cites:https://a.b/" + "*" * 17, "at most 16 wildcards"),
        ("issuer:[a TO b]", "Only date:"),
        ("date:[2020 2021]", "in capitals"),
        ("date:[2021 TO 2020]", "range is empty"),
        ("date:yesterday", "is not a date"),
    ],
)
def test_errors(query: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        parse(query)
