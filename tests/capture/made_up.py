"""Records of made-up issuers as bytes, written here by hand so that no code under test is used."""

import base64
import hashlib
import uuid

DATE = "2025-10-19T12:00:00Z"


def sha1(data: bytes) -> str:
    digest = hashlib.sha1(data, usedforsecurity=False).digest()
    return f"sha1:{base64.b32encode(digest).decode()}"


def record(kind: str, headers: dict[str, str], block: bytes) -> bytes:
    """Return a WARC/1.0 record with its two blank lines; `headers` go before or over the usual."""
    names = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, repr((headers, block)))}>",
        "WARC-Date": DATE,
        "Content-Length": str(len(block)),
        **headers,
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in names.items())
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def http(body: bytes, *, status: str = "200 OK", headers: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{headers}"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def response(uri: str, body: bytes, *, digests: bool = True, **more: str) -> bytes:
    block = http(body)
    digest = {"WARC-Payload-Digest": sha1(body), "WARC-Block-Digest": sha1(block)}
    headers = {"WARC-Target-URI": uri, "Content-Type": "application/http; msgtype=response"}
    named = {name.replace("_", "-"): value for name, value in more.items()}
    return record("response", {**headers, **(digest if digests else {}), **named}, block)


def resource(uri: str, body: bytes, media_type: str) -> bytes:
    return record("resource", {"WARC-Target-URI": uri, "Content-Type": media_type}, body)
