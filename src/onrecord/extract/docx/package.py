"""A Word file opened: the zip looked over before anything in it is unpacked.

Knows nothing of what the parts say. The sizes a zip declares are what the standard library
unpacks at most, so a lying zip is a broken one.
"""

import io
import struct
import zipfile
import zlib
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml

from onrecord.errors import ExtractionError

MAX_TOTAL = 300 * 1024 * 1024  # unpacked; the largest reports with pictures reach a tenth
MAX_XML = 64 * 1024 * 1024  # of one XML part; 1,000 pages of text are about 20 MB
MAX_FILES = 5000
# What python-docx, zipfile and lxml (a SyntaxError) raise for a damaged file.
FAULTS = (
    zipfile.BadZipFile, zlib.error, SyntaxError, KeyError, ValueError, AttributeError, TypeError,
    IndexError, EOFError, OSError, struct.error, RuntimeError, AssertionError,
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def open_document(payload: bytes, *, uri: str) -> Any:
    """Return python-docx's document; raises ExtractionError where that can't or must not be."""
    if not payload.strip(b" \t\r\n\x00"):
        raise ExtractionError("the file is empty", uri=uri)
    if payload.startswith(_OLE):
        raise ExtractionError(_what_ole(payload), uri=uri)
    try:
        _look_over(payload, uri)
        return docx.Document(io.BytesIO(payload))
    except PackageNotFoundError as error:
        raise ExtractionError("no DOCX: it is no zip file", uri=uri) from error
    except FAULTS as error:
        raise ExtractionError("broken DOCX", cause=error, uri=uri) from error


def notes_part(document: Any, kind: str) -> Any | None:
    """Return the root of the footnotes or endnotes ("FOOTNOTES", "ENDNOTES"), None without any."""
    wanted = getattr(RELATIONSHIP_TYPE, kind)
    for relation in document.part.rels.values():
        if relation.reltype == wanted and not relation.is_external:
            part = relation.target_part
            return part.element if hasattr(part, "element") else parse_xml(part.blob)
    return None


def link_targets(part: Any) -> dict[str, str]:
    """Return the addresses a part's links lead to, by relationship id."""
    return {
        rid: str(relation.target_ref)
        for rid, relation in part.rels.items()
        if relation.is_external and relation.reltype == RELATIONSHIP_TYPE.HYPERLINK
    }


def _what_ole(payload: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in payload:
        return "encrypted DOCX; add a copy that opens without a password"
    return "an old Word file (.doc); save it as DOCX and add that"


def _look_over(payload: bytes, uri: str) -> None:
    with zipfile.ZipFile(io.BytesIO(payload)) as opened:
        entries = opened.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise ExtractionError("encrypted DOCX; add a copy that opens without a password", uri=uri)
    large = any(e.file_size > MAX_XML and e.filename.endswith((".xml", ".rels")) for e in entries)
    if large or len(entries) > MAX_FILES or sum(e.file_size for e in entries) > MAX_TOTAL:
        raise ExtractionError("refused: it unpacks to more than a document can be", uri=uri)
