"""Files a page's text links to: documents, tables and archives beside the statement."""

import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from onrecord.extract.layout import LaidBlock
from onrecord.model.statement import Attachment

# Media types as registered with IANA.
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "rtf": "application/rtf",
    "csv": "text/csv",
    "epub": "application/epub+zip",
    "zip": "application/zip",
}
_LONGEST_NAME = 200
_SUFFIX = re.compile(r"\.([A-Za-z]{3,4})(?:[?#][^/]*)?$")


def attachments(blocks: Iterable[LaidBlock]) -> tuple[Attachment, ...]:
    """Return the files the blocks link to, each once, named by the words of the link."""
    found: dict[str, Attachment] = {}
    for block in blocks:
        for link in block.links:
            suffix = _SUFFIX.search(link.href)
            media_type = MEDIA_TYPES.get(suffix[1].lower()) if suffix else None
            if media_type and link.href not in found and "://" in link.href:
                name = block.text[link.start : link.end].strip()[:_LONGEST_NAME]
                found[link.href] = Attachment(name or _file_name(link.href), media_type, link.href)
    return tuple(found.values())


def _file_name(href: str) -> str:
    """Return the last part of an address.

    >>> _file_name("https://mfa.example/files/Note%2061.pdf?v=2")
    'Note 61.pdf'
    """
    try:
        return unquote(urlsplit(href).path.rpartition("/")[2])
    except ValueError:
        return ""
