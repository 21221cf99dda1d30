"""Lines to blocks, on lines made by hand."""

from onrecord.extract.laying import Words
from onrecord.extract.pdf.lines import Line
from onrecord.extract.pdf.paragraphs import blocks
from onrecord.model.statement import BlockKind


def line(text: str, base: float, *, left: float = 72, right: float = 500, **rest: object) -> Line:
    return Line(
        page=int(str(rest.get("page", 0))),
        left=left,
        right=right,
        base=base,
        size=float(str(rest.get("size", 11))),
        bold=bool(rest.get("bold")),
        hyphen=bool(rest.get("hyphen")),
        words=Words(text),
    )


def test_no_lines_no_blocks() -> None:
    assert blocks([]) == []
    assert blocks([[], []]) == []


def test_wider_space_ends_a_paragraph() -> None:
    page = [line("One", 700), line("goes on", 686), line("and ends here", 672), line("Two", 650)]
    assert [b.text for b in blocks([page])] == ["One goes on and ends here", "Two"]


def test_an_indented_line_begins_a_paragraph_after_a_sentence() -> None:
    page = [line("One ends.", 700), line("Two", 686, left=90), line("goes on", 672)]
    assert [b.text for b in blocks([page])] == ["One ends.", "Two goes on"]


def test_a_short_bold_line_is_a_heading_and_a_bold_sentence_is_not() -> None:
    page = [
        line("What happened", 700, right=200, bold=True),
        line("A text of the usual kind that is as wide as the page is.", 670),
        line("A bold sentence that is short.", 640, right=300, bold=True),
    ]
    kinds = [block.kind for block in blocks([page])]
    assert kinds == [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


def test_lines_written_out_of_order_are_put_in_order() -> None:
    page = [line("Second", 600), line("First", 700)]
    assert [b.text for b in blocks([page])] == ["First", "Second"]


def test_only_a_hyphen_made_by_the_line_end_goes() -> None:
    made = [line("the har-", 700, hyphen=True), line("bour", 686)]
    own = [line("a cease-", 700), line("fire", 686)]
    assert [blocks([lines])[0].text for lines in (made, own)] == ["the harbour", "a cease-fire"]


def test_items_are_counted_through_the_pages() -> None:
    pages = [
        [line("1. One", 700, right=120)],
        [line("2. Two", 700, right=120, page=1), line("19. oktobar", 500, right=140, page=1)],
    ]
    assert [b.label for b in blocks(pages)] == ["1.", "2.", None]
