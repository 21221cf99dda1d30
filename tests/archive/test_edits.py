"""What a wording changed, the pages that its notes cite among it."""

import datetime as dt

from onrecord.archive.edits import edits_of
from onrecord.model.citation import Citation
from onrecord.model.edit import Edit, EditKind, Recited, edit_from_json, edit_json
from onrecord.model.statement import Block, BlockKind, Extraction, Span, StatementKind
from onrecord.text.diffing import patch

POINT = "The ferry left at noon [1]."
NOTE = "[1] Port of Talara, log of 19 October"
LOG, OTHER = "https://port.talara.example/log/19", "https://port.talara.example/log/20"


def extraction(*words: str, cites: tuple[tuple[str | None, str], ...] = ()) -> Extraction:
    text, blocks = "", list[Block]()
    for each in words:
        text += "\n\n" if text else ""
        is_note = each.startswith("[")
        kind = BlockKind.NOTE if is_note else BlockKind.PARAGRAPH
        points_to = () if is_note else ("1",) if "[1]" in each else ()
        blocks.append(Block(kind, each, len(text), len(text) + len(each), points_to))
        text += each
    return Extraction(
        text=text,
        title="T",
        kind=StatementKind.STATEMENT,
        language="en",
        published_on=dt.date(2025, 10, 19),
        place=None,
        blocks=tuple(blocks),
        citations=tuple(Citation(marker, url, (0,)) for marker, url in cites),
        extractor="html/1",
    )


def recited(edits: list[Edit]) -> list[Recited]:
    return [edit.recited for edit in edits if edit.recited is not None]


def test_a_note_that_leads_elsewhere_is_an_edit_where_it_is_pointed_to() -> None:
    before = extraction("It was Sunday.", POINT, NOTE, cites=(("1", LOG),))
    after = extraction("It was Sunday.", POINT, NOTE, cites=(("1", OTHER),))
    (edit,) = edits_of(before, after)
    assert edit.kind is EditKind.NOTE
    assert edit.recited == Recited("1", (LOG,), (OTHER,))
    assert edit.before_span == edit.after_span == Span(16, 16)
    assert (edit.shown_before, edit.shown_after) == (f"[1] {LOG}", f"[1] {OTHER}")
    assert edit_from_json(edit_json(edit)) == edit


def test_it_stands_beside_the_edits_of_the_words_and_changes_none() -> None:
    before = extraction("12 people were on board.", POINT, NOTE, cites=(("1", LOG),))
    after = extraction("14 were.", POINT, "It sank.", NOTE, cites=(("1", OTHER), ("1", LOG)))
    edits = edits_of(before, after)
    assert recited(edits) == [Recited("1", (LOG,), (OTHER, LOG))]
    assert len(edits) > 1
    assert patch(before.text, edits) == after.text


def test_a_note_that_leads_nowhere_now_is_told() -> None:
    before = extraction(POINT, NOTE, cites=(("1", LOG),))
    (told,) = recited(edits_of(before, extraction(POINT, NOTE)))
    assert told == Recited("1", (LOG,), ())


def test_another_spelling_or_a_link_in_a_sentence_is_none() -> None:
    before = extraction(POINT, NOTE, cites=(("1", LOG), (None, LOG)))
    after = extraction(POINT, NOTE, cites=(("1", LOG + "/?utm_source=x"), (None, OTHER)))
    assert edits_of(before, after) == []


def test_a_note_that_came_with_its_words_is_an_edit_of_words_alone() -> None:
    before = extraction("The ferry left at noon.")
    after = extraction(POINT, NOTE, cites=(("1", LOG),))
    edits = edits_of(before, after)
    assert recited(edits) == []
    assert patch(before.text, edits) == after.text
