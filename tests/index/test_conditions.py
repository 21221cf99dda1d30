"""The fields that narrow a search, asked through the index."""

import datetime as dt
from pathlib import Path

import pytest
from tests.index.conftest import Make

from onrecord.index.tantivy_index import TantivyIndex
from onrecord.model.search import SearchRequest


@pytest.fixture
def some(index: TantivyIndex, document: Make) -> TantivyIndex:
    first = document(
        "first",
        "The ferry left.",
        title="On the ferry",
        issuers=(("mfa-vel", "Ministry of Foreign Affairs"), ("pres", "Presidency of Velmaria")),
        countries=("VM",),
        place="Port-Nérida",
        cites=("https://www.news.example/2025/a?id=7#x", "not a url [", "http://[bad"),
        host="www.mfa.example",
        has=("attachments",),
    )
    second = document(
        "second",
        "Паром ушёл.",
        "ru",
        kind="statement",
        title="О пароме",
        issuers=(("central-bank", "Central Bank"),),
        countries=("SO",),
        published_on=dt.date(2024, 2, 29),
        host="bank.example",
        has=("versions",),
    )
    third = document("third", "Elan mətni", "az-Cyrl", published_on=None, issuers=())
    index.update([], [first, second, third], 1)
    return index


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("issuer:mfa-vel", {"first"}),
        ("issuer:MFA-VEL", {"first"}),
        ("issuer:mfa*", {"first"}),
        ("issuer:central-bank~", {"second"}),
        ('issuer:"foreign affairs"', {"first"}),
        ("issuer:bank", {"second"}),
        ('issuer:"affairs presidency"', set()),  # two names, no phrase
        ("issuer:(pres OR central-bank)", {"first", "second"}),
        ("country:vm", {"first"}),
        ("kind:press_release", {"first", "third"}),
        ('kind:"Press Release"', {"first", "third"}),
        ("kind:press-release", {"first", "third"}),
        ("kind:press*", {"first", "third"}),
        ("lang:ru", {"second"}),
        ("lang:az", {"third"}),
        ("lang:az-cyrl", {"third"}),
        ("lang:cyrl", set()),
        ("place:nerida", {"first"}),
        ('place:"port nerida"', {"first"}),
        ("place:ner*", {"first"}),
        ("place:nerita~", {"first"}),
        ("cites:news.example", {"first"}),
        ("cites:https://news.example/2025/a?id=7", {"first"}),
        ("cites:http://www.NEWS.example/2025/*", {"first"}),
        ("cites:https://news.example/2024/*", set()),
        ("host:mfa.example", {"first"}),
        ("host:example", {"first", "second"}),
        ("host:www.bank.example", set()),
        ("has:versions", {"second"}),
        ("date:2024", {"second"}),
        ("date:2024-02-29", {"second"}),
        ("date:[2024-02-29 TO 2025-10-19]", {"first", "second"}),
        ("date:{2024-02-29 TO *]", {"first"}),
        ("date:<2025", {"second"}),
        ("date:[* TO *]", {"first", "second"}),
        ("-date:[* TO *]", {"third"}),
        ("title:ferry", {"first"}),
        ("title:паромы", {"second"}),
        ("text:ferry", {"first"}),
        ("title:left", set()),
        ("ferry lang:ru", set()),
        ("ferry OR lang:ru", {"first", "second"}),
        ("", {"first", "second", "third"}),
        ("*", {"first", "second", "third"}),
        ("-ferry", {"second", "third"}),
        ("-lang:ru -lang:az", {"first"}),
    ],
)
def test_conditions(some: TantivyIndex, query: str, expected: set[str]) -> None:
    assert {
        hit.id for hit in some.search(SearchRequest(literal=True, query=query)).hits
    } == expected


def test_what_makes_claims_is_what_is_not_silent(tmp_path: Path, document: Make) -> None:
    index = TantivyIndex.open(tmp_path / "claiming", silent=lambda: ["second"])
    index.update([], [document(name, "The ferry left.") for name in ("first", "second")], 1)
    for query, expected in (("has:claims", {"first"}), ("ferry -has:claims", {"second"})):
        hits = index.search(SearchRequest(literal=True, query=query)).hits
        assert {hit.id for hit in hits} == expected


def test_conditions_do_not_rank(some: TantivyIndex) -> None:
    (plain,) = some.search(SearchRequest(literal=True, query="ferry")).hits
    (narrowed,) = some.search(
        SearchRequest(literal=True, query="ferry issuer:pres kind:press_release")
    ).hits
    assert narrowed.score == pytest.approx(plain.score)
