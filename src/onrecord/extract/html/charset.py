"""Bytes of a page to characters: which encoding they are really in.

Order: byte order mark, UTF-8 when the bytes are UTF-8 (no other encoding looks so by accident),
the sender's charset, the page's own, then a guess. A declaration that the bytes belie is passed
over, and said in a warning.
"""

import codecs
import re
from dataclasses import dataclass

from onrecord.errors import ExtractionError

MAX_BYTES = 50 * 1024 * 1024

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_META = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_META_WITHIN = 4096

# What other kinds of file begin with.
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "gzip data"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"OggS", "a sound or film"),
    (b"ID3", "a sound"),
)
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r\f\x1b")) + b"\x7f"
_PROBE = 65_536
_MAX_CONTROLS = 0.01  # of the bytes: text has none

# HTML standard, 4.2.5.5, and WHATWG Encoding: these labels mean the Windows superset.
_ALIASES = {
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "iso-8859-9": "windows-1254",
    "latin5": "windows-1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-sjis": "shift_jis",
    "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "tis-620": "cp874",
    "unicode": "utf-16",
    "utf8": "utf-8",
}

# With as many bad bytes for good sequences as this, the text is UTF-8 with a few faults.
_FAULTY_UTF8 = 0.1
# In Latin text no more of the letters than this carry marks; in mistaken Cyrillic nearly all do.
_MARKED_LETTERS = 0.4


def decode(payload: bytes, *, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return a page's characters, and warnings about its encoding.

    `declared` is the charset of the Content-Type. Raises ExtractionError for what is not text
    and for what is larger than `MAX_BYTES`.

    >>> decode("<p>Пресс-релиз".encode("windows-1251"), declared="windows-1251")
    ('<p>Пресс-релиз', ())
    >>> decode("<p>Bakı".encode(), declared="iso-8859-1")
    ('<p>Bakı', ('declared as iso-8859-1, read as utf-8',))
    """
    markup = markup_of(payload, declared=declared)
    return markup.text, markup.warnings


@dataclass(frozen=True, slots=True)
class Markup:
    """A page's characters; `source` is them in the form that a parser of UTF-8 takes soonest."""

    text: str
    source: bytes | str
    warnings: tuple[str, ...] = ()


def markup_of(payload: bytes, *, declared: str | None = None) -> Markup:
    """Return a page's characters as `decode` does, with the bytes where these are UTF-8 already."""
    _refuse(payload)
    for mark, name in _BOMS:
        if payload.startswith(mark):
            text = payload.decode(name, "replace").lstrip("\ufeff")
            return Markup(text, text)
    wide = _wide(payload)
    if wide:
        text = payload.decode(wide, "replace")
        return Markup(text, text)
    _refuse_binary(payload)
    named = _label(declared) or _label(_in_page(payload))
    text, used = _read(payload, named)
    source = payload if used == "utf-8" and "\ufffd" not in text else text
    if named and used != named and not (used == "utf-8" and payload.isascii()):
        warning = f"declared as {declared or _in_page(payload)}, read as {used}"
        return Markup(text, source, (warning,))
    return Markup(text, source)


def _read(payload: bytes, named: str | None) -> tuple[str, str]:
    stateful = named is not None and named.startswith(("iso-2022", "hz"))
    if not stateful:
        try:
            return payload.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            pass
        if _is_faulty_utf8(payload):
            return payload.decode("utf-8", "replace"), "utf-8"
    if named is not None and named != "utf-8":
        text = payload.decode(named, "replace")
        if not _belies(text, named):
            return text, named
    guessed = _guess(payload)
    return payload.decode(guessed, "replace"), guessed


def _belies(text: str, named: str) -> bool:
    """Return whether decoded text can't be what the charset is for."""
    if text.count("\ufffd") > len(text) * 0.01:
        return True
    if named not in ("windows-1252", "windows-1254", "iso-8859-15"):
        return False
    letters = [c for c in re.sub(r"<[^>]*>", "", text[:_PROBE]) if c.isalpha()]
    return sum(c > "\x7f" for c in letters) > _MARKED_LETTERS * len(letters)


def _is_faulty_utf8(payload: bytes) -> bool:
    text = payload.decode("utf-8", "replace")
    faults = text.count("\ufffd")
    good = sum(c > "\x7f" for c in text) - faults
    return faults <= _FAULTY_UTF8 * good


def _guess(payload: bytes) -> str:
    from charset_normalizer import from_bytes  # 30 ms, and few pages need it

    text_only = re.sub(rb"(?is)<(script|style)\b.*?</\1\s*>|<[^>]*>", b" ", payload[: 4 * _PROBE])
    best = from_bytes(text_only[:_PROBE]).best()
    return best.encoding if best is not None else "windows-1252"


def _label(name: str | None) -> str | None:
    if not name:
        return None
    name = name.strip().strip("\"'").lower()
    name = _ALIASES.get(name, name)
    try:
        return name if codecs.lookup(name)._is_text_encoding else None
    except (LookupError, ValueError):
        return None


def _in_page(payload: bytes) -> str | None:
    match = _META.search(payload, 0, _META_WITHIN)
    if match is None:
        return None
    name = (match[1] or match[2]).decode("ascii", "replace").lower()
    return "utf-8" if name.startswith("utf-16") else name  # HTML standard, 13.2.3.2


def _wide(payload: bytes) -> str | None:
    """Return UTF-16's name where every other byte is nought and there is no mark."""
    probe = payload[:512]
    if len(probe) < 8 or probe.count(0) < len(probe) * 0.4:
        return None
    if not any(probe[0::2]):
        return "utf-16-be"
    if probe[1::2].count(0) > len(probe) * 0.45:
        return "utf-16-le"
    return "utf-16-be" if probe[0::2].count(0) > len(probe) * 0.45 else None


def _refuse(payload: bytes) -> None:
    if len(payload) > MAX_BYTES:
        raise ExtractionError(
            f"the page has {len(payload):,} bytes, more than the {MAX_BYTES:,} that are read as "
            "HTML; its bytes are kept; split it to have it read"
        )
    for signature, kind in _SIGNATURES:
        if payload.startswith(signature):
            raise ExtractionError(f"not HTML but {kind}; add it under its own type")


def _refuse_binary(payload: bytes) -> None:
    probe = payload[:_PROBE]
    if len(probe) - len(probe.translate(None, _CONTROLS)) > _MAX_CONTROLS * len(probe):
        raise ExtractionError("not HTML but binary data")
