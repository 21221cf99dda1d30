"""WARC files, sound and damaged: what can be read is kept, each damage is told with its offset."""

import datetime as dt
import gzip
import zlib
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.capture.made_up import http, record, resource, response
from tests.capture.reading_files import read

from onrecord.capture.limits import Limits
from onrecord.capture.record import nothing_in_it
from onrecord.capture.warc import open_record, parse_record
from onrecord.errors import FixityError, RefusedError

URIS = [f"https://mfa.sorendia.example/{n}" for n in range(4)]
BODIES = [f"<p>Statement {n}: bəyanat.</p>".encode() * 20 for n in range(4)]
RECORDS = [response(uri, body) for uri, body in zip(URIS, BODIES, strict=True)]
PLAIN = b"".join(RECORDS)
MEMBERS = [gzip.compress(r, mtime=0) for r in RECORDS]
OFFSETS = [sum(len(r) for r in RECORDS[:n]) for n in range(4)]
MEMBER_OFFSETS = [sum(len(m) for m in MEMBERS[:n]) for n in range(4)]


def uris(found: list[object]) -> list[str]:
    return [item.uri for item in found]  # type: ignore[attr-defined]  # only Received is passed


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.warc", PLAIN),
        ("a.warc.gz", b"".join(MEMBERS)),
        ("one-member.warc.gz", gzip.compress(PLAIN)),
        ("no-name", b"".join(MEMBERS)),
        ("lf.warc", b"".join(MEMBERS)),
        ("padded.warc.gz", b"".join(MEMBERS) + b"\x00" * 512),
    ],
)
def test_sound_files_are_read_whole(tmp_path: Path, name: str, data: bytes) -> None:
    found = read(tmp_path, name, data)
    assert not found.errors
    assert [(item.uri, item.payload) for item in found.received] == list(
        zip(URIS, BODIES, strict=True)
    )
    first = found.received[0]
    assert first.http == http(BODIES[0]).partition(b"\r\n\r\n")[0]
    assert first.status == 200
    assert (first.media_type, first.charset) == ("text/html", "utf-8")
    assert first.at == dt.datetime(2025, 10, 19, 12, tzinfo=dt.UTC)
    assert first.warc_record_id is not None


def test_line_feeds_alone_are_read_too(tmp_path: Path) -> None:
    block = http(BODIES[0]).replace(b"\r\n", b"\n")
    whole = response(URIS[0], b"").partition(b"\r\n\r\n")[0].replace(b"\r\n", b"\n")
    head = b"\n".join(
        line
        for line in whole.split(b"\n")
        if not line.startswith((b"Content-Length", b"WARC-Payload", b"WARC-Block"))
    )
    data = head + b"\nContent-Length: %d\n\n" % len(block) + block + b"\n\n"
    found = read(tmp_path, "lf.warc", data + data)
    assert found.payloads == [BODIES[0], BODIES[0]]
    assert found.received[0].charset == "utf-8"
    assert not found.errors


@pytest.mark.parametrize(
    ("kind", "reason"),
    [("request", "request record"), ("metadata", "metadata record"), ("revisit", "revisit record")],
)
def test_what_holds_no_capture_is_passed_over(tmp_path: Path, kind: str, reason: str) -> None:
    data = record(kind, {"WARC-Target-URI": URIS[0]}, b"x") + RECORDS[1]
    found = read(tmp_path, "a.warc", data)
    assert [(item.reason, item.offset) for item in found.skipped] == [(reason, 0)]
    assert uris([*found.received]) == [URIS[1]]
    assert not found.errors


def test_the_last_blank_lines_may_be_missing(tmp_path: Path) -> None:
    found = read(tmp_path, "a.warc", PLAIN.rstrip(b"\r\n"))
    assert found.payloads == BODIES
    assert not found.errors


def test_blank_lines_missing_between_records(tmp_path: Path) -> None:
    found = read(tmp_path, "a.warc", b"".join(r.rstrip(b"\r\n") for r in RECORDS))
    assert found.payloads == BODIES


@pytest.mark.parametrize("said", ["5", "99999", "1"])
def test_a_wrong_length_is_told_and_the_record_kept_where_its_digest_proves_it(
    tmp_path: Path, said: str
) -> None:
    wrong = response(URIS[1], BODIES[1], Content_Length=said)
    found = read(tmp_path, "a.warc", RECORDS[0] + wrong + RECORDS[2])
    assert found.payloads == BODIES[:3]
    assert found.offsets == [len(RECORDS[0])]
    assert "length is wrong" in found.messages[0]


