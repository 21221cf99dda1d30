"""PDF files: paragraphs, headings, items, notes, links, running heads, and what is refused."""

import io
import os
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from tests.extract.damage import damaged

from onrecord.errors import ExtractionError, NoStatementError, OnRecordError
from onrecord.extract.layout import Context, Layout
from onrecord.extract.pdf import ocr
from onrecord.extract.pdf.reader import iso_date, read
from onrecord.model.statement import BlockKind

PROSE = (
    "The ministry has received the note of the embassy of the neighbouring country and",
    "will answer it in due course. It regrets that the ferry could not leave the port on the",
    "same day.",
)
Row = tuple[str, float, float]  # words, x, size


def pdf(*pages: list[Row], step: float = 14, **options: object) -> bytes:
    """Return a PDF with these rows, from the top of each page downwards; "" leaves a row free."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1, **options)
    canvas.setTitle("On the ferry")
    for rows in pages:
        for number, (words, x, size) in enumerate(rows):
            canvas.setFont("Helvetica", size)
            canvas.drawString(x, 740 - step * number, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def body(*lines: str, x: float = 72) -> list[Row]:
    return [(line, x, 11) for line in lines]


def texts(layout: Layout) -> list[str]:
    return [block.text for block in layout.blocks]


def test_lines_become_paragraphs(context: Context) -> None:
    layout = read(pdf(body("Oslo, 19 October 2025", "", *PROSE, "", *PROSE)), context)
    assert texts(layout) == ["Oslo, 19 October 2025", " ".join(PROSE), " ".join(PROSE)]
    assert layout.hints.titles[0].value == "On the ferry"
    assert layout.reader == "pdf/1"


def test_short_lines_that_left_room_stand_alone(context: Context) -> None:
    lines = ("Ministry of Fjordland", "Press service", "Oslo")
    assert texts(read(pdf(body(*PROSE, "", *lines)), context))[1:] == list(lines)


def test_a_larger_line_is_a_heading_even_in_two_lines(context: Context) -> None:
    rows: list[Row] = [("Statement on the ferry and the", 72, 16), ("closed border", 72, 16)]
    layout = read(pdf([*rows, *body("", *PROSE)], step=19), context)
    assert layout.blocks[0].kind is BlockKind.HEADING
    assert texts(layout)[0] == "Statement on the ferry and the closed border"


def test_items_hang_on_their_labels(context: Context) -> None:
    rows = [
        *body("The sides agreed:", ""),
        *body("1. to open the border in both directions at the same hour on the twelfth of the"),
        *body("month, and", x=84),
        *body("2. to meet again."),
    ]
    layout = read(pdf(rows), context)
    assert [(b.kind, b.label) for b in layout.blocks] == [
        (BlockKind.PARAGRAPH, None),
        (BlockKind.POINT, "1."),
        (BlockKind.POINT, "2."),
    ]
    assert texts(layout)[1].endswith("of the month, and")


def test_a_word_cut_at_a_line_end_is_whole_again(context: Context) -> None:
    cut = (
        *PROSE[:1],
        "will answer it in due course; the ferry could not leave the port since the har-",
    )
    layout = read(pdf(body(*cut, "bour was closed on that day.")), context)
    assert "the harbour was closed" in texts(layout)[0]


def test_a_paragraph_goes_on_over_the_page_and_notes_wait_for_the_end(context: Context) -> None:
    first = [*body(*PROSE[:2]), ("", 0, 9), ("1 The note of 18 October.", 72, 8)]
    layout = read(pdf(first, body(PROSE[2], "", "Press service")), context)
    assert texts(layout) == [" ".join(PROSE), "Press service", "1 The note of 18 October."]
    assert [block.in_footer for block in layout.blocks] == [False, False, True]


def test_running_heads_and_page_numbers_are_left_out_and_the_head_is_hinted(
    context: Context,
) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    for page in range(3):
        canvas.drawString(72, 800, "Ministry of Fjordland")
        canvas.drawString(72, 700, f"Words of the page called {'abc'[page]}.")
        canvas.drawString(290, 30, f"Page {page + 1} of 3")
        canvas.showPage()
    canvas.save()
    layout = read(out.getvalue(), context)
    assert texts(layout) == [f"Words of the page called {c}." for c in "abc"]
    assert layout.hints.issuers[0].value == "Ministry of Fjordland"


def test_a_letterhead_of_one_page_stays(context: Context) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.drawString(72, 800, "Ministry of Fjordland")
    canvas.drawString(72, 700, "Both sides met.")
    canvas.drawString(290, 30, "1")
    canvas.save()
    assert texts(read(out.getvalue(), context)) == ["Ministry of Fjordland", "Both sides met."]


def test_raised_marks_and_links_have_their_spans(context: Context) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 700, "The note of today")
    canvas.setFont("Helvetica", 7)
    canvas.drawString(160, 704, "12")
    canvas.linkURL("https://mfa.example/61", (91, 698, 114, 712))
    canvas.linkURL("file:///etc/passwd", (116, 698, 130, 712))
    canvas.save()
    block = read(out.getvalue(), context).blocks[0]
    assert [block.text[s:e] for s, e in block.raised] == ["¹²"]
    assert [link.href for link in block.links] == ["https://mfa.example/61"]
    assert block.text[block.links[0].start : block.links[0].end] == "note"


def test_columns_are_read_one_after_the_other(context: Context) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    for column, x in (("left", 72), ("right", 320)):
        for line in range(9):
            canvas.drawString(x, 700 - 14 * line, f"{column} words go on in line {line} and")
    canvas.save()
    text = texts(read(out.getvalue(), context))
    assert len(text) <= 2
    joined = " ".join(text)
    assert joined.index("left words go on in line 8") < joined.index("right words go on in line 0")


def test_an_encrypted_file_says_so(context: Context) -> None:
    locked = pdf(body("Oslo"), encrypt=StandardEncryption("secret", ownerPassword="other"))
    with pytest.raises(ExtractionError, match="encrypted PDF"):
        read(locked, context)


def scan() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(200, 200))
    canvas.rect(20, 20, 100, 100, fill=1)
    canvas.save()
    return out.getvalue()


def test_a_scan_without_tesseract_is_no_statement(
    context: Context, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoStatementError, match=r"no text layer.*Tesseract"):
        read(scan(), context)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for Tesseract is a shell script")
def test_a_scan_is_read_by_tesseract_where_it_is_installed(
    context: Context, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "tesseract"
    program.write_text(
        '#!/bin/sh\nif [ "$1" = --list-langs ]; then echo eng; echo aze; exit; fi\n'
        'head -c 2; printf "\\nlang $4\\n\\nMinistry of Fjordland\\n\\f"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    ocr._languages.cache_clear()
    layout = read(scan(), context)
    assert texts(layout) == ["P5", "lang eng+aze", "Ministry of Fjordland"]
    assert layout.confidence < 1
    assert any("Tesseract" in warning for warning in layout.warnings)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for Tesseract is a shell script")
def test_tesseract_that_fails_leaves_no_statement(
    context: Context, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    ocr._languages.cache_clear()
    with pytest.raises(NoStatementError, match="reads no text"):
        read(scan(), context)


@pytest.mark.parametrize("junk", [b"", b"<html>", b"%PDF-1.4\njunk", b"%PDF-1.7" + b"\x00" * 999])
def test_what_is_no_pdf_is_an_error(junk: bytes, context: Context) -> None:
    with pytest.raises(ExtractionError, match=r"PDF|empty"):
        read(junk, context)


def test_an_impossible_date_in_the_metadata_is_given_as_it_stands() -> None:
    assert iso_date("D:20250230") == "2025-02-30"
    assert iso_date("") is None


def test_damage_gives_errors_of_ours_only(context: Context) -> None:
    for broken in damaged(pdf(body(*PROSE), body("Oslo")), copies=45):
        try:
            read(broken, context)
        except OnRecordError:
            continue
