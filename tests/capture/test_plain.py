"""A file that is one capture."""

import codecs
from pathlib import Path

import pytest
from tests.capture.reading_files import reading_of

from onrecord.capture.plain import read_plain
from onrecord.model.capture import Received


@pytest.mark.parametrize(
    ("mark", "charset"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", None),
    ],
)
def test_bytes_stay_and_a_mark_names_the_charset(
    tmp_path: Path, mark: bytes, charset: str | None
) -> None:
    data = mark + "Bəyanat".encode(charset or "utf-8")
    (found,) = read_plain(reading_of(tmp_path, "a.txt", data))
    assert isinstance(found, Received)
    assert (found.payload, found.charset) == (data, charset)


def test_a_file_emptied_after_it_was_listed(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "a.txt", b"words")
    reading.ref.path.write_bytes(b"")
    (found,) = read_plain(reading)
    assert "empty file" in str(found)