def test_a_wrong_length_without_proof_costs_the_record_alone(tmp_path: Path) -> None:
    wrong = record(
        "resource",
        {"WARC-Target-URI": URIS[1], "Content-Type": "text/html", "Content-Length": "7"},
        b"<p>words that may not be all</p>",
    )
    found = read(tmp_path, "a.warc", RECORDS[0] + wrong + RECORDS[2])
    assert found.payloads == [BODIES[0], BODIES[2]]
    assert found.offsets == [len(RECORDS[0])]


@pytest.mark.parametrize("length", ["abc", "-1", "", "9" * 30])
def test_a_length_that_is_none_costs_the_record_alone(tmp_path: Path, length: str) -> None:
    wrong = response(URIS[1], BODIES[1], Content_Length=length)
    found = read(tmp_path, "a.warc", RECORDS[0] + wrong + RECORDS[2])
    assert found.payloads == [BODIES[0], BODIES[2]]
    assert found.offsets == [len(RECORDS[0])]


def test_junk_between_records_and_members(tmp_path: Path) -> None:
    junk = b"\xde\xad\xbe\xef not a record\r\n" * 3
    found = read(tmp_path, "a.warc", RECORDS[0] + junk + RECORDS[1])
    assert found.payloads == BODIES[:2]
    assert found.offsets == [len(RECORDS[0])]
    found = read(tmp_path, "a.warc.gz", MEMBERS[0] + junk + MEMBERS[1] + junk)
    assert found.payloads == BODIES[:2]
    assert found.offsets == [len(MEMBERS[0]), len(MEMBERS[0]) + len(junk) + len(MEMBERS[1])]


@pytest.mark.parametrize("cut", [1, 5, 9, 40, 150])
def test_a_truncated_gzip_keeps_what_came_before(tmp_path: Path, cut: int) -> None:
    found = read(tmp_path, "a.warc.gz", b"".join(MEMBERS)[:-cut])
    assert found.payloads[:3] == BODIES[:3]
    assert MEMBER_OFFSETS[3] in found.offsets
    assert all(payload in BODIES for payload in found.payloads)


@pytest.mark.parametrize("cut", [5, 100, 400, 700])
def test_a_truncated_plain_file_keeps_what_came_before(tmp_path: Path, cut: int) -> None:
    found = read(tmp_path, "a.warc", PLAIN[:-cut])
    assert found.payloads[:3] == BODIES[:3]
    assert set(found.offsets) == {OFFSETS[3]}
    assert all(payload in BODIES for payload in found.payloads)


def test_a_flipped_bit_in_a_plain_record_is_seen_by_its_digest(tmp_path: Path) -> None:
    damaged = PLAIN.replace(b"Statement 1", b"Statement 9", 1)
    found = read(tmp_path, "a.warc", damaged)
    assert found.messages == ["record's digest does not match its bytes"]
    assert found.offsets == [OFFSETS[1]]
    assert len(found.received) == 4


