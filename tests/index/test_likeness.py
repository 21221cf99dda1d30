"""Statements like a given one."""

import pytest
from tests.index.conftest import Make

from onrecord.errors import NotFoundError
from onrecord.index.tantivy_index import TantivyIndex
from onrecord.model.search import SearchRequest

TEXTS = {
    "crash": "The ferry collided with the cargo vessel off the harbour.",
    "after": "After the ferry collided the vessel was towed to the harbour.",
    "visit": "The minister visited the school and spoke to the pupils.",
    "school": "The minister opened a school for two hundred pupils.",
    "alone": "Zanzibar quokka.",
}


@pytest.fixture
def filled(index: TantivyIndex, document: Make) -> TantivyIndex:
    index.update([], [document(name, text) for name, text in TEXTS.items()], 1)
    return index


def test_the_likest_comes_first_and_never_itself(filled: TantivyIndex) -> None:
    found = filled.search(SearchRequest(query="", like="crash"))
    assert [hit.id for hit in found][:1] == ["after"]
    assert "crash" not in [hit.id for hit in found]
    assert found.hits[0].score > 0
    (snippet,) = found.hits[0].snippets
    assert "vessel" in {snippet.text[start:end] for start, end in snippet.marks}


def test_a_query_narrows(filled: TantivyIndex) -> None:
    found = filled.search(SearchRequest(query="opened", like="visit"))
    assert [hit.id for hit in found] == ["school"]


def test_what_shares_no_word_is_like_nothing(filled: TantivyIndex) -> None:
    assert filled.search(SearchRequest(query="", like="alone")).total == 0


def test_an_unknown_statement_is_an_error(filled: TantivyIndex) -> None:
    with pytest.raises(NotFoundError):
        filled.search(SearchRequest(query="", like="nosuch"))
