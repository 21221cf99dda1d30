"""Word files: paragraphs, headings, lists, tables, links, notes, and what is refused."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from tests.extract.damage import damaged

from onrecord.errors import ExtractionError, NoStatementError, OnRecordError
from onrecord.extract.docx import package
from onrecord.extract.docx.reader import read
from onrecord.extract.layout import Context, Layout
from onrecord.model.statement import BlockKind

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def made(fill: Callable[[Any], object]) -> bytes:
    document = docx.Document()
    fill(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def raw(document: Any, inner: str) -> None:
    """Append a paragraph written as XML."""
    element = parse_xml(f"<w:p {W} {R} {MC}>{inner}</w:p>")
    document.element.body.insert(len(document.element.body) - 1, element)


def layout(context: Context, fill: Callable[[Any], object]) -> Layout:
    return read(made(fill), context)


def texts(found: Layout) -> list[str]:
    return [block.text for block in found.blocks]


def rezipped(payload: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(payload)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def plain(document: Any) -> None:
    document.add_paragraph("Ministry of Fjordland")
    document.add_heading("On the ferry", 0)
    document.add_paragraph("Oslo, 19 October 2025")
    document.add_heading("Background", 2)
    document.add_paragraph("As it said", style="Quote")
    document.core_properties.title = "On the ferry"
    document.core_properties.author = "Ministry of Fjordland"


def test_paragraphs_headings_and_quotes(context: Context) -> None:
    found = layout(context, plain)
    assert [(b.kind, b.level, b.text) for b in found.blocks] == [
        (BlockKind.PARAGRAPH, 0, "Ministry of Fjordland"),
        (BlockKind.HEADING, 1, "On the ferry"),
        (BlockKind.PARAGRAPH, 0, "Oslo, 19 October 2025"),
        (BlockKind.HEADING, 2, "Background"),
        (BlockKind.QUOTE, 0, "As it said"),
    ]
    assert found.hints.titles[0].value == "On the ferry"
    assert found.hints.issuers[0].value == "Ministry of Fjordland"
    assert found.reader == "docx/1"


def test_list_items_have_the_labels_word_shows(context: Context) -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("One", style="List Number")
        document.add_paragraph("Inner", style="List Bullet 2")
        document.add_paragraph("Two", style="List Number")
        document.add_paragraph("3. Typed")
        document.add_paragraph("1. Typed too")

    found = layout(context, fill)
    assert [(b.kind, b.label, b.text) for b in found.blocks][:3] == [
        (BlockKind.POINT, "1.", "One"),
        (BlockKind.POINT, "•", "Inner"),
        (BlockKind.POINT, "2.", "Two"),
    ]
    assert [(b.label, b.text) for b in found.blocks][3:] == [
        (None, "3. Typed"),  # no list: one number alone, not the first
        ("1.", "Typed too"),
    ]


def test_a_table_is_one_block_and_a_frame_is_none(context: Context) -> None:
    def fill(document: Any) -> None:
        table = document.add_table(2, 2)
        for row in range(2):
            for column in range(2):
                table.cell(row, column).text = f"r{row} c{column}"
        frame = document.add_table(1, 2)
        frame.cell(0, 0).text = "Letterhead"
        frame.cell(0, 1).text = "Oslo"

    found = layout(context, fill)
    assert found.blocks[0].kind is BlockKind.TABLE
    assert texts(found) == ["r0 c0 | r0 c1\nr1 c0 | r1 c1", "Letterhead", "Oslo"]


def test_links_of_every_kind(context: Context) -> None:
    def fill(document: Any) -> None:
        rid = document.part.relate_to(
            "https://mfa.example/61", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        run = "<w:r><w:t>{}</w:t></w:r>"
        mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
        code = '<w:r><w:instrText> HYPERLINK "https://mfa.example/62" </w:instrText></w:r>'
        raw(document, f'<w:hyperlink r:id="{rid}">{run.format("one")}</w:hyperlink>')
        raw(
            document,
            mark.format("begin") + code + mark.format("separate") + run.format("two")
            + mark.format("end") + run.format(" more"),
        )  # fmt: skip
        raw(document, f'<w:hyperlink w:anchor="place">{run.format("three")}</w:hyperlink>')
        raw(document, f'<w:bookmarkStart w:id="1" w:name="place"/>{run.format("here")}')

    found = layout(context, fill)
    assert [[link.href for link in b.links] for b in found.blocks] == [
        ["https://mfa.example/61"],
        ["https://mfa.example/62"],
        ["#place"],
        [],
    ]
    assert texts(found)[1] == "two more"
    assert found.blocks[1].links[0].end == 3
    assert found.blocks[3].anchors == ("place",)


FOOTNOTES = f"""<w:footnotes {W}>
<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> First note.</w:t></w:r></w:p>
</w:footnote><w:footnote w:id="3"><w:p><w:r><w:t>Second note.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def test_footnotes_are_bound_by_number_in_order_of_use(context: Context) -> None:
    def fill(document: Any) -> None:
        part = Part(
            PackURI("/word/footnotes.xml"),
            CONTENT_TYPE.WML_FOOTNOTES,
            FOOTNOTES.encode(),
            document.part.package,
        )
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        for note, words in ((7, "One."), (3, "Two.")):
            raw(
                document,
                f"<w:r><w:t>{words}</w:t></w:r>"
                f'<w:r>{raised}<w:footnoteReference w:id="{note}"/></w:r>',
            )

    found = layout(context, fill)
    assert texts(found) == ["One.[1]", "Two.[2]", "[1] First note.", "[2] Second note."]
    first, _, note, _ = found.blocks
    assert first.links[0].href == "#footnote-1"
    assert first.raised == ((4, 7),)
    assert note.anchors == ("footnote-1",)
    assert note.in_footer


