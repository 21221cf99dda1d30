"""Rows of data sets: text or mark-up laid out, the columns supplied."""

import json
from itertools import islice

import pytest

from eval import data
from onrecord.errors import ExtractionError
from onrecord.extract.layout import Context, Part
from onrecord.extract.row import csv_parts, json_parts
from onrecord.model.capture import Supplied


def json_row(context: Context, **columns: object) -> Part:
    (part,) = json_parts(json.dumps(columns).encode(), context)
    return part


def texts(part: Part) -> list[str]:
    return [block.text for block in part.layout.blocks]


def test_the_columns_are_supplied_and_the_text_is_laid_out(context: Context) -> None:
    part = json_row(
        context,
        url="https://mfa.example/1",
        title="On the ferry",
        date="19.10.2025",
        issuer="Ministry",
        lang="en",
        text="Oslo, 19 October\n\nBoth sides met.",
    )
    assert part.fragment == ""
    assert part.supplied == Supplied(
        url="https://mfa.example/1",
        title="On the ferry",
        date="19.10.2025",
        issuer="Ministry",
        language="en",
    )
    assert texts(part) == ["Oslo, 19 October", "Both sides met."]
    assert part.layout.reader == "text/1"


def test_mark_up_is_read_as_such_at_its_own_address(context: Context) -> None:
    part = json_row(
        context, link="https://mfa.example/a/1", content_html="<p>See <a href='2'>it</a></p>"
    )
    assert texts(part) == ["See it"]
    assert part.layout.blocks[0].links[0].href == "https://mfa.example/a/2"


def test_a_csv_row_stands_below_its_header(context: Context) -> None:
    (part,) = csv_parts('Titel;Text\r\nA;"Bir\n\nİki"'.encode(), context)
    assert texts(part) == ["Bir", "İki"]


def test_a_row_without_text_has_no_blocks(context: Context) -> None:
    part = json_row(context, title="On the ferry", text=" ")
    assert texts(part) == []
    assert part.supplied.title == "On the ferry"


@pytest.mark.parametrize("payload", [b"", b"[1]", b'{"a": ', b"\xff\xfe\x00", b"[" * 100_000])
def test_what_is_no_row_is_an_error(payload: bytes, context: Context) -> None:
    with pytest.raises(ExtractionError, match="row"):
        list(json_parts(payload, context))


def test_real_rows_have_text_and_columns(context: Context) -> None:
    try:
        rows = list(islice(data.rows("congress_press/releases-2001-2012.jsonl.zst"), 200))
    except data.DataAbsentError as absent:
        pytest.skip(str(absent))
    parts = [json_row(context, **row) for row in rows]
    assert all(part.supplied.url and part.supplied.title for part in parts)
    assert sum(bool(part.layout.blocks) for part in parts) >= 198
