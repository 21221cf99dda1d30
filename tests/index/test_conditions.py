"""The fields that narrow a search, asked through the index."""

import datetime as dt
from pathlib import Path

import pytest
from tests.index.conftest import Make

from onrecord.index.tantivy_index import TantivyIndex
from onrecord.model.query import Boolean, Query
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


class Made:
    """Claims as a store would tell of them."""

    def __init__(self) -> None:
        self.asked: list[Query] = []

    def silent(self) -> list[str]:
        return ["second"]

    def making(self, asked: Query) -> list[str]:
        self.asked.append(asked)
        return ["first"]


@pytest.mark.parametrize(
    ("query", "asked", "found"),
    [
        ("type:assault", 1, {"first"}),
        ("ferry type:assault actor:AM", 2, {"first"}),
        ("+type:assault actor:AM +ferry", 2, {"first"}),
        ("type:(assault OR sanction)", 2, {"first"}),
        ("ferry -type:assault", 1, {"second"}),
        ('nowhere OR actor:"border guards"', 1, {"first"}),
    ],
)
def test_what_is_asked_of_one_claim_is_asked_together(
    tmp_path: Path, document: Make, query: str, asked: int, found: set[str]
) -> None:
    made = Made()
    index = TantivyIndex.open(tmp_path / "claiming", made)
    index.update([], [document(name, "The ferry left.") for name in ("first", "second")], 1)
    hits = index.search(SearchRequest(literal=True, query=query)).hits
    assert {hit.id for hit in hits} == found
    assert [_leaves(each) for each in made.asked] == [asked]


def _leaves(node: Query) -> int:
    if isinstance(node, Boolean):
        return sum(map(_leaves, (*node.must, *node.should, *node.conditions)))
    return 1


def test_what_makes_claims_is_what_is_not_silent(tmp_path: Path, document: Make) -> None:
    index = TantivyIndex.open(tmp_path / "claiming", Made())
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
