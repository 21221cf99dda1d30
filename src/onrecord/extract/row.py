"""A data-set row to a part: its text as a layout, its other columns as what was supplied.

Knows no file: the row's bytes hold all it needs, the header line of a CSV among them.
"""

from collections.abc import Iterator

from onrecord.errors import ExtractionError, RecordError
from onrecord.extract.inner import inner_html, inner_text
from onrecord.extract.layout import Context, Part
from onrecord.model.row import ROW_CSV, ROW_JSON, read_row


def json_parts(payload: bytes, context: Context) -> Iterator[Part]:
    """Yield the one statement of a JSON row.

    A row without text gives a part without blocks. Raises ExtractionError for bytes that are no
    row.
    """
    yield _part(payload, ROW_JSON, context)


def csv_parts(payload: bytes, context: Context) -> Iterator[Part]:
    """Yield the one statement of a CSV row that stands below its header line; as json_parts."""
    yield _part(payload, ROW_CSV, context)


def _part(payload: bytes, media_type: str, context: Context) -> Part:
    try:
        row = read_row(payload, media_type, context.columns, charset=context.charset)
    except RecordError as error:
        raise ExtractionError("this row can't be read", cause=error, uri=context.uri) from error
    if row.text_is_html:
        layout = inner_html(row.text, context, url=row.supplied.url)
    else:
        layout = inner_text(row.text)
    return Part(layout=layout, supplied=row.supplied)
