"""CSV and Parquet, read back by the readers of others."""

import csv
import io
import sys

import pyarrow.parquet as pq  # type: ignore[import-untyped]  # has no types
import pytest
from tests.export.made_up import CASES, exported, statement

from onrecord.errors import ConfigError
from onrecord.export.csv_cells import FORMULA, uncell
from onrecord.export.statement_row import COLUMNS, statement_row
from onrecord.model.view import StatementView

VIEWS = pytest.mark.parametrize("view", CASES.values(), ids=CASES.keys())


def rows(data: bytes) -> list[list[str]]:
    csv.field_size_limit(sys.maxsize)
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))


@VIEWS
def test_csv_is_read_back_as_it_was_written(view: StatementView) -> None:
    header, row = rows(exported("csv", [view]))
    assert header == list(COLUMNS)
    assert header[0] == "issuers"
    read = dict(zip(header, map(uncell, row), strict=True))
    assert read["issuers"] == "; ".join(i.name for i in view.extraction.issuers)
    assert (read["title"], read["text"]) == (view.extraction.title, view.extraction.text)
    assert (read["id"], read["key"], read["url"]) == (view.id, view.key, view.url or "")


@pytest.mark.parametrize("start", FORMULA)
def test_no_cell_begins_as_a_formula(start: str) -> None:
    words = f"{start}1+1"
    view = statement(title=words, text=words, issuers=[words], url=None)
    _, row = rows(exported("csv", [view]))
    assert not [cell for cell in row if cell.startswith(FORMULA)]
    assert row[list(COLUMNS).index("title")] == f"'{words}"


def test_parquet_is_read_back_as_it_was_written() -> None:
    views = list(CASES.values())
    table = pq.read_table(io.BytesIO(exported("parquet", views)))
    assert table.column_names[0] == "issuers"
    assert table.to_pylist() == [statement_row(view) for view in views]


def test_parquet_of_nothing_has_its_columns() -> None:
    assert pq.read_table(io.BytesIO(exported("parquet", []))).column_names == list(COLUMNS)


def test_parquet_without_its_library_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ConfigError, match=r"onrecord\[parquet\]"):
        exported("parquet", [])
