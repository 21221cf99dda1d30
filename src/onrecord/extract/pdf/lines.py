"""A PDF page's characters as lines with their place, size, links and raised marks.

Lengths are in points, y grows upwards. Knows no paragraph.
"""

import ctypes
from dataclasses import dataclass, field

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from onrecord.extract.laying import Words

NEW_LINE = (
    0.55  # of the font size: a baseline further off is another line's; a raised mark's is not
)
RAISED = 0.15  # of the font size, and no larger than this share of it:
RAISED_SIZE = 0.85
# Of the font size: what is set further apart has a blank between, even where pdfium gives none. It
# gives blanks by the fonts' own measures; letters of Tamil stand wider apart than Latin words do.
GAP = 1.0
BOLD = 600  # OpenType's weight of "demi bold"
MAX_CHARS = 200_000  # of a page; the fullest newspaper page has a tenth
# pdfium's own marks for a hyphen at the end of a line.
_LINE_HYPHENS = "\x02\ufffe"
_URI_BYTES = 4096


@dataclass(slots=True)
class Line:
    """One line of a page; `words` has no line end, `hyphen` says it was cut within a word."""

    page: int
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    hyphen: bool = False
    words: Words = field(default_factory=Words)

    @property
    def text(self) -> str:
        return self.words.text


@dataclass(slots=True)
class _Char:
    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    href: str | None


@dataclass(slots=True)
class _Glyphs:
    """What pdfium is asked about each character, the C structures made once."""

    page: raw.FPDF_TEXTPAGE
    x: ctypes.c_double = field(default_factory=ctypes.c_double)
    y: ctypes.c_double = field(default_factory=ctypes.c_double)
    box: raw.FS_RECTF = field(default_factory=raw.FS_RECTF)
    matrix: raw.FS_MATRIX = field(default_factory=raw.FS_MATRIX)

    def read(self, index: int, text: str) -> _Char:
        raw.FPDFText_GetCharOrigin(self.page, index, self.x, self.y)
        raw.FPDFText_GetLooseCharBox(self.page, index, self.box)
        size = raw.FPDFText_GetFontSize(self.page, index)
        if raw.FPDFText_GetMatrix(self.page, index, self.matrix):
            size *= (self.matrix.c**2 + self.matrix.d**2) ** 0.5 or 1.0
        bold = raw.FPDFText_GetFontWeight(self.page, index) >= BOLD
        left, right = sorted((self.box.left, self.box.right))
        return _Char(text, left, right, self.y.value, abs(size) or 1.0, bold, None)


def page_lines(page: pdfium.PdfPage, number: int) -> list[Line]:
    """Return the lines of a page in the order its maker wrote them; empty for a picture."""
    text_page = page.get_textpage()
    try:
        chars = _chars(text_page.raw, _link_areas(page))
    finally:
        text_page.close()
    lines: list[Line] = []
    row: list[_Char] = []
    for char in chars:
        if row and _is_elsewhere(row, char):
            lines.append(_line(row, number))
            row = []
        row.append(char)
    if row:
        lines.append(_line(row, number))
    return [line for line in lines if line.text.strip()]


_Area = tuple[float, float, float, float, str]


def _chars(page: raw.FPDF_TEXTPAGE, areas: list[_Area]) -> list[_Char]:
    glyphs = _Glyphs(page)
    found: list[_Char] = []
    high = 0
    for i in range(min(raw.FPDFText_CountChars(page), MAX_CHARS)):
        code = raw.FPDFText_GetUnicode(page, i)
        if 0xD800 <= code < 0xDC00:  # the first half of a character beyond U+FFFF
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + (high - 0xD800) * 0x400 + code - 0xDC00
        high = 0
        text = chr(code) if 0 < code < 0x110000 else " "
        if text in "\r\n" or (raw.FPDFText_IsGenerated(page, i) == 1 and text == " "):
            if found and text == " ":
                found[-1].text += " "
            continue
        char = glyphs.read(i, text)
        if areas:
            char.href = _href(char, areas)
        found.append(char)
    return found


