"""One commit at a time."""

import pytest
from tests.index.conftest import Make

from onrecord.errors import SearchIndexError
from onrecord.index.tantivy_index import TantivyIndex
from onrecord.index.writing import Writing
from onrecord.model.index_document import IndexDocument
from onrecord.model.search import SearchRequest


def test_nothing_is_seen_before_the_commit(index: TantivyIndex, document: Make) -> None:
    index.update([], [document("a", "port")], 1)
    writing = Writing(index._index)
    writing.delete(["a"])
    writing.add([document("b", "port")])
    assert [hit.id for hit in index.search(SearchRequest(query="port")).hits] == ["a"]
    writing.commit(2)
    assert [hit.id for hit in index.search(SearchRequest(query="port")).hits] == ["b"]
    assert index.position() == 2


def test_what_failed_half_way_has_not_happened(index: TantivyIndex, document: Make) -> None:
    index.update([], [document("a", "port")], 1)

    def broken() -> object:
        yield document("b", "port")
        raise RuntimeError("the store went away")

    with pytest.raises(RuntimeError):
        index.update(["a"], broken(), 2)  # type: ignore[arg-type]
    assert (index.position(), index.count()) == (1, 1)
    index.update(["a"], [document("c", "port")], 3)
    assert (index.position(), index.count()) == (3, 1)


def test_a_second_writer_is_told_to_wait(index: TantivyIndex) -> None:
    first = Writing(index._index)
    with pytest.raises(SearchIndexError, match="another process is writing"):
        index.update([], [], 1)
    first.commit(5)
    index.update([], [], 6)
    assert index.position() == 6


def test_all_documents_of_a_statement_go(index: TantivyIndex, document: Make) -> None:
    made: list[IndexDocument] = [
        document("a", "port", version=1, current=False),
        document("a", "port", version=2),
        document("ab", "port"),
    ]
    index.update([], made, 1)
    index.update(["a", "never"], [], 2)
    assert [hit.id for hit in index.search(SearchRequest(query="port")).hits] == ["ab"]
