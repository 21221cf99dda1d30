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


def test_a_facet_is_counted_without_its_own_filter(index: TantivyIndex, document: Make) -> None:
    other = dt.date(2024, 2, 1)
    index.update(
        [],
        [
            document("one", "port", issuers=(("a", "A"),)),
            document("two", "port", "ru", issuers=(("b", "B"),)),
            document("three", "port", issuers=(("c", "C"),), published_on=other),
            document("four", "sea", issuers=(("d", "D"),)),
        ],
        1,
    )
    found = index.search(SearchRequest(query="port issuer:a lang:en", facets=True))
    assert found.total == 1
    assert found.facets == {
        "issuer": (("a", 1), ("c", 1)),
        "year": (("2025", 1),),
        "language": (("en", 1),),
        "kind": (("press_release", 1),),
    }
    by_date = index.search(SearchRequest(query="port AND date:2024", facets=True))
    assert by_date.facets["year"] == (("2025", 2), ("2024", 1))
    assert by_date.facets["issuer"] == (("c", 1),)
    assert by_date.histogram.year == (("2024", 1),)  # what is found, by the reader's own dates
    excluded = index.search(SearchRequest(query="port -issuer:a", facets=True))
    assert excluded.facets["issuer"] == (("b", 1), ("c", 1))


def test_a_wider_facet_counts_a_statement_once(index: TantivyIndex, document: Make) -> None:
    index.update(
        [],
        [
            document("one", "port", current=False, issuers=(("a", "A"),)),
            document("one", "the port", version=2, issuers=(("a", "A"),)),
            document("two", "port", issuers=(("b", "B"),)),
        ],
        1,
    )
    found = index.search(SearchRequest(query="port issuer:b", facets=True))
    assert found.facets["issuer"] == (("a", 1), ("b", 1))


def test_the_histogram_counts_months_and_years_oldest_first(
    index: TantivyIndex, document: Make
) -> None:
    days = [dt.date(2025, 1, 31), dt.date(2024, 12, 1), dt.date(2025, 1, 1), dt.date(987, 6, 5)]
    made = [document(str(n), "port", published_on=day) for n, day in enumerate(days)]
    index.update([], [*made, document("undated", "port", published_on=None)], 1)
    found = index.search(SearchRequest(query="port", facets=True))
    assert found.histogram.year == (("0987", 1), ("2024", 1), ("2025", 2))
    assert found.histogram.month == (("0987-06", 1), ("2024-12", 1), ("2025-01", 2))
    assert index.search(SearchRequest(query="port")).histogram.year == ()
