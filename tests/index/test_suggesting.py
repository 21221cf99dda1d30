"""Suggestions while somebody types."""

import datetime as dt

import pytest
from tests.index.conftest import Make

from onrecord.index.tantivy_index import TantivyIndex


@pytest.fixture
def filled(index: TantivyIndex, document: Make) -> TantivyIndex:
    a, b = ("mfa-talara", "Ministry of Talara"), ("port", "Port of Bakı")
    index.update(
        [],
        [
            document("1", "x", title="On the talks in Bakı", issuers=(a,), place="Bakı"),
            document(
                "2",
                "x",
                title="Talks are over",
                issuers=(a, b),
                place="Bakı",
                published_on=dt.date(2025, 1, 1),
            ),
            document("3", "x", title="Talks begin", issuers=(a,), place="Orta Bakırlı"),
            document("4", "x", title="The talks of old", current=False),
            document("4", "x", title="The meetings of old", version=2),
            document("5", "x", "ru", title="Заявление о переговорах", place="Москва"),
            document("6", "x", title="", issuers=(("n", "NATO"),)),
            document("7", "No ceasefire, said the spokesperson.", title=""),
            document("8", "О прекращении огня.", "ru", title=""),
        ],
        1,
    )
    return index


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        (
            "tal",
            [
                "issuer:Ministry of Talara:3",
                "concept:talks:5",
                "title:Talks begin:0",
                "title:Talks are over:0",
                "title:On the talks in Bakı:0",
            ],
        ),
        (
            "talks ",
            [
                "concept:talks:5",
                "title:Talks begin:0",
                "title:Talks are over:0",
                "title:On the talks in Bakı:0",
            ],
        ),
        ("talks in b", ["title:On the talks in Bakı:0"]),
        (
            "BAK",
            [
                "issuer:Port of Bakı:1",
                "place:Bakı:2",
                "place:Orta Bakırlı:1",
                "title:On the talks in Bakı:0",
            ],
        ),
        ("ЗАЯВ", ["title:Заявление о переговорах:0"]),
        ("моск", ["place:Москва:1"]),
        ("ministry of t", ["issuer:Ministry of Talara:3"]),
        ("ceasef", ["concept:ceasefire:2"]),
        ("Atəşk", ["concept:atəşkəs:2"]),
        ("прекращение о", ["concept:прекращение огня:2"]),
        ("ceasefire ag", ["concept:ceasefire agreement:2"]),
        ("spokes", ["concept:spokesman:1"]),
        ("earthq", []),  # no statement has it
        ("zzz", []),
        ("...", []),
        ("", []),
        ("z.*(", []),
        ("\ud83d", []),
    ],
)
def test_what_is_suggested(filled: TantivyIndex, prefix: str, expected: list[str]) -> None:
    found = [f"{one.kind}:{one.text}:{one.statements}" for one in filled.suggest(prefix, 5)]
    assert found == expected


def test_the_limit_is_for_each_kind(filled: TantivyIndex) -> None:
    assert [one.kind.value for one in filled.suggest("bak", 1)] == ["issuer", "place", "title"]
    assert filled.suggest("bak", 0) == ()
