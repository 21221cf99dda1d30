"""Kept originals, served so that nothing in them can run: bytes of strangers, as received.

The policy sandboxes the document (no scripts, forms, plugins, popups; an origin of its own) and
lets it load nothing, so that opening it asks nothing of any host. What a browser can't show in such
a sandbox is handed over as a file.
"""

import base64
import re

from starlette.requests import Request
from starlette.responses import Response

from onrecord.archive.web_settings import WebSettings
from onrecord.errors import NotFoundError
from onrecord.model.records import KeptCapture
from onrecord.model.watching import Role
from onrecord.web.shown import shows_cited
from onrecord.web.site import site_of

_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+", re.IGNORECASE)
POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
# What is shown as a page; the rest is handed over as a file. XML is shown as text: as XML it could
# name a style sheet, and SVG can hold scripts.
AS_ITSELF = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
AS_TEXT = frozenset(
    {
        "text/markdown",
        "text/csv",
        "application/json",
        "application/feed+json",
        "application/rss+xml",
        "application/atom+xml",
        "application/xml",
        "text/xml",
        "message/rfc822",
        "application/vnd.onrecord.row+json",
        "application/vnd.onrecord.row+csv",
    }
)


def original(request: Request, seq: int) -> Response:
    """Return the payload of a capture; raises NotFoundError, and FixityError for altered bytes."""
    site = site_of(request)
    with site.archives.lent() as archive:
        kept = archive.captures.get_shown(seq)
        check_shown(kept, site.settings)
        payload = archive.captures.read(kept).payload
    media_type = kept.media_type.lower()
    charset = f"; charset={kept.charset}" if _is_token(kept.charset) else ""
    headers = {
        "Content-Security-Policy": POLICY,
        "Repr-Digest": digest_header(kept.payload_sha256),
        "Cache-Control": "private, no-cache",
    }
    if media_type in AS_ITSELF:
        shown = "text/html" if media_type == "application/xhtml+xml" else media_type
        headers["Content-Type"] = shown + charset
    elif media_type in AS_TEXT:
        headers["Content-Type"] = "text/plain" + (charset or "; charset=utf-8")
    else:
        headers["Content-Type"] = "application/octet-stream"
        headers["Content-Disposition"] = f'attachment; filename="capture-{seq}"'
    return Response(payload, headers=headers)


def check_shown(kept: KeptCapture, settings: WebSettings) -> None:
    """Raise NotFoundError for the page of a third party on an archive that shows none."""
    if kept.role == Role.CITED and not shows_cited(settings):
        raise NotFoundError("no capture of that number", seq=kept.seq)


def digest_header(sha256: str) -> str:
    """Return the value of Repr-Digest (RFC 9530) for a digest in hexadecimal.

    >>> digest_header("00ff")
    'sha-256=:AP8=:'
    """
    return f"sha-256=:{base64.b64encode(bytes.fromhex(sha256)).decode()}:"


def is_media_type(text: str) -> bool:
    """Return whether a sender's words for a type can stand in a header.

    >>> is_media_type("text/html"), is_media_type('text/html"; x'), is_media_type("")
    (True, False, False)
    """
    return _MEDIA_TYPE.fullmatch(text) is not None


def _is_token(charset: str | None) -> bool:
    return (
        charset is not None
        and charset.isascii()
        and charset.replace("-", "").replace("_", "").isalnum()
    )
