"""Bytes of text to str: byte order mark, UTF-8, the declared charset, then a detector.

Knows no format. A reader whose format declares a charset inside (XML, HTML) looks there itself.
"""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from onrecord.errors import ExtractionError

# UTF-32 before UTF-16: the little-endian marks begin with the same two bytes.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DETECT_BYTES = 64 * 1024  # the detector's time grows with its input; this is ample to tell
# Above this share of control characters a decoded "text" is a binary file: ASCII text has none,
# releases copied out of old word processors up to 0.5 % (treasury po3221).
MOST_CONTROLS = 0.05
# A UTF-8 file cut or spliced by a careless tool keeps nearly all its characters whole.
MOST_BROKEN = 0.01
# Never guessed: EBCDIC, seven-bit codes, and UTF-16 where no byte is zero (any even number of
# bytes is UTF-16 of something).
_NEVER_GUESSED = ["cp037", "cp273", "cp424", "cp500", "cp1026", "cp1140", "utf_7", "hz"]
_WIDE = ["utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be"]
# Where ASCII letters outnumber others by this, the script is Latin, whatever else could be read.
LATIN_RATIO = 3
_LATIN = ["cp1252", "cp1254", "cp1250", "cp1257", "iso8859_2", "iso8859_3", "mac_roman"]
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f�]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and how it was read; `charset` is a Python codec name."""

    text: str
    charset: str
    warnings: tuple[str, ...] = ()


def decode(payload: bytes, declared: str | None = None) -> Decoded:
    """Decode bytes that are said to be text.

    Raises ExtractionError when they are empty or no text in any charset.

    >>> decode("Bakı".encode("utf-16")).text
    'Bakı'
    >>> decode("Москва".encode("koi8-r"), "koi8-r").text
    'Москва'
    >>> decode(b"caf" + bytes([0xE9]), "utf-8").text  # a wrong declaration is not believed
    'café'
    """
    if not payload.strip(b" \t\r\n\x00"):
        raise ExtractionError("the file is empty")
    decoded = _by_mark(payload) or _by_utf8(payload) or _by_name(payload, declared)
    decoded = decoded or _mostly_utf8(payload) or _by_detection(payload)
    if decoded is None or _is_junk(decoded.text):
        raise ExtractionError("not text: binary content under a text media type")
    return decoded


def _by_mark(payload: bytes) -> Decoded | None:
    for mark, charset in BYTE_ORDER_MARKS:
        if payload.startswith(mark):
            text = payload.decode(charset, "replace").removeprefix("\ufeff")
            return Decoded(text, charset)
    return None


def _by_utf8(payload: bytes) -> Decoded | None:
    # UTF-16 of Latin letters and ISO-2022 are valid UTF-8 too: their NULs and escapes tell.
    if b"\x00" in payload or b"\x1b$" in payload:
        return None
    try:
        return Decoded(payload.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _by_name(payload: bytes, declared: str | None) -> Decoded | None:
    if not declared:
        return None
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name
        if name == "utf-8":
            return None
        # What browsers and mailers call Latin-1 is Windows-1252 (WHATWG Encoding, section 4.2).
        name = "cp1252" if name in ("iso8859-1", "ascii") else name
        return Decoded(payload.decode(name), name)
    except (LookupError, UnicodeError):
        return None


def _mostly_utf8(payload: bytes) -> Decoded | None:
    if b"\x00" in payload:
        return None
    text = payload.decode("utf-8", "replace")
    broken = text.count("�")
    wide = sum(1 for c in text if c > "\x7f")
    if broken > MOST_BROKEN * wide:
        return None
    return Decoded(text, "utf-8", (f"{broken} characters are not valid UTF-8",))


def _by_detection(payload: bytes) -> Decoded | None:
    never = _NEVER_GUESSED + ([] if b"\x00" in payload else _WIDE)
    sample = payload[:DETECT_BYTES]
    high = sum(1 for byte in sample if byte > 0x7F)
    letters = sum(1 for byte in sample if chr(byte).isascii() and chr(byte).isalpha())
    latin = _LATIN if high and letters >= LATIN_RATIO * high else None
    best = from_bytes(sample, cp_isolation=latin, cp_exclusion=never).best()
    if best is None:
        return None
    text = payload.decode(best.encoding, "replace")
    return Decoded(text, best.encoding, (f"charset guessed: {best.encoding}",))


def _is_junk(text: str) -> bool:
    return len(_CONTROLS.findall(text)) > MOST_CONTROLS * len(text)
