"""Where records begin and end: frames, their places, and how much is to be doubted."""

import gzip
import io
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.capture.made_up import record
from tests.capture.reading_files import AT

from onrecord.capture.feed_bytes import GzipFeed, PlainFeed
from onrecord.capture.framing import Doubt, Frame, read_frames
from onrecord.capture.limits import Limits
from onrecord.capture.reading import FileRef, Reading
from onrecord.capture.tape import Tape
from onrecord.capture.warc import FORM
from onrecord.errors import CaptureError

START = re.compile(rb"WARC/")


def reading(*, limits: Limits | None = None) -> Reading:
    return Reading(
        ref=FileRef(Path("a.warc"), "a.warc", 0),
        source="set",
        at=AT,
        media_type="application/warc",
        gzipped=True,
        limits=limits or Limits(),
    )


def plain_frames(data: bytes) -> list[Frame | CaptureError]:
    return list(read_frames(Tape(PlainFeed(io.BytesIO(data))), FORM, reading()))


def gzip_frames(data: bytes) -> list[Frame | CaptureError]:
    at = reading()
    return list(read_frames(Tape(GzipFeed(io.BytesIO(data), at)), FORM, at))


blocks = st.lists(st.binary(max_size=400), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(blocks, st.sampled_from(["one", "each", "pieces"]))
def test_sound_records_give_their_blocks_and_places(parts: list[bytes], form: str) -> None:
    records = [record("resource", {}, block) for block in parts]
    found = plain_frames(b"".join(records))
    places = [sum(len(r) for r in records[:n]) for n in range(len(records))]
    assert [(f.block, f.offset, f.doubt) for f in found if isinstance(f, Frame)] == [
        (block, place, Doubt.NONE) for block, place in zip(parts, places, strict=True)
    ]
    if form == "one":
        packed = [gzip.compress(b"".join(records))]
    elif form == "each":
        packed = [gzip.compress(r) for r in records]
    else:
        packed = [gzip.compress(r[:100]) + gzip.compress(r[100:]) for r in records]
    frames = [f for f in gzip_frames(b"".join(packed)) if isinstance(f, Frame)]
    assert [frame.block for frame in frames] == parts
    if form != "one" or len(parts) == 1:
        assert [frame.length for frame in frames] == [len(p) for p in packed]
        assert [frame.offset for frame in frames] == [
            sum(len(p) for p in packed[:n]) for n in range(len(packed))
        ]
    else:
        assert {frame.length for frame in frames} == {None}


def test_a_block_that_looks_like_a_record_is_a_block() -> None:
    inner = record("resource", {}, b"inner")
    found = plain_frames(record("resource", {}, b"x\r\n" + inner) + record("resource", {}, b"y"))
    assert [f.block for f in found if isinstance(f, Frame)] == [b"x\r\n" + inner, b"y"]


def test_a_wrong_length_is_doubted() -> None:
    wrong = record("resource", {"Content-Length": "2"}, b"a longer block")
    error, frame, after = plain_frames(wrong + record("resource", {}, b"y"))
    assert isinstance(error, CaptureError)
    assert isinstance(frame, Frame)
    assert isinstance(after, Frame)
    assert (frame.doubt, frame.length) == (Doubt.LENGTH, None)
    assert frame.block.startswith(b"a longer block")
    assert (after.doubt, after.block) == (Doubt.NONE, b"y")


def test_bytes_of_a_damaged_member_are_doubted() -> None:
    packed = bytearray(gzip.compress(record("resource", {}, b"words " * 400)))
    packed[-6] ^= 0xFF  # the checksum alone: all bytes came out
    found = gzip_frames(bytes(packed) + gzip.compress(record("resource", {}, b"y")))
    doubts = [f.doubt for f in found if isinstance(f, Frame)]
    assert doubts == [Doubt.BYTES, Doubt.NONE]
    assert sum(isinstance(f, CaptureError) for f in found) >= 1


def test_a_head_without_end_is_told_and_passed_by() -> None:
    endless = b"WARC/1.0\r\n" + b"X: y\r\n" * 20_000
    found = plain_frames(endless + record("resource", {}, b"y"))
    assert [f.block for f in found if isinstance(f, Frame)] == [b"y"]
    assert "cut off or too long" in str(found[0])


# -- the tape and its feeds ---------------------------------------------------------------------


def test_a_tape_is_looked_at_before_it_is_taken() -> None:
    tape = Tape(PlainFeed(io.BytesIO(b"abc" * 100_000 + b"WARC/")))
    assert tape.peek(1, 4) == b"bca"
    assert tape.find(START, 0, 10) is None
    assert tape.find(START, 0, 10**6) == (300_000, 300_005)
    tape.take(3)
    assert (tape.position, tape.offset) == (3, 3)
    assert tape.find(START, 0, 10**6) == (299_997, 300_002)
    assert tape.skip(10**9) == 300_002
    assert tape.peek(0, 1) == b""
    assert tape.damage is None


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
    feed = GzipFeed(io.BytesIO(b"".join(packed)), reading())
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
    feed = GzipFeed(io.BytesIO(b"\x1f\x8b\x08junk" + trap + b"junk" + whole), reading())
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
    feed = GzipFeed(io.BytesIO(bytes(broken)), reading())
    given_ = b""
    while piece := feed.more():
        given_ += piece
    assert given_.startswith(b"line 0\nline 1\n")
    assert len(given_) > 10_000
    assert feed.damage is not None
    assert feed.damage.offset == 0
