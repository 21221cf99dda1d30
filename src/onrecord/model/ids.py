"""Identity of a statement: its key, and the id made from it once and never again."""

import base64
import hashlib
import re

ID_LENGTH = 16
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def statement_id(key: str) -> str:
    """Return the id of the statement first seen under this identity key.

    Base32 (RFC 4648, lower case) of the SHA-256 of the key in UTF-8, its first 16 characters.

    >>> statement_id("https://mfa.example/en/news/6976")
    'g7pf5ovono3ftqmt'
    """
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest).decode("ascii").lower()[:ID_LENGTH]


def file_key(source: str, path: str) -> str:
    """Return the key of a file: its source's name and its path within that source.

    >>> file_key("releases", "2020/10/a.html")
    'releases:2020/10/a.html'
    """
    return f"{source}:{path}"


def fragment_key(key: str, fragment: str) -> str:
    """Return the key of an item that has no URL or identifier of its own, inside a file."""
    return f"{key}#{fragment}"


def storable(name: str) -> str:
    """Return a name as it can be stored and shown: a byte that is no UTF-8 is percent-encoded.

    The system hands such bytes over as lone surrogates (PEP 383); any other becomes U+FFFD.

    >>> storable("caf\\udce9.html"), storable("Bəyanat.html")
    ('caf%E9.html', 'Bəyanat.html')
    """
    return _LONE_SURROGATE.sub(_spelled, name)


def _spelled(found: re.Match[str]) -> str:
    byte = ord(found[0]) - 0xDC00
    return f"%{byte:02X}" if 0x80 <= byte <= 0xFF else "\ufffd"
