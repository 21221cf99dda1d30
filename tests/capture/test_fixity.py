"""Digests in every way WARC files write them."""

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.capture.fixity import matches, sha256, warc_digest

ALGORITHMS = ("sha1", "sha256", "sha512", "md5")


@given(st.binary(max_size=100), st.sampled_from(ALGORITHMS))
def test_what_was_written_matches_and_no_other_bytes_do(data: bytes, algorithm: str) -> None:
    written = warc_digest(data, algorithm)
    assert matches(written, data) is True
    assert matches(written, data + b"x") is False


@pytest.mark.parametrize("algorithm", ["sha256", "SHA-256", "sha-256"])
@pytest.mark.parametrize("form", ["hex", "HEX", "base32", "unpadded", "lower"])
def test_encodings_and_names_in_practice(algorithm: str, form: str) -> None:
    digest = hashlib.sha256(b"words").digest()
    base32 = base64.b32encode(digest).decode()
    value = {
        "hex": digest.hex(),
        "HEX": digest.hex().upper(),
        "base32": base32,
        "unpadded": base32.rstrip("="),
        "lower": base32.lower(),
    }[form]
    assert matches(f" {algorithm}:{value} ", b"words") is True
    assert matches(f"{algorithm}:{value}", b"other") is False


@pytest.mark.parametrize("declared", ["", "sha1", "sha1:", "sha1:short", "crc32:00000000", ":x"])
def test_what_is_no_digest_says_nothing(declared: str) -> None:
    assert matches(declared, b"words") is None


def test_rows_hold_hex() -> None:
    assert sha256(b"words") == hashlib.sha256(b"words").hexdigest()
