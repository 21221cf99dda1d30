"""ARC files of both versions, gzipped or not, sound or damaged."""

import gzip
from pathlib import Path

import pytest
from tests.capture.made_up import http
from tests.capture.reading_files import read

V1 = b"URL IP-address Archive-date Content-type Archive-length\n"


def line_and_block(uri: str, block: bytes, *, length: int | None = None) -> bytes:
    said = len(block) if length is None else length
    return f"{uri} 10.0.0.1 20251019120000 text/html {said}\n".encode() + block + b"\n"


HEAD = b"1 0 made up\n" + V1 + b"\n"
FILEDESC = f"filedesc://a.arc 0.0.0.0 20251019120000 text/plain {len(HEAD)}\n".encode() + HEAD
BODIES = [b"<p>Both met.</p>", b"<p>The border is closed.</p>"]
RECORDS = [
    line_and_block("https://mfa.sorendia.example/a page", http(BODIES[0])),
    line_and_block("https://mfa.sorendia.example/2", http(BODIES[1])),
]


@pytest.mark.parametrize("packed", [False, True])
def test_captures_are_read_spaces_in_the_url_included(tmp_path: Path, packed: bool) -> None:
    parts = [FILEDESC, *RECORDS]
    data = b"".join(gzip.compress(p) for p in parts) if packed else b"".join(parts)
    found = read(tmp_path, "a.arc.gz" if packed else "a.arc", data)
    assert not found.errors
    assert found.payloads == BODIES
    assert found.received[0].uri == "https://mfa.sorendia.example/a page"
    assert found.received[0].at.isoformat() == "2025-10-19T12:00:00+00:00"
    assert found.received[0].warc_record_id is None
    assert [item.reason for item in found.skipped] == ["filedesc record"]


def test_version_2_has_more_fields(tmp_path: Path) -> None:
    block = http(BODIES[0])
    line = f"https://x.example/ 10.0.0.1 20251019120000 text/html 200 - - 0 a.arc {len(block)}\n"
    found = read(tmp_path, "a.arc", FILEDESC + line.encode() + block + b"\n")
    assert found.payloads == [BODIES[0]]
    assert found.received[0].uri == "https://x.example/"


def test_a_wrong_length_costs_at_most_its_record(tmp_path: Path) -> None:
    wrong = line_and_block("https://x.example/", http(b"<p>Here.</p>"), length=9)
    found = read(tmp_path, "a.arc", FILEDESC + wrong + RECORDS[1])
    assert found.payloads == [b"<p>Here.</p>", BODIES[1]]  # the HTTP length proves the first
    assert found.offsets == [len(FILEDESC)]
    unproven = line_and_block("https://x.example/", b"HTTP/1.1 200 OK\r\n\r\nHere", length=9)
    found = read(tmp_path, "a.arc", FILEDESC + unproven + RECORDS[1])
    assert found.payloads == [BODIES[1]]
    assert found.offsets == [len(FILEDESC)]


@pytest.mark.parametrize("length", ["-1", "abc"])
def test_a_length_that_is_none(tmp_path: Path, length: str) -> None:
    bad = f"https://x.example/ 10.0.0.1 20251019120000 text/html {length}\n\n".encode()
    found = read(tmp_path, "a.arc", FILEDESC + bad + RECORDS[1])
    assert found.payloads == [BODIES[1]]
    assert found.offsets == [len(FILEDESC)]
