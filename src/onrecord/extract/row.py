"""A data-set row to a part: its text as a layout, its other columns as what was supplied."""

from collections.abc import Iterator

from onrecord.errors import ExtractionError, RecordError
from onrecord.extract.html import reader as html
from onrecord.extract.layout import Context, Part
from onrecord.extract.text import read
from onrecord.model.row import ROW_CSV, ROW_JSON, read_row


def json_parts(payload: bytes, context: Context) -> Iterator[Part]:
    """Yield the one statement of a JSON row; raises ExtractionError for bytes that are no row."""
    yield _part(payload, ROW_JSON, context)


def csv_parts(payload: bytes, context: Context) -> Iterator[Part]:
    """Yield the one statement of a CSV row that stands below its header line."""
    yield _part(payload, ROW_CSV, context)


def _part(payload: bytes, media_type: str, context: Context) -> Part:
    try:
        row = read_row(payload, media_type, context.columns, charset=context.charset)
    except RecordError as error:
        raise ExtractionError("this row can't be read", cause=error, uri=context.uri) from error
    reader = html.read if row.text_is_html else read
    return Part(layout=reader(row.text.encode("utf-8"), context), supplied=row.supplied)
