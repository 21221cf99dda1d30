"""PDF files to a layout: the text layer, else what Tesseract reads where it is installed.

Knows nothing of notes' meaning, kinds or issuers. Metadata a program fills in by itself (the name
of a file, of a user account) is no hint.
"""

import re
from contextlib import closing

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from onrecord.errors import ExtractionError, NoStatementError
from onrecord.extract.layout import Context, Hint, Hints, Layout
from onrecord.extract.pdf import ocr
from onrecord.extract.pdf.lines import Line, page_lines
from onrecord.extract.pdf.paragraphs import blocks
from onrecord.extract.pdf.running import without_running
from onrecord.extract.properties import body_said, title_said
from onrecord.extract.text import blocks as text_blocks
from onrecord.text.normalise import normalise

READER = "pdf/1"
MAX_PAGES = 2000
# A scan's text layer holds at most a stamp or a page number; fewer characters a page are none.
LEAST_LETTERS = 12
OCR_CONFIDENCE = 0.5
_HEADER_WITHIN = 1024  # ISO 32000-1, annex H.3.4.1: readers look for it there
_DATE = re.compile(  # ISO 32000-1, 7.9.4
    r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?)?"
)


def read(payload: bytes, context: Context) -> Layout:
    """Return the layout of a PDF file.

    Raises ExtractionError for an encrypted or broken file, NoStatementError for one without text.
    """
    if not payload.strip(b" \t\r\n\x00"):
        raise ExtractionError("the file is empty", uri=context.uri)
    start = payload.find(b"%PDF-", 0, _HEADER_WITHIN)
    if start < 0:
        raise ExtractionError("no PDF: it has no PDF header", uri=context.uri)
    with closing(_opened(payload, context)) as document:
        return _layout(document, context)


def _opened(payload: bytes, context: Context) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(payload)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise ExtractionError(
                "encrypted PDF; add a copy that opens without a password", uri=context.uri
            ) from error
        raise ExtractionError("broken PDF", cause=error, uri=context.uri) from error


def _layout(document: pdfium.PdfDocument, context: Context) -> Layout:
    pages: list[list[Line]] = []
    heights: list[float] = []
    warnings: list[str] = []
    count = len(document)
    for number in range(min(count, MAX_PAGES)):
        try:
            with closing(document[number]) as page:
                pages.append(page_lines(page, number))
                heights.append(page.get_height() or 1.0)
        except pdfium.PdfiumError as error:
            warnings.append(f"page {number + 1} can't be read: {error}")
    if count > MAX_PAGES:
        warnings.append(f"only the first {MAX_PAGES} of {count} pages were read")
    if not pages:
        raise ExtractionError("broken PDF: none of its pages can be read", uri=context.uri)
    hints = _hints(document)
    if _letters(pages) < LEAST_LETTERS * len(pages):
        return _scanned(document, hints, context, warnings)
    kept, heads = without_running(pages, heights)
    laid = blocks(kept)
    if not laid:
        raise NoStatementError("the PDF has no text", uri=context.uri)
    return Layout(
        blocks=tuple(laid),
        hints=_with_heads(hints, heads),
        reader=READER,
        warnings=tuple(warnings),
    )


def _letters(pages: list[list[Line]]) -> int:
    return sum(sum(map(str.isalnum, line.text)) for lines in pages for line in lines)


def _scanned(
    document: pdfium.PdfDocument, hints: Hints, context: Context, warnings: list[str]
) -> Layout:
    if not ocr.is_installed():
        raise NoStatementError(
            "no text layer: a scan; install Tesseract to have it read, and add it again",
            uri=context.uri,
        )
    text, faults = ocr.read_pages(document)
    laid = tuple(text_blocks(text))
    if not laid:
        raise NoStatementError("no text layer, and Tesseract reads no text in it", uri=context.uri)
    return Layout(
        blocks=laid,
        hints=hints,
        confidence=OCR_CONFIDENCE,
        reader=f"{READER}+ocr",
        warnings=(*warnings, *faults, "no text layer: read by Tesseract, errors are likely"),
    )


def _hints(document: pdfium.PdfDocument) -> Hints:
    try:
        said = document.get_metadata_dict(skip_empty=True)
    except (pdfium.PdfiumError, UnicodeError):
        said = {}
    title, author = normalise(said.get("Title", "")), normalise(said.get("Author", ""))
    made = iso_date(said.get("CreationDate", ""))
    return Hints(
        titles=(Hint(title, "title of the PDF"),) if title_said(title) else (),
        dates=(Hint(made, "creation date of the PDF"),) if made else (),
        issuers=(Hint(author, "author of the PDF"),) if body_said(author) else (),
    )


def _with_heads(hints: Hints, heads: list[str]) -> Hints:
    found = tuple(Hint(normalise(head), "running head of the pages") for head in heads[:4])
    return Hints(titles=hints.titles, dates=hints.dates, issuers=(*found, *hints.issuers))


def iso_date(written: str) -> str | None:
    """Return a PDF date in ISO 8601, None for what is none.

    >>> iso_date("D:20250507132336+05'30'"), iso_date("D:202505"), iso_date("today")
    ('2025-05-07T13:23:36+05:30', '2025-05', None)
    """
    found = _DATE.match(written)
    if found is None:
        return None
    year, month, day, hour, minute, second, utc, sign, hours, minutes = found.groups()
    if hour is None:
        return "-".join(part for part in (year, month, day) if part)
    zone = "Z" if utc else f"{sign}{hours}:{minutes or '00'}" if sign else ""
    return f"{year}-{month}-{day}T{hour}:{minute or '00'}:{second or '00'}{zone}"
