"""Addresses of files and their parts, and errors that name the file within its source."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.capture.reading_files import reading_of

from onrecord.capture.reading import file_uri

names = st.text(st.characters(exclude_characters="\x00"), min_size=1, max_size=30)


@given(names, names, st.one_of(st.none(), names))
def test_two_files_never_share_an_address(source: str, name: str, fragment: str | None) -> None:
    uri = file_uri(source, name, fragment)
    assert uri.isascii()
    assert not set(uri) & set(" <>\"'{}|\\^`\r\n") - {"'"}
    parts = urlsplit(uri)
    path = parts.path
    assert path.count("/") == 1 + name.count("/")
    if not any("\ud800" <= c <= "\udfff" for c in source + name + (fragment or "")):
        assert unquote(path) == f"{source}/{name}"
        assert unquote(parts.fragment) == (fragment or "")


def test_names_that_are_no_utf_8_keep_their_bytes() -> None:
    assert file_uri("set", b"caf\xe9.html".decode("utf-8", "surrogateescape")) == (
        "file:set/caf%E9.html"
    )


@pytest.mark.parametrize("kind", ["damage", "refusal", "failure"])
def test_errors_name_the_file_within_its_source(tmp_path: Path, kind: str) -> None:
    reading = reading_of(tmp_path, "a/b.html", b"<p>x</p>")
    error = getattr(reading, kind)("it is broken", 7)
    assert (error.path, error.offset) == ("a/b.html", 7)
    assert str(tmp_path) not in str(error)
    assert "it is broken" in str(error)
