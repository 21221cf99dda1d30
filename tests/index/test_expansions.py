"""Patterns that fit more words than the engine takes."""

import pytest
from tests.index.conftest import Make

from onrecord.errors import QueryError
from onrecord.index.expansions import told_of_patterns
from onrecord.index.query import parse
from onrecord.index.tantivy_index import TantivyIndex
from onrecord.model.search import SearchRequest


@pytest.mark.parametrize(
    ("query", "position"), [("port a-*", 5), ("port (x OR NOT cease-*^2)", 15), ("b* +a-*", 4)]
)
def test_the_error_says_where_the_pattern_stands(query: str, position: int) -> None:
    with pytest.raises(QueryError) as caught, told_of_patterns(parse(query)):
        raise ValueError("Phrase query exceeded max expansions 100421")
    assert caught.value.position == position


def test_other_errors_are_left_alone() -> None:
    with pytest.raises(ValueError, match="damaged"), told_of_patterns(parse("port")):
        raise ValueError("damaged")


def test_a_wide_pattern_of_two_words_is_an_error_of_the_query(
    index: TantivyIndex, document: Make
) -> None:
    words = " ".join(f"a{n}" for n in range(20_000))
    index.update([], [document("wide", f"cease fire {words}")], 1)
    with pytest.raises(QueryError, match="too many words") as caught:
        index.search(SearchRequest(query="fire cease-*"))
    assert caught.value.position == 5
    assert index.search(SearchRequest(query="fire cease-f*")).total == 1
