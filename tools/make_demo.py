"""Make the binary files of the demo collection from their text sources, the same bytes each time.

Run as `python tools/make_demo.py [FOLDER]` (default: the packaged collection). It needs
reportlab, python-docx and warcio; no clock, no network, no font of the machine: the font is a
subset of DejaVu Sans kept beside the sources. Streams are stored uncompressed where the format
allows it, so that the bytes do not hang on a version of zlib.
"""

import base64
import datetime as dt
import gzip
import hashlib
import io
import os
import re
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID
from xml.sax.saxutils import escape

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

SOURCES = Path(__file__).parent / "demo_sources"
COLLECTION = Path(__file__).parent.parent / "src" / "onrecord" / "demo" / "collection"
MADE_AT = dt.datetime(2025, 11, 21, 12, 0, tzinfo=dt.UTC)
ATTACHMENT = "@@ATTACHMENT@@"
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

Source = list[tuple[str, str]]


def main(folder: Path = COLLECTION) -> None:
    """Write every made file under `folder`, creating its subfolders."""
    for path, payload in make_all():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(payload)


def make_all() -> Iterator[tuple[str, bytes]]:
    """Yield (path within the collection, bytes) of every made file."""
    for name in ("safepassage-appeal-14-2025-en", "velmaria-mfa-briefing-2025-10-24-ru"):
        source = read_source(SOURCES / f"{name}.txt")
        yield field(source, "file"), make_pdf(source)
    for name in ("sorendia-mission-geneva-2025-10-21-fr", "sorendia-embassy-ankara-2025-10-23-tr"):
        source = read_source(SOURCES / f"{name}.txt")
        yield field(source, "file"), make_docx(source)
    yield "mail/sorendia-mfa-border.eml", make_message()
    records = tomllib.loads((SOURCES / "warc" / "records.toml").read_text("utf-8"))
    yield records["file"], make_warc(records["record"])


def read_source(path: Path) -> Source:
    """Return the (tag, text) lines of a source, in order; blank lines only part them."""
    lines = path.read_text("utf-8").splitlines()
    return [(tag, text) for tag, _, text in (x.partition(": ") for x in lines if x.strip())]


def field(source: Source, tag: str) -> str:
    return next(text for found, text in source if found == tag)


def make_pdf(source: Source) -> bytes:
    """Return a PDF with a running letterhead and page numbers, as offices print them."""
    pdfmetrics.registerFont(TTFont("DejaVu", SOURCES / "DejaVuSans-subset.ttf"))
    buffer = io.BytesIO()
    letterhead = field(source, "letterhead")

    def decorate(canvas: Any, sheet: Any) -> None:
        canvas.setFont("DejaVu", 10)
        canvas.drawCentredString(sheet.pagesize[0] / 2, sheet.pagesize[1] - 40, letterhead)
        canvas.setFont("DejaVu", 8)
        canvas.drawCentredString(sheet.pagesize[0] / 2, 30, str(canvas.getPageNumber()))

    os.environ["SOURCE_DATE_EPOCH"] = str(int(MADE_AT.timestamp()))  # reportlab's only way in
    sheet = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=68,
        rightMargin=68,
        pageCompression=0,
        invariant=1,
        lang=field(source, "lang"),
        title=field(source, "title"),
        author=letterhead,
        topMargin=72,
    )
    flow = [
        Paragraph(escape(text), _pdf_style(tag))
        for tag, text in source
        if tag not in {"file", "lang", "letterhead"}
    ]
    sheet.build(flow, onFirstPage=decorate, onLaterPages=decorate)
    return buffer.getvalue()


def _pdf_style(tag: str) -> ParagraphStyle:
    size = {"title": 15, "serial": 9, "date": 10, "heading": 12, "note": 9}.get(tag, 11)
    return ParagraphStyle(
        tag,
        fontName="DejaVu",
        fontSize=size,
        leading=size * 1.4,
        spaceAfter=3 if tag == "note" else 8,
        leftIndent=18 if tag == "point" else 0,
    )


def make_docx(source: Source) -> bytes:
    """Return a Word file; `[^1]` in a paragraph becomes a real footnote."""
    document = Document()
    notes = {t.removeprefix("note "): x for t, x in source if t.startswith("note ")}
    rows = [[cell.strip() for cell in x.split("|")] for t, x in source if t == "table"]
    properties = document.core_properties
    properties.title, properties.author = field(source, "title"), field(source, "letterhead")
    properties.language, properties.comments = field(source, "lang"), ""
    properties.created = properties.modified = MADE_AT.replace(tzinfo=None)
    styles = {"title": "Title", "heading": "Heading 2", "point": "List Bullet"}
    for tag, text in source:
        if tag == "table" and rows:
            _add_table(document, rows)
            rows = []
        elif tag not in {"file", "lang", "table"} and not tag.startswith("note "):
            _add_paragraph(document.add_paragraph(style=styles.get(tag)), text)
    if notes:
        _add_footnotes(document, notes)
    _drop_unused_styles(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return _restamp(buffer.getvalue())


def _add_table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    table.style = "Table Grid"
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _add_paragraph(paragraph: Any, text: str) -> None:
    for piece in re.split(r"(\[\^\d+\])", text):
        if marker := re.fullmatch(r"\[\^(\d+)\]", piece):
            run = paragraph.add_run()
            run.font.superscript = True
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), marker[1])
            run._r.append(reference)  # python-docx has no footnotes of its own
        elif piece:
            paragraph.add_run(piece)


