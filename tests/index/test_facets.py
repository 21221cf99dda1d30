"""How many statements are of each issuer, year, language and kind."""

import datetime as dt

from tests.index.conftest import Make

from onrecord.index.facets import MOST_VALUES
from onrecord.index.tantivy_index import TantivyIndex
from onrecord.model.search import SearchRequest


def test_facets_count_statements(index: TantivyIndex, document: Make) -> None:
    joint = (("a", "A"), ("b", "B"))
    day = dt.date(1999, 12, 31)
    index.update(
        [],
        [
            document("one", "port", issuers=joint),
            document("two", "old port", issuers=(("b", "B"),), current=False),
            document("two", "new port", issuers=(("b", "B"),), version=2),
            document(
                "two", "port once more", "fr", issuers=(("c", "C"),), version=3, current=False
            ),
            document("three", "порт port", "ru", kind="speech", published_on=day),
            document("four", "harbour", "ka", published_on=None),
        ],
        1,
    )
    assert index.search(SearchRequest(query="port", facets=True)).facets == {
        "issuer": (("b", 2), ("a", 1)),
        "year": (("2025", 2), ("1999", 1)),
        "language": (("en", 2), ("ru", 1)),
        "kind": (("press_release", 2), ("speech", 1)),
    }
    assert index.search(SearchRequest(query="harbour", facets=True)).facets["year"] == ()
    assert index.search(SearchRequest(query="port")).facets == {}


def test_facets_are_capped(index: TantivyIndex, document: Make) -> None:
    made = [document(str(n), "port", issuers=((f"i{n:03}", ""),)) for n in range(MOST_VALUES + 9)]
    index.update([], made, 1)
    counted = index.search(SearchRequest(query="", facets=True)).facets["issuer"]
    assert len(counted) == MOST_VALUES
    assert counted[0] == ("i000", 1)
