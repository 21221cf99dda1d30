"""Export: every statement that answers, in one pass."""

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import orjson
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # has no types
import pytest
from tests.archive.filled import filled

from onrecord.archive import claiming
from onrecord.archive.demonstrating import build_demo
from onrecord.archive.exporting import export, select
from onrecord.archive.opening import Archive
from onrecord.errors import ConfigError, QueryError
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


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Archive]:
    with build_demo(tmp_path / "demo", say=lambda _message: None)[0] as archive:
        yield archive


def test_every_wording_comes_out_where_the_format_can_hold_it(demo: Archive) -> None:
    whole = [
        (view.id, version.number) for view in demo.statements.list() for version in view.versions
    ]
    assert len(whole) > demo.statements.count()
    lines = [orjson.loads(line) for line in export(demo, "jsonl", None, versions=True)]
    assert [(line["id"], line["version"]) for line in lines] == whole
    assert [line["text"] for line in lines] == [
        demo.statements.get(id, version=number).extraction.text for id, number in whole
    ]
    assert sum(line["current"] for line in lines) == demo.statements.count()
    data = b"".join(export(demo, "csv", None, versions=True)).decode()
    csv.field_size_limit(sys.maxsize)
    rows = list(csv.DictReader(io.StringIO(data, newline="")))
    assert [(row["id"], int(row["version"])) for row in rows] == whole
    table = pq.read_table(io.BytesIO(b"".join(export(demo, "parquet", None, versions=True))))
    read = zip(table["id"].to_pylist(), table["version"].to_pylist(), strict=True)
    assert list(read) == whole
    graph = orjson.loads(b"".join(export(demo, "jsonld", None, versions=True)))["@graph"]
    assert [work["@id"] for work in graph] == [f"urn:onrecord:{id}:{n}" for id, n in whole]
    assert {work["exampleOfWork"]["@id"] for work in graph} == {
        f"urn:onrecord:{id}" for id, _ in whole
    }


def test_a_format_that_cannot_tell_wordings_apart_says_so(demo: Archive) -> None:
    for form in ("ris", "csl", "bibtex", "ftm", "geojson", "warc"):
        with pytest.raises(ConfigError, match="jsonl, csv, parquet, jsonld"):
            export(demo, form, None, versions=True)


def test_claims_are_listed_as_they_are_asked_for(
    demo: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for query in (None, "ferry"):
        monkeypatch.setattr(claiming, "_AT_ONCE", 3)
        few = [claim.id for claim in demo.claims.list(query)]
        monkeypatch.setattr(claiming, "_AT_ONCE", 200)
        assert [claim.id for claim in demo.claims.list(query)] == few != []
    with pytest.raises(QueryError):
        demo.claims.list("(ferry")  # before anything is asked of the answer
