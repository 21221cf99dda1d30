"""Records that stay where they lie are found there again, byte for byte."""

import gzip
import hashlib
from pathlib import Path

import pytest
from tests.capture.made_up import record, response
from tests.capture.reading_files import read

from onrecord.capture.in_place import stand_in
from onrecord.capture.warc import open_record
from onrecord.errors import FixityError

INFO = record("warcinfo", {"Content-Type": "application/warc-fields"}, b"software: x\r\n")
RECORDS = [
    INFO,
    response("https://mfa.sorendia.example/1", b"<p>Both met.</p>"),
    response("https://mfa.sorendia.example/2", "<p>Sərhəd bağlıdır.</p>".encode() * 50),
    response("https://mfa.sorendia.example/3", b"<p>The last one.</p>"),
]
FORMS = {
    "plain.warc": b"".join(RECORDS),
    "members.warc.gz": b"".join(gzip.compress(r) for r in RECORDS),
    "head-apart.warc.gz": b"".join(
        gzip.compress(r[:120]) + gzip.compress(r[120:]) for r in RECORDS
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_each_record_is_found_at_its_place(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, name, FORMS[name])
    assert len(found.received) == 3
    for received in found.received:
        packed = stand_in(received, tmp_path / name)
        assert packed is not None
        assert packed.member == b""
        assert packed.record_id == received.warc_record_id
        assert received.warc_offset is not None
        stored = FORMS[name][received.warc_offset : received.warc_offset + packed.length]
        assert packed.member_sha256 == hashlib.sha256(stored).hexdigest()
        again = open_record(
            tmp_path / name,
            received.warc_offset,
            packed.length,
            member_sha256=packed.member_sha256,
            payload_sha256=packed.payload_sha256,
        )
        assert (again.uri, again.payload, again.http, again.at) == (
            received.uri,
            received.payload,
            received.http,
            received.at,
        )


def test_places_cover_the_records_and_nothing_else(tmp_path: Path) -> None:
    found = read(tmp_path, "members.warc.gz", FORMS["members.warc.gz"])
    places = [(item.warc_offset, item.warc_length) for item in found.received]
    sizes = [len(gzip.compress(r)) for r in RECORDS]
    assert places == [(sum(sizes[:n]), sizes[n]) for n in (1, 2, 3)]


def test_a_record_that_shares_its_member_is_to_be_copied(tmp_path: Path) -> None:
    found = read(tmp_path, "one.warc.gz", gzip.compress(b"".join(RECORDS)))
    assert [stand_in(item, tmp_path / "one.warc.gz") for item in found.received] == [None] * 3


def test_a_record_of_doubtful_length_is_to_be_copied(tmp_path: Path) -> None:
    damaged = response("https://mfa.sorendia.example/1", b"words", Content_Length="9")
    found = read(tmp_path, "a.warc", damaged + RECORDS[1])
    assert [stand_in(item, tmp_path / "a.warc") is None for item in found.received] == [True, False]


def test_what_changed_under_it_is_to_be_copied_and_a_flipped_bit_is_seen(tmp_path: Path) -> None:
    found = read(tmp_path, "plain.warc", FORMS["plain.warc"])
    received = found.received[0]
    packed = stand_in(received, tmp_path / "plain.warc")
    assert packed is not None
    changed = FORMS["plain.warc"].replace(b"Both met", b"Both Met")
    (tmp_path / "plain.warc").write_bytes(changed)
    assert stand_in(received, tmp_path / "plain.warc") is None
    with pytest.raises(FixityError):
        open_record(
            tmp_path / "plain.warc",
            received.warc_offset or 0,
            packed.length,
            member_sha256=packed.member_sha256,
        )
    (tmp_path / "plain.warc").unlink()
    assert stand_in(received, tmp_path / "plain.warc") is None
