"""The parts of a query."""

import pytest

from onrecord.errors import QueryError
from onrecord.index.query.lexer import Kind, lex, looks_like_url, unescape


def kinds(query: str) -> list[tuple[str, str]]:
    return [(part.kind.name, part.text) for part in lex(query)[:-1]]


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("a AND b", [("WORD", "a"), ("AND", "AND"), ("WORD", "b")]),
        ("a and b", [("WORD", "a"), ("WORD", "and"), ("WORD", "b")]),
        ("a && b || c", [("WORD", "a"), ("AND", "&&"), ("WORD", "b"), ("OR", "||"), ("WORD", "c")]),
        ("cease-fire", [("WORD", "cease-fire")]),
        ("10:30", [("WORD", "10:30")]),
        ("https://x.y/z?a=1", [("WORD", "https://x.y/z?a=1")]),
        ("issuer:mfa", [("FIELD", "issuer"), ("WORD", "mfa")]),
        ("Issuer:mfa", [("FIELD", "issuer"), ("WORD", "mfa")]),
        ("Note: this", [("WORD", "Note:"), ("WORD", "this")]),
        ("date:[2020 TO *]", [("FIELD", "date"), ("RANGE", "[2020 TO *]")]),
        ("[applause]", [("WORD", "[applause]")]),
        (r'"say \"yes\""', [("PHRASE", 'say "yes"')]),
        ("(a)", [("OPEN", "("), ("WORD", "a"), ("CLOSE", ")")]),
        ("   ", []),
    ],
)
def test_parts(query: str, parts: list[tuple[str, str]]) -> None:
    assert kinds(query) == parts


def test_signs_stand_before_what_they_sign() -> None:
    assert kinds("+a -b !c") == [
        ("PLUS", "+"),
        ("WORD", "a"),
        ("MINUS", "-"),
        ("WORD", "b"),
        ("NOT", "!"),
        ("WORD", "c"),
    ]
    assert kinds("a - b") == [("WORD", "a"), ("WORD", "-"), ("WORD", "b")]


def test_what_is_tied_to_a_phrase_or_a_group() -> None:
    phrase, *_ = lex('"a b"~5^2')
    assert (phrase.kind, phrase.text, phrase.after) == (Kind.PHRASE, "a b", "~5^2")
    assert lex("(a)^3")[2].after == "^3"
    assert lex('="a"')[0].exact


@pytest.mark.parametrize(
    ("query", "position"),
    [('say "a b', 4), ("date:[2020 TO", 5), ("x [2020 TO 2021]", 2), ("a nosuch:x", 2)],
)
def test_errors_say_where(query: str, position: int) -> None:
    with pytest.raises(QueryError) as caught:
        lex(query)
    assert caught.value.position == position


def test_an_unknown_field_is_told_its_neighbour() -> None:
    with pytest.raises(QueryError, match="did you mean issuer:"):
        lex("isuer:mfa")


def test_urls_and_escapes() -> None:
    assert looks_like_url("www.mfa.example")
    assert not looks_like_url("title:x")
    assert unescape(r"a\:b") == "a:b"
