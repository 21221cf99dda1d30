"""Headers as received: read whatever their line ends."""

import pytest

from onrecord.capture.http_text import (
    content_type_of,
    headers_of,
    split_http,
    status_of,
)


@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
def test_headers_and_body_are_split_at_the_blank_line(end: bytes) -> None:
    block = end.join([b"HTTP/1.1 200 OK", b"A: b", b"C: d", b"", b"body" + end + end + b"more"])
    http, body = split_http(block)
    assert body == b"body" + end + end + b"more"
    assert status_of(http) == 200
    assert headers_of(http) == {"a": "b", "c": "d"}


def test_a_block_without_headers_or_without_a_body() -> None:
    assert split_http(b"\r\nbody") == (b"", b"\r\nbody")
    assert split_http(b"HTTP/1.1 204 No Content\r\nA: b") == (
        b"HTTP/1.1 204 No Content\r\nA: b",
        b"",
    )


def test_the_first_of_two_headers_counts_and_line_ends_may_be_mixed() -> None:
    http = b"HTTP/1.1 200 OK\r\nA: 1\nB: 2\r\na: 3\nFolded: x\n  y"
    assert headers_of(http) == {"a": "1", "b": "2", "folded": "x y"}


def test_values_in_any_charset_are_read() -> None:
    assert headers_of("HTTP/1.1 200 OK\r\nX: Bəyanat".encode())["x"] == "Bəyanat"
    assert headers_of("HTTP/1.1 200 OK\r\nX: café".encode("latin-1"))["x"] == "café"


@pytest.mark.parametrize(
    "line", ["HTTP/1.1 abc", "HTTP/1.1 2000 OK", "<html>", "", "GET / HTTP/1.1"]
)
def test_what_is_no_status_line(line: str) -> None:
    assert status_of(line.encode()) is None


@pytest.mark.parametrize(
    "line", ["HTTP/2 200", "HTTP/1.0 200 ", "ICY 200 OK", "HTTP/1.1 200\r\nA: b"]
)
def test_status_lines_of_all_sorts(line: str) -> None:
    assert status_of(line.encode()) == 200


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("text/html", ("text/html", None)),
        ("TEXT/HTML;charset=Windows-1251 ; x=y", ("text/html", "windows-1251")),
        ("text/html; charset*=utf-8''koi8-r", ("text/html", "koi8-r")),
        ("text/html;\r\n charset=''", ("text/html", "''")),
        ("", ("", None)),
        ("html; a/b", ("", None)),
    ],
)
def test_content_types(value: str, expected: tuple[str, str | None]) -> None:
    assert content_type_of(value) == expected
