"""Data sets to one capture a row: JSON Lines, JSON arrays, CSV and TSV; row by row, memory flat.

A row's payload is its own bytes as they lie; a CSV row has the header line before it, so that it
reads alone. A damaged row is one error with its line, and the rest goes on.
"""

import codecs
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from charset_normalizer import from_bytes

from onrecord.capture.csv_records import Record, read_records
from onrecord.capture.item import Item
from onrecord.capture.json_items import read_elements
from onrecord.capture.lines import open_text, read_lines
from onrecord.capture.media_type import HEAD
from onrecord.capture.plain import read_plain
from onrecord.capture.reading import Reading
from onrecord.capture.rows import Rows, is_log_line, is_statement_row, skipped_log_line
from onrecord.errors import RecordError
from onrecord.model.capture import Received
from onrecord.model.row import (
    ROW_CSV,
    ROW_JSON,
    delimiter_of,
    names_text,
    read_row,
    split_record,
)

PROBED_ROWS = 20  # of an array: the first few may be damaged or empty
LINE_END = b"\r\n"
SEPARATOR_LINE = b"sep="  # which Excel puts before the header


def read_jsonl(reading: Reading) -> Iterator[Item]:
    """Yield a capture for each line that is a JSON object; blank lines are passed by."""
    rows = Rows(reading, ROW_JSON)
    limit = reading.limits.row
    with open_text(reading) as stream:
        for number, line in enumerate(read_lines(stream, limit), start=1):
            if line is None:
                yield rows.damaged(f"longer than the limit of {limit:,} bytes", number)
                continue
            payload = line.strip()
            if payload:
                yield rows.item(payload, number)
    if not rows.number:
        yield reading.failure("data set without a row")


def read_csv(reading: Reading) -> Iterator[Item]:
    """Yield a capture for each row under a header that names a column of text.

    A row with more or fewer fields than the header is damaged: its values may stand in each
    other's columns. Empty fields at the end are not counted as more.
    """
    limit = reading.limits.row
    with open_text(reading) as stream:
        peeked = stream.peek(HEAD)
        first_line = 1
        if peeked[: len(SEPARATOR_LINE)].lower() == SEPARATOR_LINE:
            stream.readline(limit)
            peeked, first_line = stream.peek(HEAD), 2
        charset = _charset(peeked)
        delimiter = delimiter_of(_decoded(peeked, charset))
        records = read_records(
            read_lines(stream, limit), delimiter, limit=limit, first_line=first_line
        )
        header = next(records, None)
        if header is None:
            yield reading.failure("data set without a row")
            return
        problem = header.problem or _header_problem(header, delimiter, charset, reading)
        if problem:
            yield reading.damage(problem, line=header.line)
            return
        yield from _csv_rows(reading, records, header, charset)


def _csv_rows(
    reading: Reading, records: Iterator[Record], header: Record, charset: str | None
) -> Iterator[Item]:
    rows = Rows(reading, ROW_CSV, charset)
    head = header.data.rstrip(LINE_END) + LINE_END
    for record in records:
        if record.problem:
            yield rows.damaged(record.problem, record.line)
        elif record.filled > header.fields or record.fields < header.filled:
            yield rows.damaged(
                f"{record.fields} fields under a header of {header.fields}", record.line
            )
        else:
            yield rows.item(head + record.data.rstrip(LINE_END), record.line)
    if not rows.number:
        yield reading.failure("data set without a row")


def _header_problem(
    header: Record, delimiter: str, charset: str | None, reading: Reading
) -> str | None:
    names, _ = split_record(_decoded(header.data, charset), delimiter)
    if names_text(names, reading.columns):
        return None
    shown = ", ".join(name.strip()[:40] for name in names[:12])
    return f"no column is known to hold text; name it with --map COLUMN=text (columns: {shown})"


def _decoded(data: bytes, charset: str | None) -> str:
    return data.decode(charset or "utf-8", "replace")


def read_json(reading: Reading) -> Iterator[Item]:
    """Yield a capture for each object of an array of statements, or the one object as a row.

    Any other JSON is one capture as it is. An array is taken for a data set when one of its first
    objects is a statement's row, or when columns were named by hand.
    """
    with open_text(reading) as stream:
        starts_array = stream.peek(HEAD).lstrip().startswith(b"[")
    if starts_array:
        yield from _json_rows(reading) if _is_data_set(reading) else read_plain(reading)
        return
    for item in read_plain(reading):
        yield _as_row(item, reading) if isinstance(item, Received) else item


def _json_rows(reading: Reading) -> Iterator[Item]:
    rows = Rows(reading, ROW_JSON)
    with open_text(reading) as stream:
        for element in read_elements(stream, reading.limits.row):
            if element.problem:
                yield rows.damaged(element.problem, element.line)
            else:
                yield rows.item(element.data, element.line)


def _is_data_set(reading: Reading) -> bool:
    with open_text(reading) as stream:
        elements = islice(read_elements(stream, reading.limits.row), PROBED_ROWS)
        return any(_is_row(element.data, reading) for element in elements)


def _as_row(item: Received, reading: Reading) -> Item:
    if is_log_line(item.payload):
        return skipped_log_line(reading)
    is_row = len(item.payload) <= reading.limits.row and _is_row(item.payload, reading)
    return replace(item, media_type=ROW_JSON) if is_row else item


def _is_row(data: bytes, reading: Reading) -> bool:
    try:
        fields = read_row(data, ROW_JSON, reading.columns)
    except RecordError:
        return False
    return bool(reading.columns) or is_statement_row(fields)


def _charset(head: bytes) -> str | None:
    """Return the charset of a data set that is not UTF-8, which its rows alone are too short for.

    >>> _charset("Bəyanat".encode()), _charset("Заявление министерства".encode("cp1251"))
    (None, 'cp1251')
    """
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        best = from_bytes(head).best()
        return best.encoding if best else None
    return None