def test_deleted_hidden_and_doubled_words_are_not_said(context: Context) -> None:
    def fill(document: Any) -> None:
        raw(
            document,
            "<w:del><w:r><w:delText>Never.</w:delText></w:r></w:del>"
            "<w:moveFrom><w:r><w:t>Gone.</w:t></w:r></w:moveFrom>"
            "<w:ins><w:r><w:t>Said.</w:t></w:r></w:ins>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden.</w:t></w:r>",
        )
        box = "<w:txbxContent><w:p><w:r><w:t>Boxed</w:t></w:r></w:p></w:txbxContent>"
        raw(
            document,
            f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>",
        )

    assert texts(layout(context, fill)) == ["Said.", "Boxed"]


def test_the_head_of_the_pages_is_a_hint(context: Context) -> None:
    def fill(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "Ministry of Fjordland"
        document.add_paragraph("Both sides met.")

    found = layout(context, fill)
    assert texts(found) == ["Both sides met."]
    assert found.hints.issuers[0].value == "Ministry of Fjordland"


def test_an_empty_document_is_no_statement(context: Context) -> None:
    with pytest.raises(NoStatementError, match="no text"):
        layout(context, lambda document: document.add_paragraph(" "))


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 no zip", "DOCX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old Word file"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "encrypted DOCX",
        ),
    ],
)
def test_what_can_not_be_opened_says_why(payload: bytes, why: str, context: Context) -> None:
    with pytest.raises(ExtractionError, match=why):
        read(payload, context)


def test_a_zip_that_is_no_word_file_is_broken(context: Context) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as opened:
        opened.writestr("a.txt", "Text")
    with pytest.raises(ExtractionError, match="DOCX"):
        read(out.getvalue(), context)


def test_a_bomb_is_refused_before_it_is_unpacked(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "MAX_XML", 1_000_000)
    bomb = rezipped(
        made(plain), lambda name, held: b"0" * 2_000_000 if name.endswith("styles.xml") else held
    )
    with pytest.raises(ExtractionError, match="unpacks to more"):
        read(bomb, context)


def test_a_zip_that_lies_about_sizes_is_broken(context: Context) -> None:
    payload = rezipped(
        made(plain), lambda name, held: b"0" * 500_000 if name.endswith("styles.xml") else held
    )
    lie = payload.replace((500_000).to_bytes(4, "little"), (900).to_bytes(4, "little"))
    assert lie != payload
    with pytest.raises(ExtractionError, match="broken DOCX"):
        read(lie, context)


def test_entities_and_deep_nesting_do_no_harm(context: Context) -> None:
    def deep(name: str, held: bytes) -> bytes:
        if name != "word/document.xml":
            return held
        return held.replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 5000, 1)

    def laughing(name: str, held: bytes) -> bytes:
        if name != "word/document.xml":
            return held
        laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
        head = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'.encode()
        held = held.replace(b"?>", b"?>" + head, 1)
        return held.replace(b"Oslo", b"&l9;")

    for change in (deep, laughing):
        try:
            found = read(rezipped(made(plain), change), context)
        except ExtractionError:
            continue
        assert sum(len(text) for text in texts(found)) < 10_000


def test_damage_gives_errors_of_ours_only(context: Context) -> None:
    payload = made(plain)
    for broken in damaged(payload, copies=45):
        try:
            read(broken, context)
        except OnRecordError:
            continue

    def broken_xml(seed: int) -> Callable[[str, bytes], bytes]:
        return lambda name, held: (
            next(damaged(held, copies=3, seed=seed)) if name.startswith("word/") else held
        )

    for seed in range(12):
        try:
            read(rezipped(payload, broken_xml(seed)), context)
        except OnRecordError:
            continue
