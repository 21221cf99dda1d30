"""The bytes of record files, plain or in gzip members, up to damage and behind it."""

import gzip
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.capture.reading_files import gzipped_reading

from onrecord.capture.feed_bytes import GzipFeed, PlainFeed

START = re.compile(rb"WARC/")


def test_a_plain_feed_has_nothing_to_resume() -> None:
    feed = PlainFeed(io.BytesIO(b"x"))
    assert feed.more() == b"x"
    assert feed.more() == b""
    assert feed.resume(START) is False
    assert feed.offset_of(7) == 7


@settings(max_examples=40, deadline=None)
@given(st.lists(st.binary(min_size=1, max_size=3000), min_size=1, max_size=5))
def test_a_gzip_feed_knows_each_member(parts: list[bytes]) -> None:
    packed = [gzip.compress(part) for part in parts]
    feed = GzipFeed(io.BytesIO(b"".join(packed)), gzipped_reading())
    given_ = b""
    while piece := feed.more():
        given_ += piece
    assert given_ == b"".join(parts)
    assert feed.damage is None
    assert [m.offset_end - m.offset for m in feed.members] == [len(p) for p in packed]
    assert [m.end - m.start for m in feed.members] == [len(part) for part in parts]


def test_a_gzip_feed_goes_on_behind_damage_where_a_record_starts() -> None:
    whole = gzip.compress(b"WARC/1.0 second")
    trap = gzip.compress(b"no record")  # a member, but none of ours
    feed = GzipFeed(io.BytesIO(b"\x1f\x8b\x08junk" + trap + b"junk" + whole), gzipped_reading())
    while feed.more():
        pass
    assert feed.damage is not None
    assert feed.resume(START) is True
    assert feed.more() == b"WARC/1.0 second"
    assert feed.more() == b""
    assert feed.damage is None


@pytest.mark.parametrize("count", [1, 5])
def test_what_came_out_before_a_damage_is_given(count: int) -> None:
    packed = gzip.compress(b"".join(b"line %d\n" % n for n in range(20_000)))
    broken = bytearray(packed)
    middle = len(packed) // 2
    broken[middle : middle + count] = b"\xff" * count
    feed = GzipFeed(io.BytesIO(bytes(broken)), gzipped_reading())
    given_ = b""
    while piece := feed.more():
        given_ += piece
    assert given_.startswith(b"line 0\nline 1\n")
    assert len(given_) > 10_000
    assert feed.damage is not None
    assert feed.damage.offset == 0
