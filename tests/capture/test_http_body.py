"""Bodies as sent to payloads: chunks joined, coding undone, and what breaks off is told."""

import gzip
import zlib
from collections.abc import Callable

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.capture.http_body import decode_body
from onrecord.capture.limits import Limits

TEXT = "Bəyanat: tərəflər görüşdü. ".encode() * 40
# Brotli, which no package of the tests writes: TEXT, and three million zero bytes.
BROTLI_TEXT = bytes.fromhex(
    "1b7705f89d0976ec2ea0cc1e5bbb08c9156b3233b93c9dc96bfb199a71a409cf2c9aec460158f46162c8100f89fdce28081ed2f6b54743"
)
BROTLI_ZEROS = bytes.fromhex("9bbfc62df82700e2b14020cfb705")
ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "zstd": zstandard.compress,
}


def chunked(body: bytes, size: int = 7, *, end: bytes = b"0\r\n\r\n") -> bytes:
    parts = [body[i : i + size] for i in range(0, len(body), size)]
    return b"".join(b"%x;x=1\r\n%b\r\n" % (len(part), part) for part in parts) + end


@settings(max_examples=50, deadline=None)
@given(
    st.binary(min_size=1, max_size=2000),
    st.sampled_from([*ENCODERS, "identity"]),
    st.one_of(st.none(), st.integers(1, 500)),
)
def test_what_was_encoded_is_decoded(payload: bytes, coding: str, size: int | None) -> None:
    body = ENCODERS.get(coding, bytes)(payload)
    headers = {"content-encoding": coding}
    if size is not None:
        body, headers = chunked(body, size), {**headers, "transfer-encoding": "chunked"}
    found = decode_body(body, headers, Limits())
    assert (found.payload, found.problem) == (payload, None)


def test_brotli_is_decoded() -> None:
    assert decode_body(BROTLI_TEXT, {"content-encoding": "br"}, Limits()).payload == TEXT


def test_bare_deflate_and_codings_in_a_row() -> None:
    engine = zlib.compressobj(wbits=-15)
    bare = engine.compress(TEXT) + engine.flush()
    assert decode_body(bare, {"content-encoding": "deflate"}, Limits()).payload == TEXT
    twice = gzip.compress(zlib.compress(TEXT))
    assert decode_body(twice, {"content-encoding": "deflate, gzip"}, Limits()).payload == TEXT
    members = gzip.compress(TEXT) + gzip.compress(TEXT)
    assert decode_body(members, {"content-encoding": "gzip"}, Limits()).payload == TEXT * 2


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, br", "unknown"])
def test_a_body_already_decoded_is_taken_as_it_is(coding: str) -> None:
    found = decode_body(TEXT, {"content-encoding": coding}, Limits())
    assert (found.payload, found.problem) == (TEXT, None)
    found = decode_body(TEXT, {"transfer-encoding": "chunked"}, Limits())
    assert (found.payload, found.problem) == (TEXT, None)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (chunked(TEXT, 100)[:-50], "cut off"),
        (chunked(TEXT, 100, end=b""), "last chunk is missing"),
        (chunked(TEXT, 100, end=b"junk"), "chunked body is damaged"),
    ],
)
def test_broken_chunks_are_told_and_what_came_is_kept(body: bytes, problem: str) -> None:
    found = decode_body(body, {"transfer-encoding": "chunked"}, Limits())
    assert problem in (found.problem or "")
    assert found.payload.startswith(TEXT[:900])


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_coding_cut_off_is_told_and_what_came_is_kept(coding: str) -> None:
    noise = bytes(range(256)) * 8 + TEXT
    body = ENCODERS[coding](noise)
    found = decode_body(body[:-30], {"content-encoding": coding}, Limits())
    assert "cut off" in (found.problem or "")
    assert noise.startswith(found.payload)
    assert found.payload


@pytest.mark.parametrize("coding", ["gzip", "deflate", "zstd", "br"])
def test_bombs_are_refused(coding: str) -> None:
    body = BROTLI_ZEROS if coding == "br" else ENCODERS[coding](b"\x00" * 3_000_000)
    found = decode_body(body, {"content-encoding": coding}, Limits(ratio_from=100_000, ratio=10))
    assert found.refused
    assert found.payload == b""
