"""Made-up statements for the tests of the index, and an index in a temporary folder."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.index.tantivy_index import TantivyIndex
from onrecord.model.index_document import IndexDocument

Make = Callable[..., IndexDocument]


def make_document(statement: str, text: str, language: str | None = "en", **other: Any) -> Any:
    fields: dict[str, Any] = {
        "statement": statement,
        "version": 1,
        "key": f"releases:{statement}.txt",
        "url": None,
        "title": "",
        "text": text,
        "language": language,
        "kind": "press_release",
        "published_on": dt.date(2025, 10, 19),
        "valid_from": dt.datetime(2025, 10, 20, tzinfo=dt.UTC),
        "valid_to": None,
        "current": True,
    }
    return IndexDocument(**fields | other)


@pytest.fixture
def document() -> Make:
    return make_document


@pytest.fixture
def index(tmp_path: Path) -> TantivyIndex:
    return TantivyIndex.open(tmp_path / "index")
