"""Rows are named by what names them, and counted whether they are sound or not."""

import json
from pathlib import Path

from tests.capture.reading_files import reading_of

from onrecord.capture.rows import Rows
from onrecord.errors import RecordError
from onrecord.model.capture import Received
from onrecord.model.row import ROW_JSON


def test_ids_urls_and_numbers(tmp_path: Path) -> None:
    rows = Rows(reading_of(tmp_path, "a.jsonl", b"{}"), ROW_JSON)
    values: list[dict[str, object]] = [
        {"url": "https://x.example/1", "id": 7, "text": "t"},
        {"id": 7, "text": "t"},
        {"guid": "tag:x.example,2025:1", "text": "t"},
        {"text": "t"},
    ]
    found = [rows.item(json.dumps(value).encode(), 1) for value in values]
    assert [item.uri.partition("#")[2] for item in found if isinstance(item, Received)] == [
        "row-https%3A%2F%2Fx.example%2F1",
        "row-7",
        "row-tag%3Ax.example%2C2025%3A1",
        "row-4",
    ]


def test_damaged_rows_count(tmp_path: Path) -> None:
    rows = Rows(reading_of(tmp_path, "a.jsonl", b"{}"), ROW_JSON)
    error = rows.item(b"[]", 3)
    assert isinstance(error, RecordError)
    assert (error.path, error.line) == ("a.jsonl", 3)
    assert "row 1: row is not a JSON object" in error.message
    assert rows.damaged("too long", 4).message == "row 2: too long"
    assert rows.number == 2
