"""Where words begin and end."""

import pytest

from onrecord.text.analysis.words import parts_of_compound, spans, tokens


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
