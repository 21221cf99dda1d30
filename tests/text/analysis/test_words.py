"""Where words begin and end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.text.analysis.folding import fold
from onrecord.text.analysis.words import (
    chunk_pattern,
    chunks_beginning,
    parts_of_compound,
    spans,
    tokens,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry, the port.", ["The", "ferry", "the", "port"]),
        ("l'ambassade d’Arménie", ["ambassade", "Arménie"]),
        ("Azerbaijan's fleet", ["Azerbaijan", "fleet"]),
        ("cease-fire", ["cease", "fire"]),
        ("İstanbul'da", ["İstanbul", "da"]),
        ("كوهستان\u200cها", ["كوهستان", "ها"]),
        ("停火协议", ["停火", "火协", "协议"]),
        ("停", ["停"]),
        ("COVID停火19", ["COVID", "停火", "19"]),
        ("Ինչո՞ւ", ["Ինչո՞ւ"]),
        ("3.5 km²", ["3", "5", "km"]),
        ("... — !", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    found = list(tokens(text))
    assert [token for _, _, token in found] == expected
    assert all(text[start:end] == token for start, end, token in found)


@pytest.mark.parametrize(
    ("chunk", "compound"), [("cease-fire", True), ("a.b", False), ("port", False), ("a--b", False)]
)
def test_compounds(chunk: str, compound: bool) -> None:
    assert parts_of_compound(chunk, spans(chunk)) is compound


@settings(deadline=None)
@given(
    st.text("port Pa-'_“”éßп停٣\u00ad\u0301\x01\n.", max_size=60),
    st.sets(
        st.sampled_from(
            ["p", "P", "t", "a", "é", "停", "п", "3", "po", "por", "pa", "ort", "ess", "orп"]
        ),
        min_size=1,
    ),
)
def test_chunks_that_begin_so_are_all_found(text: str, beginnings: set[str]) -> None:
    """Whatever chunk has a token of such a beginning is among them, and all are chunks."""
    firsts = frozenset(map(fold, beginnings))
    found = list(chunks_beginning(text, firsts))
    every = [(match.start(), match[0]) for match in chunk_pattern().finditer(text)]
    assert [one for one in every if one in found] == found
    for start, chunk in every:
        words = [fold(chunk[begin:end]) for begin, end in spans(chunk)]
        assert (start, chunk) in found or not any(word.startswith(tuple(firsts)) for word in words)
