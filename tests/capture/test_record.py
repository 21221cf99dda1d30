"""What an archived record's head and body come to."""

import datetime as dt
import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.capture.made_up import http, record, resource, sha1
from tests.capture.reading_files import Sorted, read

from onrecord.capture.record import nothing_in_it, parse_warc_date, urlsplit_path

URI = "https://mfa.sorendia.example/1"


def answer(folder: Path, head: str, body: bytes, uri: str = URI) -> Sorted:
    block = f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode() + body
    headers = {"WARC-Target-URI": uri, "Content-Type": "application/http; msgtype=response"}
    return read(folder, "a.warc", record("response", headers, block))


@pytest.mark.parametrize(
    ("head", "body", "media_type", "charset"),
    [
        ("Content-Type: text/html; charset=koi8-r", b"<html></html>", "text/html", "koi8-r"),
        ("Content-Type: text/plain", b"<html><p>x</p></html>", "text/html", None),
        ("Content-Type: application/pdf", b"<html>Not found</html>", "text/html", None),
        ("Content-Type: text/html", b"%PDF-1.7\n", "application/pdf", None),
        ("Content-Type: text/markdown", b"# A heading", "text/markdown", None),
        ("X: y", b"plain words", "text/plain", None),
    ],
)
def test_the_bytes_decide_and_the_sender_where_they_leave_it_open(
    tmp_path: Path, head: str, body: bytes, media_type: str, charset: str | None
) -> None:
    (found,) = answer(tmp_path, head, body).received
    assert (found.media_type, found.charset) == (media_type, charset)


@pytest.mark.parametrize(
    ("head", "body", "reason"),
    [
        ("Content-Type: image/png", b"\x89PNG\r\n\x1a\n", "media image/png"),
        ("Content-Type: text/css", b"p { color: red }", "media text/css"),
        ("Content-Type: application/javascript", b"let x = 1;", "media application/javascript"),
        ("Content-Type: text/html", b"", "empty body"),
    ],
)
def test_what_can_hold_no_statement_is_kept_and_says_why(
    tmp_path: Path, head: str, body: bytes, reason: str
) -> None:
    (found,) = answer(tmp_path, head, body).received
    assert (found.payload, nothing_in_it(found)) == (body, reason)


def test_addresses_in_brackets_and_of_other_schemes(tmp_path: Path) -> None:
    assert answer(tmp_path, "A: b", b"<p>x", uri=f"<{URI}>").received[0].uri == URI
    found = read(tmp_path, "b.warc", resource("metadata://tool/log", b"x", "text/plain"))
    assert [item.reason for item in found.skipped] == ["metadata: record"]
    found = read(tmp_path, "c.warc", resource("file:///c/a.html", b"<p>x</p>", "text/html"))
    assert [item.uri for item in found.received] == ["file:///c/a.html"]


def test_a_response_that_is_no_http(tmp_path: Path) -> None:
    headers = {"WARC-Target-URI": URI, "Content-Type": "application/http"}
    found = read(tmp_path, "a.warc", record("response", headers, b"not http\r\n\r\nwords"))
    assert found.messages == ["response has no HTTP status line"]
    headers = {"WARC-Target-URI": "ftp://x.example/a.txt", "Content-Type": "text/plain"}
    found = read(tmp_path, "b.warc", record("response", headers, b"words"))
    assert [item.reason for item in found.skipped] == ["response that is not HTTP"]


def test_digests_of_the_body_in_any_of_its_forms_hold(tmp_path: Path) -> None:
    body = b"<p>words</p>"
    packed = gzip.compress(body)
    sent = b"%x\r\n%b\r\n0\r\n\r\n" % (len(packed), packed)
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    headers = {"WARC-Target-URI": URI, "Content-Type": "application/http"}
    for form in (sent, packed, body):
        digest = {**headers, "WARC-Payload-Digest": sha1(form)}
        found = read(tmp_path, "a.warc", record("response", digest, head + sent))
        assert (found.payloads, found.messages) == ([body], [])


def test_a_digest_of_no_form_is_told_and_the_record_kept(tmp_path: Path) -> None:
    headers = {
        "WARC-Target-URI": URI,
        "Content-Type": "application/http",
        "WARC-Payload-Digest": sha1(b"other words"),
    }
    found = read(tmp_path, "a.warc", record("response", headers, http(b"<p>words</p>")))
    assert found.messages == ["record's digest does not match its bytes"]
    assert found.payloads == [b"<p>words</p>"]


@given(st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2100, 1, 1)))  # noqa: DTZ001 - in UTC by meaning
def test_dates_of_every_precision_are_read(at: dt.datetime) -> None:
    utc = at.replace(tzinfo=dt.UTC)
    assert parse_warc_date(at.isoformat() + "Z") == utc
    assert parse_warc_date(at.isoformat() + "+00:00") == utc
    assert parse_warc_date(f"{at:%Y%m%d%H%M%S}") == utc.replace(microsecond=0)
    assert parse_warc_date(f"{at:%Y%m%d}") == dt.datetime.combine(at, dt.time(), dt.UTC)
    assert parse_warc_date(f"{at:%Y-%m}") == dt.datetime(at.year, at.month, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "date", ["", "x", "2025-13-01", "99999999", "2025-10-19T99:00:00Z", "٢٠٢٥"]
)
def test_what_is_no_date(date: str) -> None:
    assert parse_warc_date(date) is None


def test_the_path_of_an_address_that_can_not_be_split() -> None:
    assert urlsplit_path("http://[::1") == ""