def _is_elsewhere(row: list[_Char], char: _Char) -> bool:
    """Return whether a character begins another line than the row of those before it."""
    usual = max(row[-8:], key=lambda c: c.size)  # a raised mark is no line of its own
    return abs(char.base - usual.base) > NEW_LINE * max(usual.size, char.size)


def _line(row: list[_Char], number: int) -> Line:
    size = _usual_size(row)
    base = next(c.base for c in row if c.size == size)
    words = Words()
    pieces: list[str] = []
    length = 0
    before: _Char | None = None
    for char in row:
        if before and _is_gap(before, char, size) and not before.text.endswith(" "):
            pieces.append(" ")
            length += 1
        if char.href:
            _extend(words.links, length, length + len(char.text.rstrip()), char.href)
        if _is_raised(char, base, size):
            words.raised.append((length, length + len(char.text.rstrip())))
        pieces.append(char.text)
        length += len(char.text)
        before = char
    text = "".join(pieces)
    hyphen = text.rstrip()[-1:] in _LINE_HYPHENS and bool(text.strip())
    words.text = text.translate(dict.fromkeys(map(ord, _LINE_HYPHENS), "-"))
    words.raised = _merged(words.raised)
    return Line(
        page=number,
        left=min(c.left for c in row),
        right=max(c.right for c in row if c.text.strip() or c is row[0]),
        base=base,
        size=size,
        bold=sum(c.bold for c in row) * 2 > len(row),
        hyphen=hyphen,
        words=words,
    )


def _usual_size(row: list[_Char]) -> float:
    counts: dict[float, int] = {}
    for char in row:
        if char.text.strip():
            counts[char.size] = counts.get(char.size, 0) + 1
    return max(counts, key=lambda size: (counts[size], size)) if counts else row[0].size


def _is_gap(before: _Char, char: _Char, size: float) -> bool:
    apart = max(char.left - before.right, before.left - char.right)  # either writing direction
    return apart > GAP * size and not char.text.startswith(" ")


def _is_raised(char: _Char, base: float, size: float) -> bool:
    return (
        bool(char.text.strip())
        and char.base - base >= RAISED * size
        and char.size <= RAISED_SIZE * size
    )


def _extend(links: list[tuple[int, int, str]], start: int, end: int, href: str) -> None:
    if links and links[-1][2] == href and start - links[-1][1] <= 2:
        links[-1] = (links[-1][0], end, href)
    else:
        links.append((start, end, href))


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and merged[-1][1] == start:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _href(char: _Char, areas: list[_Area]) -> str | None:
    x, y = (char.left + char.right) / 2, char.base + char.size / 4
    return next((a[4] for a in areas if a[0] <= x <= a[1] and a[2] <= y <= a[3]), None)


def _link_areas(page: pdfium.PdfPage) -> list[_Area]:
    """Return (left, right, bottom, top, URI) of the page's link annotations to the web."""
    areas: list[_Area] = []
    position = ctypes.c_int(0)
    link = raw.FPDF_LINK()
    rect = raw.FS_RECTF()
    while raw.FPDFLink_Enumerate(page.raw, position, link):
        uri = _uri(page, link)
        if uri and raw.FPDFLink_GetAnnotRect(link, rect):
            left, right = sorted((rect.left, rect.right))
            bottom, top = sorted((rect.bottom, rect.top))
            areas.append((left, right, bottom, top, uri))
    return areas


def _uri(page: pdfium.PdfPage, link: raw.FPDF_LINK) -> str | None:
    action = raw.FPDFLink_GetAction(link)
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return None
    buffer = ctypes.create_string_buffer(_URI_BYTES)
    size = raw.FPDFAction_GetURIPath(page.pdf.raw, action, buffer, _URI_BYTES)
    uri = buffer.raw[: max(0, size - 1)].decode("utf-8", "replace") if size <= _URI_BYTES else ""
    return uri if uri.startswith(("http://", "https://", "mailto:")) else None
