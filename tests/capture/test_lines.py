"""Lines with flat memory, without marks, from UTF-16 too."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.capture.reading_files import reading_of

from onrecord.capture.lines import open_text, read_lines


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_comes_in_utf_8_without_its_mark(tmp_path: Path, charset: str) -> None:
    text = "Bəyanat 😀\nikinci sətir\n" * 50_000  # longer than a piece, pairs of surrogates in it
    mark = "\ufeff" if charset in ("utf-16-le", "utf-16-be") else ""
    reading = reading_of(tmp_path, "a.txt", (mark + text).encode(charset))
    with open_text(reading) as stream:
        assert b"".join(read_lines_whole(stream.readline)) == text.encode()


def read_lines_whole(readline: object) -> list[bytes]:
    assert callable(readline)
    return list(iter(readline, b""))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("ab\r", max_size=30), max_size=8), st.integers(2, 20))
def test_long_lines_are_none_and_the_rest_is_whole(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], limit: int
) -> None:
    lines = [f"{text}\n".encode() for text in texts] + [b"end"]
    reading = reading_of(tmp_path_factory.mktemp("lines"), "a.txt", b"".join(lines))
    with open_text(reading) as stream:
        found = list(read_lines(stream, limit))
    assert found == [
        line if len(line) < limit or (line.endswith(b"\n") and len(line) == limit) else None
        for line in lines
    ]
