"""Where records begin and end: frames, their places, and how much is to be doubted."""

import gzip
import io

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.capture.made_up import record
from tests.capture.reading_files import gzipped_reading

from onrecord.capture.feed_bytes import GzipFeed, PlainFeed
from onrecord.capture.framing import Doubt, Frame, read_frames
from onrecord.capture.tape import Tape
from onrecord.capture.warc import FORM
from onrecord.errors import CaptureError


def plain_frames(data: bytes) -> list[Frame | CaptureError]:
    return list(read_frames(Tape(PlainFeed(io.BytesIO(data))), FORM, gzipped_reading()))


def gzip_frames(data: bytes) -> list[Frame | CaptureError]:
    at = gzipped_reading()
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
