"""A capture packed is read back by others byte for byte, and is the same capture again."""

import datetime as dt
import gzip
import io

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.checker import Checker  # type: ignore[import-untyped]
from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from onrecord.capture.fixity import matches, sha256, warc_digest
from onrecord.capture.http_marks import as_received
from onrecord.capture.pack import Packed, pack, warc_date, write_record
from onrecord.capture.warc import parse_record
from onrecord.model.capture import Received

AT = dt.datetime(2025, 10, 19, 12, 0, 0, 250000, tzinfo=dt.UTC)
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: 9"


def received(payload: bytes, *, http: bytes | None = None, uri: str = "") -> Received:
    return Received(
        uri=uri or ("https://mfa.sorendia.example/1" if http else "file:set/a.html"),
        at=AT,
        media_type="text/html",
        payload=payload,
        path="a.html",
        charset="utf-8",
        status=200 if http else None,
        http=http,
    )


def by_warcio(packed: Packed) -> tuple[str, str, bytes]:
    (found,) = [
        (r.rec_type, r.rec_headers["WARC-Target-URI"], r.content_stream().read())
        for r in ArchiveIterator(io.BytesIO(packed.member), check_digests="raise")
    ]
    return found


def by_fastwarc(packed: Packed) -> tuple[str, str, bytes]:
    (found,) = [
        (r.headers["WARC-Type"], r.headers["WARC-Target-URI"], r.reader.read())
        for r in FastIterator(io.BytesIO(packed.member), parse_http=True)
    ]
    (is_whole,) = [
        r.verify_block_digest() for r in FastIterator(io.BytesIO(packed.member), parse_http=False)
    ]
    assert is_whole
    return found


@settings(max_examples=60, deadline=None)
@given(payload=st.binary(max_size=5000), is_response=st.booleans())
def test_others_read_it_byte_for_byte(payload: bytes, is_response: bool) -> None:
    given_ = received(payload, http=HTTP if is_response else None)
    packed = pack(given_)
    kind = "response" if is_response else "resource"
    assert by_warcio(packed) == (kind, given_.uri, payload)
    assert by_fastwarc(packed) == (kind, given_.uri, payload)


@settings(max_examples=60, deadline=None)
@given(
    payload=st.binary(min_size=1, max_size=5000),
    is_response=st.booleans(),
    at=st.datetimes(dt.datetime(1996, 1, 1), dt.datetime(2100, 1, 1), timezones=st.just(dt.UTC)),  # noqa: DTZ001 - bounds are naive, the zone is given beside
)
def test_it_is_the_same_capture_again(payload: bytes, is_response: bool, at: dt.datetime) -> None:
    given_ = Received(
        uri="https://mfa.sorendia.example/1",
        at=at,
        media_type="text/html",
        payload=b"<html>" + payload,
        path="x",
        http=HTTP if is_response else None,
    )
    packed = pack(given_)
    found = parse_record(packed.member, "x", 0, payload_sha256=packed.payload_sha256)
    assert found.payload == given_.payload
    assert found.http == given_.http
    assert found.at == at
    assert found.uri == given_.uri
    assert found.warc_record_id == packed.record_id
    assert (found.warc_offset, found.warc_length) == (0, packed.length)


def as_warcio_writes_it(
    kind: str, headers: list[tuple[str, str]], block: bytes, content_type: str
) -> bytes:
    whole = StatusAndHeaders("", [("WARC-Type", kind), *headers], protocol="WARC/1.1")
    size = len(block)
    record = ArcWarcRecord("warc", kind, whole, io.BytesIO(block), None, content_type, size)
    record.payload_length = size
    out = io.BytesIO()
    WARCWriter(out, gzip=False, warc_version="1.1").write_record(record)
    return out.getvalue()


@settings(max_examples=60, deadline=None)
@given(
    block=st.binary(max_size=40_000),
    uri=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), min_size=1),
    kind=st.sampled_from(["response", "resource"]),
)
def test_a_record_is_what_warcio_would_write(block: bytes, uri: str, kind: str) -> None:
    digest = ("WARC-Block-Digest", warc_digest(block))
    headers = [("WARC-Target-URI", uri), digest, ("WARC-Payload-Digest", digest[1])]
    record = kind, headers, block, "application/http; msgtype=response"
    assert write_record(*record) == as_warcio_writes_it(*record)


def test_a_warcinfo_is_what_warcio_would_write() -> None:
    fields = b"software: x\r\n"
    headers = [("WARC-Filename", "a.warc.gz"), ("WARC-Block-Digest", warc_digest(fields))]
    record = "warcinfo", headers, fields, "application/warc-fields"
    assert write_record(*record) == as_warcio_writes_it(*record)


def test_digests_and_length_are_those_of_the_bytes() -> None:
    packed = pack(received(b"<p>words</p>"))
    assert packed.member_sha256 == sha256(packed.member)
    assert packed.payload_sha256 == sha256(b"<p>words</p>")
    assert packed.length == len(packed.member)
    plain = gzip.decompress(packed.member)
    assert plain.startswith(b"WARC/1.1\r\n")
    (record,) = list(ArchiveIterator(io.BytesIO(packed.member)))
    assert matches(record.rec_headers["WARC-Payload-Digest"], b"<p>words</p>") is True
    assert record.rec_headers["WARC-Date"] == "2025-10-19T12:00:00.250000Z"
    assert record.rec_headers["Content-Type"] == "text/html; charset=utf-8"


def test_headers_that_no_longer_hold_are_renamed_in_the_record_only() -> None:
    packed = pack(received(b"<p>decoded</p>", http=HTTP))
    (record,) = list(ArchiveIterator(io.BytesIO(packed.member)))
    assert record.http_headers.get_header("Content-Encoding") is None
    assert record.http_headers.get_header("X-Onrecord-As-Received-Content-Encoding") == "gzip"
    block = gzip.decompress(packed.member)
    assert as_received(block).count(b"Content-Encoding: gzip") == 1


def test_a_record_keeps_its_id_and_a_bad_one_is_replaced() -> None:
    base = received(b"x")
    assert pack(base, record_id="<urn:uuid:1-2-3>").record_id == "<urn:uuid:1-2-3>"
    for bad in ("urn:uuid:1", "<urn:uuid:1\r\nX: y>", ""):
        assert pack(base, record_id=bad).record_id.startswith("<urn:uuid:")
        assert "\r" not in pack(base, record_id=bad).record_id


@pytest.mark.parametrize("uri", ["https://x.example/a b\r\nWARC-Type: evil", "file:a/\udcff\u2028"])
def test_no_address_breaks_the_head(uri: str) -> None:
    packed = pack(received(b"x", uri=uri))
    kind, found, payload = by_warcio(packed)
    assert (kind, payload) == ("resource", b"x")
    assert not set(" \r\n\u2028") & set(found)


def test_a_file_of_packed_members_passes_warcios_check(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("pack") / "a.warc.gz"
    members = [pack(received(b"<p>%d</p>" % n, http=HTTP)).member for n in range(5)]
    path.write_bytes(b"".join(members))

    class Command:
        inputs = (str(path),)
        verbose = False

    checker = Checker(Command())
    checker.check_warc_record = checker.process_one(str(path))
    assert checker.exit_value == 0


def test_instants_are_written_in_utc() -> None:
    zone = dt.timezone(dt.timedelta(hours=4))
    assert warc_date(dt.datetime(2025, 10, 19, 16, tzinfo=zone)) == "2025-10-19T12:00:00Z"
