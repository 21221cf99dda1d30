"""Digests as WARC headers write them: `algorithm:value`, the value in base32 or hex.

WARC 1.1 section 5.8-5.9 leaves algorithm and encoding open; practice is sha1 in base32, newer
tools write sha256 in base32 or hex, and wget once wrote lower case.
"""

import base64
import hashlib

ALGORITHMS = {"sha1": "sha1", "sha-1": "sha1", "sha256": "sha256", "sha-256": "sha256"} | {
    "sha512": "sha512",
    "sha-512": "sha512",
    "md5": "md5",
}


def sha256(data: bytes | memoryview) -> str:
    """Return the SHA-256 of the bytes in hex, as rows and the ledger hold it.

    >>> sha256(b"")[:16]
    'e3b0c44298fc1c14'
    """
    return hashlib.sha256(data).hexdigest()


def warc_digest(data: bytes, algorithm: str = "sha256") -> str:
    """Return the digest as a WARC header holds it, in base32 (RFC 4648) with its padding.

    warcio and fastwarc take a digest without padding for a wrong one.

    >>> warc_digest(b"", "sha1")
    'sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ'
    """
    return warc_form(algorithm, hashlib.new(algorithm, data, usedforsecurity=False).digest())


def warc_form(algorithm: str, digest: bytes) -> str:
    """Return a digest already taken as a WARC header holds it."""
    return f"{algorithm}:{base64.b32encode(digest).decode('ascii')}"


def matches(declared: str, data: bytes) -> bool | None:
    """Say whether the bytes have the declared digest; None where it can't be told.

    None for an unknown algorithm and for a value that is no digest at all.

    >>> matches("sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", b"")
    True
    >>> matches("sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", b"x")
    False
    >>> matches("tiger:abc", b"x") is None
    True
    """
    name, _, value = declared.strip().partition(":")
    algorithm = ALGORITHMS.get(name.strip().lower())
    if algorithm is None or not value.strip():
        return None
    digest = hashlib.new(algorithm, data, usedforsecurity=False).digest()
    base32 = base64.b32encode(digest).decode("ascii").rstrip("=")
    folded = value.strip().rstrip("=").upper()
    if len(folded) not in (len(base32), 2 * len(digest)):
        return None
    return folded in (base32, digest.hex().upper())