@settings(max_examples=60, deadline=None)
@example(bit=2897)
@given(st.integers(0, sum(len(m) for m in MEMBERS) * 8 - 1))
def test_a_flipped_bit_in_a_gzip_costs_one_record_and_is_told(
    tmp_path_factory: pytest.TempPathFactory, bit: int
) -> None:
    damaged = bytearray(b"".join(MEMBERS))
    damaged[bit // 8] ^= 1 << bit % 8
    found = read(tmp_path_factory.mktemp("warc"), "a.warc.gz", bytes(damaged))
    member = max(n for n in range(4) if MEMBER_OFFSETS[n] <= bit // 8)
    others = [body for n, body in enumerate(BODIES) if n != member]
    assert [body for body in found.payloads if body in others] == others
    assert all(payload in BODIES for payload in found.payloads)
    # Header bytes of gzip say nothing of the content: flag, time, system. Nor do the bits that fill
    # up the last byte of the deflated data (RFC 1951 section 3.2.3), right before its checksum.
    at = bit // 8 - MEMBER_OFFSETS[member]
    fills_up = at == len(MEMBERS[member]) - 9 and not found.errors
    if at not in range(3, 10) and not fills_up:
        assert MEMBER_OFFSETS[member] in found.offsets
    if fills_up:
        assert found.payloads == BODIES


def test_gzip_bombs_are_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    bomb = gzip.compress(resource(URIS[1], b"\x00" * 3_000_000, "text/html"))
    limits = Limits(ratio_from=100_000)
    found = read(tmp_path, "a.warc.gz", MEMBERS[0] + bomb + MEMBERS[2], limits=limits)
    assert found.payloads == [BODIES[0], BODIES[2]]
    assert any(isinstance(error, RefusedError) for error in found.errors)
    assert set(found.offsets) == {len(MEMBERS[0])}


def test_a_record_over_the_limit_is_refused_and_passed_by(tmp_path: Path) -> None:
    big = resource(URIS[1], b"x" * 5000, "text/html")
    found = read(tmp_path, "a.warc", RECORDS[0] + big + RECORDS[2], limits=Limits(payload=2000))
    assert found.payloads == [BODIES[0], BODIES[2]]
    assert found.messages == ["record of 5,000 bytes is over the limit of 2,000"]


def test_segments_and_truncation_are_told(tmp_path: Path) -> None:
    first = response(URIS[0], BODIES[0], WARC_Segment_Number="1")
    rest = record("continuation", {"WARC-Segment-Number": "2"}, b"more")
    cut = response(URIS[1], BODIES[1], WARC_Truncated="length")
    found = read(tmp_path, "a.warc", first + rest + cut)
    assert found.payloads == BODIES[:2]
    assert [item.reason for item in found.skipped] == ["continuation record"]
    assert "first segment" in found.messages[0]
    assert "truncated when it was made (length)" in found.messages[1]


def test_a_record_without_a_date_has_the_time_of_reading(tmp_path: Path) -> None:
    found = read(tmp_path, "a.warc", response(URIS[0], BODIES[0], WARC_Date="last week"))
    assert found.received[0].at == dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
    assert "no usable date" in found.messages[0]


def test_bodies_as_sent_come_decoded_with_headers_as_received(tmp_path: Path) -> None:
    body = gzip.compress(BODIES[0])
    chunked = b"".join(
        b"%x\r\n" % len(body[i : i + 50]) + body[i : i + 50] + b"\r\n"
        for i in range(0, len(body), 50)
    )
    head = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
        b"Transfer-Encoding: chunked"
    )
    block = head + b"\r\n\r\n" + chunked + b"0\r\n\r\n"
    headers = {"WARC-Target-URI": URIS[0], "Content-Type": "application/http"}
    found = read(tmp_path, "a.warc", record("response", headers, block))
    assert found.payloads == [BODIES[0]]
    assert found.received[0].http == head
    assert not found.errors


@pytest.mark.parametrize("status", ["301 Moved Permanently", "404 Not Found", "500 Oops"])
def test_other_answers_than_200_are_kept_and_hold_no_statement(tmp_path: Path, status: str) -> None:
    headers = {"WARC-Target-URI": URIS[0], "Content-Type": "application/http"}
    data = record("response", headers, http(BODIES[0], status=status))
    (found,) = read(tmp_path, "a.warc", data).received
    assert (found.payload, found.status) == (BODIES[0], int(status[:3]))
    assert nothing_in_it(found) == f"status {status[:3]}"


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=3000), at=st.integers(0, len(PLAIN)))
def test_no_bytes_make_it_raise_or_hang(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, at: int
) -> None:
    folder = tmp_path_factory.mktemp("warc")
    spliced = PLAIN[:at] + data + PLAIN[at:]
    found = read(folder, "a.warc", b"WARC/1.0\r\n" + spliced)
    assert found.received or found.errors
    packed = b"".join(MEMBERS)
    cut = at % len(packed)
    found = read(folder, "b.warc.gz", packed[:cut] + data + packed[cut:])
    whole = sum(
        1 for offset, m in zip(MEMBER_OFFSETS, MEMBERS, strict=True) if offset + len(m) <= cut
    )
    assert found.payloads[:whole] == BODIES[:whole]


def test_one_record_is_read_back_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(MEMBERS))
    found = open_record(path, MEMBER_OFFSETS[2], len(MEMBERS[2]))
    assert (found.uri, found.payload) == (URIS[2], BODIES[2])
    for offset, length in ((MEMBER_OFFSETS[2] + 1, len(MEMBERS[2])), (0, len(path.read_bytes()))):
        with pytest.raises(FixityError):
            open_record(path, offset, length)
    with pytest.raises(FixityError, match="not the one that was recorded"):
        parse_record(MEMBERS[0], "a.warc.gz", 0, payload_sha256="0" * 64)


def test_a_raw_deflate_stream_is_no_member(tmp_path: Path) -> None:
    found = read(tmp_path, "a.warc.gz", MEMBERS[0] + zlib.compress(RECORDS[1]) + MEMBERS[2])
    assert found.payloads == [BODIES[0], BODIES[2]]
    assert found.offsets == [len(MEMBERS[0])]
