"""The query language as a whole, on a few statements: what a query finds, or what is wrong in it.

The cases are rows of `tests/cases/query_language.jsonl`.
"""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from tests.index.conftest import make_document

from onrecord.errors import QueryError
from onrecord.index.tantivy_index import TantivyIndex
from onrecord.model.search import SearchRequest

CASES = Path(__file__).parents[2] / "cases"


def read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> TantivyIndex:
    index = TantivyIndex.open(tmp_path_factory.mktemp("language") / "index")
    made = []
    for row in read("query_language_statements.jsonl"):
        day = row.pop("published_on")
        for name in ("issuers", "countries", "cites", "has"):
            row[name] = tuple(tuple(v) if name == "issuers" else v for v in row.get(name, ()))
        made.append(
            make_document(
                row.pop("id"),
                row.pop("text"),
                published_on=dt.date.fromisoformat(day) if day else None,
                **row,
            )
        )
    index.update([], made, 1)
    return index


@pytest.mark.parametrize("row", read("query_language.jsonl"), ids=lambda row: repr(row["query"]))
def test_cases(filled: TantivyIndex, row: dict[str, Any]) -> None:
    request = SearchRequest(query=row["query"], limit=50, facets=True, literal=True)
    if "error" in row:
        with pytest.raises(QueryError) as caught:
            filled.search(request)
        assert caught.value.position == row["position"]
        assert row["error"] in caught.value.message
        return
    assert sorted(hit.id for hit in filled.search(request)) == row["finds"]
