"""The labels of Word's lists, counted as Word counts them."""

from typing import Any

import pytest
from docx.oxml import parse_xml

from onrecord.extract.docx.styles import Styles, numeral, read_numbering

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def level(depth: int, form: str, text: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}{level(1, "lowerLetter", "%1.%2)")}
{level(2, "bullet", "o")}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num></w:numbering>"""


def item(number: int, depth: int) -> Any:
    return parse_xml(
        f'<w:p {W}><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/>'
        "</w:numPr></w:pPr></w:p>"
    )


def test_counting_by_level_and_list() -> None:
    numbering = read_numbering(parse_xml(NUMBERING))
    order = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (2, 0), (3, 0), (3, 0)]
    places = [numbering.place(item(*at), Styles()) for at in order]
    assert [place[1] for place in places if place] == [
        "1.", "1.a)", "1.b)", "•", "2.", "2.a)", "3.", "7.", "8.",
    ]  # fmt: skip


def test_list_zero_is_no_list() -> None:
    assert read_numbering(None).place(item(0, 0), Styles()) is None


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [(1999, "upperRoman", "MCMXCIX"), (27, "lowerLetter", "aa"), (0, "lowerRoman", "0")],
)
def test_numerals(number: int, form: str, written: str) -> None:
    assert numeral(number, form) == written
