"""HTTP headers of a record that no longer hold: marked on writing, unmarked on reading.

A payload is kept with transfer and content coding undone, while `Received.http` stays as it came.
In a WARC the two would contradict each other, so on writing the headers that no longer describe
the body are renamed with a prefix of ours, and on reading the prefix is taken off again: what
comes out is what was received, and other tools meet a record that is true.
"""

import re

KEPT = b"X-Onrecord-As-Received-"
CODED = re.compile(  # a header that describes the body as it was sent, renamed or not
    rb"(?im)^((?:" + KEPT + rb")*)((?:Content-Encoding|Transfer-Encoding|Content-Length)[ \t]*:)"
)
RENAMED = re.compile(rb"(?im)^" + KEPT + rb"(?=(?:X-Onrecord-As-Received-)*(?:Content|Transfer)-)")


TRANSFERRED = re.compile(  # the same, where the content coding is kept
    rb"(?im)^((?:" + KEPT + rb")*)((?:Transfer-Encoding|Content-Length)[ \t]*:)"
)


def mark_decoded(http: bytes, length: int) -> bytes:
    """Return the headers with those renamed that don't hold for a decoded body of this length.

    >>> mark_decoded(b"HTTP/1.1 200 OK\\r\\nContent-Encoding: gzip\\r\\nContent-Length: 5", 5)
    b'HTTP/1.1 200 OK\\r\\nX-Onrecord-As-Received-Content-Encoding: gzip\\r\\nContent-Length: 5'
    """
    return _marked(http, length, CODED)


def mark_transferred(http: bytes, length: int) -> bytes:
    """Return the headers with those renamed that don't hold for a body no longer in chunks.

    >>> mark_transferred(b"HTTP/1.1 200 OK\\r\\nContent-Encoding: gzip\\r\\nContent-Length: 5", 5)
    b'HTTP/1.1 200 OK\\r\\nContent-Encoding: gzip\\r\\nContent-Length: 5'
    """
    return _marked(http, length, TRANSFERRED)


def _marked(http: bytes, length: int, headers: re.Pattern[bytes]) -> bytes:
    true_length = b"content-length:%d" % length

    def rename(found: re.Match[bytes]) -> bytes:
        line_end = http.find(b"\n", found.end())
        line = http[found.start() : line_end if line_end >= 0 else len(http)]
        holds = not found[1] and b"".join(line.split()).lower() == true_length
        return found[0] if holds else KEPT + found[0]

    return headers.sub(rename, http)


def as_received(http: bytes) -> bytes:
    """Undo `mark_decoded`.

    >>> as_received(b"HTTP/1.1 200 OK\\r\\nX-Onrecord-As-Received-Content-Length: 9")
    b'HTTP/1.1 200 OK\\r\\nContent-Length: 9'
    """
    return RENAMED.sub(b"", http)
