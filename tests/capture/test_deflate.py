"""What is deflated is what gzip reads, and what is inflated is what gzip wrote."""

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.capture.deflate import InflateError, gzip_member, inflating


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=5000))
def test_gzip_reads_a_member_and_the_same_bytes_make_the_same(data: bytes) -> None:
    member = gzip_member(data)
    assert gzip.decompress(member) == data
    assert gzip_member(data) == member


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=5000), step=st.integers(1, 300))
def test_pieces_are_the_whole_and_what_follows_is_given_back(data: bytes, step: int) -> None:
    engine = inflating()
    left, found = gzip.compress(data) + b"rest", b""
    while not engine.eof:
        found += engine.decompress(left, step)
        left = engine.unused_data if engine.eof else engine.unconsumed_tail
    assert (found, left) == (data, b"rest")


def test_damage_is_told() -> None:
    with pytest.raises(InflateError):
        inflating().decompress(b"no gzip at all, whatever its name says")
