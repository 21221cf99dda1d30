"""Statements as Parquet, the columns of the CSV; several values are lists.

pyarrow is the extra `onrecord[parquet]`, so it is imported when asked for.
"""

import importlib
import io
from collections.abc import Iterator
from typing import Any

from onrecord.errors import ConfigError
from onrecord.export.selection import Selection
from onrecord.export.statement_row import COLUMNS, statement_row

# A group of rows is held in memory: so many, or fewer where their texts are long.
GROUP_ROWS = 1000
GROUP_CHARACTERS = 4_000_000


def parquet(selection: Selection) -> Iterator[bytes]:
    """Yield one file, group by group; raises ConfigError where pyarrow is not installed."""
    try:
        arrow: Any = importlib.import_module("pyarrow")
        tables: Any = importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise ConfigError(
            'Parquet needs pyarrow: pip install "onrecord[parquet]", or export csv or jsonl'
        ) from None
    return _written(selection, arrow, tables)


def _written(selection: Selection, arrow: Any, tables: Any) -> Iterator[bytes]:
    schema = _schema(arrow)
    sink = _Drain()
    writer = tables.ParquetWriter(arrow.PythonFile(sink, mode="w"), schema, compression="zstd")
    for rows in _groups(selection):
        writer.write_table(arrow.Table.from_pylist(rows, schema=schema))
        yield sink.drained()
    writer.close()
    yield sink.drained()


def _schema(arrow: Any) -> Any:
    kinds = {"version": arrow.int32(), "versions": arrow.list_(arrow.int32())}
    kinds["current"] = arrow.bool_()
    words, many = arrow.string(), arrow.list_(arrow.string())
    return arrow.schema(
        [(name, kinds.get(name, many if several else words)) for name, several in COLUMNS.items()]
    )


def _groups(selection: Selection) -> Iterator[list[dict[str, Any]]]:
    rows: list[dict[str, Any]] = []
    size = 0
    for view in selection.statements():
        rows.append(statement_row(view))
        size += len(view.extraction.text)
        if len(rows) >= GROUP_ROWS or size >= GROUP_CHARACTERS:
            yield rows
            rows, size = [], 0
    if rows:
        yield rows


class _Drain(io.RawIOBase):
    """A file that keeps only what was not yet taken out of it."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []
        self._at = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        part = bytes(data)
        self._parts.append(part)
        self._at += len(part)
        return len(part)

    def tell(self) -> int:
        return self._at

    def drained(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)
