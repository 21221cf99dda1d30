"""Statements out of documents: the engine's count against a plain one."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.index.conftest import Make, make_document

from onrecord.index.tantivy_index import TantivyIndex
from onrecord.model.index_document import IndexDocument
from onrecord.model.search import SearchRequest, Sort

# For each statement, for each of its wordings: the words in it; the last is the current one.
wordings = st.lists(st.lists(st.sampled_from(["port", "ferry", "port ferry", "fog"]), max_size=3))


def documents(made: list[list[str]]) -> Iterator[IndexDocument]:
    for n, texts in enumerate(made):
        for version, text in enumerate(texts):
            yield make_document(f"s{n}", text, version=version, current=version == len(texts) - 1)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(wordings, st.sampled_from(list(Sort)))
def test_each_statement_once_by_its_current_wording_if_that_answers(
    index: TantivyIndex, made: list[list[str]], sort: Sort
) -> None:
    index.clear()
    index.update([], documents(made), 1)
    results = index.search(SearchRequest(query="port", limit=99, sort=sort, facets=True))
    expected = {f"s{n}" for n, texts in enumerate(made) if any("port" in text for text in texts)}
    assert len(results.hits) == results.total == len(expected)
    assert {hit.id for hit in results.hits} == expected
    for hit in results.hits:
        texts = made[int(hit.id[1:])]
        assert "port" in texts[hit.version]
        assert hit.current == ("port" in texts[-1])
    counted = dict(results.facets["kind"]).get("press_release", 0)
    assert counted == len(expected)
    pages = [
        hit.id
        for start in range(0, len(expected) + 2, 2)
        for hit in index.search(SearchRequest(query="port", limit=2, offset=start, sort=sort)).hits
    ]
    assert pages == [hit.id for hit in results.hits]


@pytest.mark.parametrize(("limit", "offset"), [(10**12, 0), (10, 10**12), (0, 0), (0, 5)])
def test_a_page_beyond_measure_costs_nothing(
    index: TantivyIndex, document: Make, limit: int, offset: int
) -> None:
    index.update([], [document("a", "port"), document("b", "port")], 1)
    results = index.search(SearchRequest(query="port", limit=limit, offset=offset))
    assert results.total == 2
    assert len(results.hits) == (2 if limit and not offset else 0)
