"""A stream that is looked at before it is taken."""

import io
import re

from onrecord.capture.feed_bytes import PlainFeed
from onrecord.capture.tape import Tape

START = re.compile(rb"WARC/")


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
