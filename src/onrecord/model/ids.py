"""Identity of a statement: its key, and the id made from it once and never again."""

import base64
import hashlib

ID_LENGTH = 16


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