def _add_footnotes(document: Any, notes: dict[str, str]) -> None:
    rule = '<w:footnote w:type="{0}" w:id="{1}"><w:p><w:r><w:{0}/></w:r></w:p></w:footnote>'
    body = rule.format("separator", -1) + rule.format("continuationSeparator", 0)
    for marker, text in notes.items():
        words = escape(text)
        body += (
            f'<w:footnote w:id="{marker}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/>'
            f'</w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {words}</w:t></w:r>'
            "</w:p></w:footnote>"
        )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    xml = f'{head}<w:footnotes xmlns:w="{WORD}">{body}</w:footnotes>'
    name = PackURI("/word/footnotes.xml")
    part = Part(name, FOOTNOTES_TYPE, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _drop_unused_styles(document: Any) -> None:
    """The template brings 800 kB of styles, of which a release uses five."""
    used = {paragraph.style.style_id for paragraph in document.paragraphs} | {"TableGrid"}
    root = document.styles.element
    known = {s.get(qn("w:styleId")): s for s in root.findall(qn("w:style"))}
    queue = [*used, *(i for i, s in known.items() if s.get(qn("w:default")) == "1")]
    kept: set[str] = set()
    while queue:
        name = queue.pop()
        if name in known and name not in kept:
            kept.add(name)
            bases = (known[name].find(qn(tag)) for tag in ("w:basedOn", "w:link", "w:next"))
            queue += [base.get(qn("w:val")) for base in bases if base is not None]
    for name in known.keys() - kept:
        root.remove(known[name])
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            del document.part.rels[key]


def _restamp(payload: bytes) -> bytes:
    """Write a zip again with one fixed time, no compression, without the template's thumbnail."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(payload)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in sorted(old.namelist(), key=lambda x: (x != "[Content_Types].xml", x)):
            if "thumbnail" in name:
                continue
            data = old.read(name)
            if name == "_rels/.rels":
                data = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", data)
            info = zipfile.ZipInfo(name, MADE_AT.timetuple()[:6])
            info.create_system, info.external_attr = 3, 0o644 << 16
            new.writestr(info, data)
    return buffer.getvalue()


def make_message() -> bytes:
    """Return the e-mail of its source with the annex as a PDF attachment."""
    annex = make_pdf(read_source(SOURCES / "sorendia-border-annex-en.txt"))
    message = (SOURCES / "sorendia-mfa-border.eml").read_text("utf-8")
    encoded = base64.encodebytes(annex).decode().rstrip("\n")
    return message.replace(ATTACHMENT, encoded).encode()


def make_warc(records: list[dict[str, Any]]) -> bytes:
    """Return a WARC 1.1, one gzip member a record, with ids made from position and URL."""
    buffer = io.BytesIO()
    writer = WARCWriter(io.BytesIO(), gzip=False, warc_version="1.1")
    info = writer.create_warcinfo_record(
        "statements.warc.gz", {"software": "onrecord demo", "format": "WARC File Format 1.1"}
    )
    info.rec_headers.replace_header("WARC-Date", _stamp(MADE_AT))
    info.rec_headers.replace_header("WARC-Record-ID", _record_id("warcinfo"))
    _write_member(buffer, info)
    for number, record in enumerate(records):
        _write_member(buffer, _make_record(writer, number, record))
    return buffer.getvalue()


def _make_record(writer: WARCWriter, number: int, entry: dict[str, Any]) -> Any:
    payload = (SOURCES / "warc" / entry["file"]).read_bytes()
    http = StatusAndHeaders(
        entry.get("status", "200 OK"),
        [
            ("Date", f"{entry['at']:%a, %d %b %Y %H:%M:%S} GMT"),
            ("Content-Type", entry.get("type", "text/html; charset=utf-8")),
            ("Content-Length", str(len(payload))),
        ],
        protocol="HTTP/1.1",
    )
    own = {
        "WARC-Date": _stamp(entry["at"]),
        "WARC-Record-ID": _record_id(f"{number} {entry['url']}"),
    }
    if "revisit_of" in entry:
        digest = "sha1:" + base64.b32encode(hashlib.sha1(payload).digest()).decode()  # noqa: S324 - WARC's usual digest
        return writer.create_revisit_record(
            entry["url"],
            digest,
            entry["url"],
            _stamp(entry["revisit_of"]),
            http_headers=http,
            warc_headers_dict=own,
        )
    return writer.create_warc_record(
        entry["url"],
        "response",
        payload=io.BytesIO(payload),
        length=len(payload),
        http_headers=http,
        warc_headers_dict=own,
    )


def _write_member(buffer: io.BytesIO, record: Any) -> None:
    plain = io.BytesIO()
    WARCWriter(plain, gzip=False, warc_version="1.1").write_record(record)
    buffer.write(gzip.compress(plain.getvalue(), 9, mtime=0))


def _stamp(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _record_id(name: str) -> str:
    digest = hashlib.sha256(f"onrecord demo {name}".encode()).digest()
    return f"<urn:uuid:{UUID(bytes=digest[:16], version=4)}>"


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
