"""Gzip of untrusted origin: whole, cut, damaged, padded and expanding without end."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.capture.reading_files import reading_of

from onrecord.capture.gunzip import gunzip, open_stream
from onrecord.capture.limits import Limits
from onrecord.capture.reading import Reading
from onrecord.errors import RecordError, RefusedError

DATA = b"".join(b"line %d of a statement\n" % n for n in range(2000))


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    return reading_of(tmp_path, "a.txt.gz", gzip.compress(DATA))


@settings(max_examples=30, deadline=None)
@given(members=st.lists(st.binary(max_size=3000), min_size=1, max_size=4), pad=st.integers(0, 600))
def test_members_are_joined_and_padding_passed_over(
    tmp_path_factory: pytest.TempPathFactory, members: list[bytes], pad: int
) -> None:
    packed = b"".join(gzip.compress(m) for m in members) + b"\x00" * pad
    reading = reading_of(tmp_path_factory.mktemp("gz"), "a.gz", packed)
    assert gunzip(packed, reading) == b"".join(members)


def test_a_stream_gives_the_same_as_the_whole(reading: Reading) -> None:
    with open_stream(reading) as stream:
        assert b"".join(stream) == DATA


@pytest.mark.parametrize("cut", [1, 8, 100])
def test_a_cut_gzip_is_told_with_its_offset(reading: Reading, cut: int) -> None:
    packed = gzip.compress(DATA)
    with pytest.raises(RecordError, match="truncated gzip") as caught:
        gunzip(packed[:-cut], reading)
    assert caught.value.offset == len(packed) - cut


def test_damage_and_trailing_junk_are_told(reading: Reading) -> None:
    packed = bytearray(gzip.compress(DATA))
    packed[-5] ^= 0xFF  # of the checksum
    with pytest.raises(RecordError, match="damaged gzip"):
        gunzip(bytes(packed), reading)
    with pytest.raises(RecordError, match="damaged gzip"):
        gunzip(gzip.compress(DATA) + b"junk behind it", reading)


def test_bombs_are_refused_before_they_fill_the_memory(tmp_path: Path) -> None:
    bomb = gzip.compress(b"\x00" * 30_000_000)
    for limits in (Limits(ratio_from=100_000), Limits(payload=1_000_000)):
        reading = reading_of(tmp_path, "a.gz", bomb, limits=limits)
        with pytest.raises(RefusedError):
            gunzip(bomb, reading)
