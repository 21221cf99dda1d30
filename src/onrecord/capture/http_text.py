"""HTTP status line and headers as received, read."""

import io
import re
from email.message import Message

from fastwarc.warc import HeaderMap

BLANK_LINE = re.compile(rb"\r?\n\r?\n")
BARE_NEWLINE = re.compile(rb"(?<!\r)\n")
STATUS_LINE = re.compile(rb"(?:HTTP/\d(?:\.\d)?|ICY)[ \t]+(\d{3})(?:[ \t\r\n]|$)")


def split_http(block: bytes) -> tuple[bytes, bytes]:
    """Return (status line and headers, body); the whole as headers where no blank line is.

    >>> split_http(b"HTTP/1.1 200 OK\\r\\nA: b\\r\\n\\r\\nbody")
    (b'HTTP/1.1 200 OK\\r\\nA: b', b'body')
    """
    if block.startswith((b"\r\n", b"\n")):
        return b"", block
    end = BLANK_LINE.search(block)
    return (block[: end.start()], block[end.end() :]) if end else (block, b"")


def status_of(http: bytes) -> int | None:
    """Return the status code, None where the first line is no status line.

    >>> status_of(b"HTTP/1.1 404 Not Found\\r\\nA: b"), status_of(b"<html>")
    (404, None)
    """
    found = STATUS_LINE.match(http)
    return int(found[1]) if found else None


def headers_of(http: bytes) -> dict[str, str]:
    """Return header values by lower-case name, the first of each; UTF-8, else Latin-1.

    >>> headers_of(b"HTTP/1.1 200 OK\\r\\nContent-Type: text/html;\\r\\n charset=utf-8\\r\\nbad")
    {'content-type': 'text/html; charset=utf-8'}
    >>> headers_of(b"HTTP/1.0 200 OK\\nServer: a\\nX: b")
    {'server': 'a', 'x': 'b'}
    """
    parsed = HeaderMap()
    if http.count(b"\n") != http.count(b"\r\n"):  # the parser takes no line feed alone
        http = BARE_NEWLINE.sub(b"\r\n", http)
    parsed.parse(io.BytesIO(http), has_status_line=STATUS_LINE.match(http) is not None)
    found: dict[str, str] = {}
    for name, value in parsed.items_bytes():
        found.setdefault(_text(name).strip().lower(), _text(value).strip())
    return found


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def content_type_of(value: str) -> tuple[str, str | None]:
    """Return (media type, charset) of a Content-Type value, lower case; "" for none.

    >>> content_type_of('Text/HTML; charset="UTF-8"')
    ('text/html', 'utf-8')
    >>> content_type_of("junk")
    ('', None)
    """
    message = Message()
    message["Content-Type"] = re.sub(r"[\r\n]+", " ", value)
    if "/" not in value.partition(";")[0]:
        return "", None
    charset = message.get_param("charset")
    if isinstance(charset, tuple):  # RFC 2231: (charset, language, value)
        charset = charset[2]
    return value.partition(";")[0].strip().lower(), charset.strip().lower() if charset else None
