"""JSON as the formats write it: a value on a line, or many as the items of one array."""

from collections.abc import Iterable, Iterator

import orjson


def json_line(value: object) -> bytes:
    """Return a plain value as one line of JSON.

    >>> json_line({"title": "Bəyanat"}).decode()
    '{"title":"Bəyanat"}\\n'
    """
    return orjson.dumps(value) + b"\n"


def json_array(head: bytes, values: Iterable[object], tail: bytes) -> Iterator[bytes]:
    """Yield values as the items of an array between `head` and `tail`, an item a line.

    >>> b"".join(json_array(b"[", [1, 2], b"]"))
    b'[\\n1\\n,2\\n]\\n'
    """
    yield head + b"\n"
    between = b""
    for value in values:
        yield between + json_line(value)
        between = b","
    yield tail + b"\n"
