"""Statements as CSV (RFC 4180, UTF-8), a row each, the issuers in the first column."""

from collections.abc import Iterator

from onrecord.export.csv_cells import csv_line
from onrecord.export.selection import Selection
from onrecord.export.statement_row import COLUMNS, statement_row

BETWEEN = "; "  # several values in one cell


def statement_csv(selection: Selection) -> Iterator[bytes]:
    """Yield the lines, the header first."""
    yield f"{csv_line(COLUMNS)}\r\n".encode()
    for view in selection.statements():
        row = statement_row(view).values()
        cells = [BETWEEN.join(map(str, v)) if isinstance(v, list) else v for v in row]
        yield f"{csv_line(cells)}\r\n".encode()
