"""A statement's text as the index keeps it for hits: UTF-8, deflated.

The engine would press it with LZ4 alone, to half as many bytes again.
"""

import zlib

_LEVEL = 2  # of ISA-L: its level 3 gains 2 % more bytes for half the time again
_ZLIB = 15  # window bits: zlib's header and trailer around the data
_ODD = "surrogatepass"  # half of a surrogate pair comes out as it went in


def to_kept(text: str) -> bytes:
    """Return a text as it is kept.

    >>> from_kept(to_kept("Bəyanat"))
    'Bəyanat'
    """
    from isal import isal_zlib  # a search keeps nothing

    return isal_zlib.compress(text.encode("utf-8", _ODD), _LEVEL, _ZLIB)


def from_kept(kept: bytes) -> str:
    """Return the text that was kept."""
    return zlib.decompress(kept).decode("utf-8", _ODD)
