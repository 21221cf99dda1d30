"""Export: every statement that answers, in one pass."""

from pathlib import Path

from tests.archive.filled import filled

from onrecord.archive.exporting import select
from onrecord.model.search import SearchRequest


def test_all_that_answer_come_out_in_the_order_of_the_search(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path, 12)
    with archive:
        found = archive.search("ferry", limit=100)
        assert [view.id for view in select(archive, "ferry")] == [hit.id for hit in found]
        request = SearchRequest(query="ferry", limit=2, offset=5)
        assert list(archive.index.ids(request)) == [hit.id for hit in found]
        assert list(select(archive, "nosuchword")) == []
        assert len(list(select(archive, None))) == 12


def test_like_and_suggest_of_an_archive(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path, 8)
    with archive:
        hit = archive.search("aurora").hits[0]
        alike = archive.like(hit.id, limit=3)
        assert len(alike.hits) <= 3
        assert hit.id not in [other.id for other in alike]
        assert [one.text for one in archive.suggest("statement 1 on", limit=2)] == [
            "Statement 1 on the ferry Borealis"
        ]
