"""Word files (DOCX) to a layout: paragraphs, headings, items, tables, links, notes.

Knows nothing of notes' meaning, kinds or issuers.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from onrecord.errors import ExtractionError, NoStatementError
from onrecord.extract.docx.package import FAULTS, link_targets, notes_part, open_document
from onrecord.extract.docx.runs import Notes, Speller
from onrecord.extract.docx.styles import (
    Numbering,
    Styles,
    W,
    heading_level,
    is_quote,
    read_numbering,
    read_styles,
)
from onrecord.extract.laying import Words, lay
from onrecord.extract.layout import Context, Hint, Hints, LaidBlock, Layout
from onrecord.extract.list_labels import BULLET, NUMBERED, in_sequence
from onrecord.extract.properties import body_said, title_said
from onrecord.model.statement import BlockKind
from onrecord.text.normalise import normalise

READER = "docx/1"
MAX_DEPTH = 12  # of tables and boxes within each other
LONGEST_LETTERHEAD = 200
_INSIDE = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)


@dataclass(slots=True)
class _Reading:
    """One part being read: the text itself, the notes or a page's head."""

    styles: Styles
    numbering: Numbering
    links: dict[str, str]
    notes: Notes = field(default_factory=Notes)


def read(payload: bytes, context: Context) -> Layout:
    """Return the layout of a Word file.

    Raises ExtractionError for an encrypted, broken or oversized file, NoStatementError for one
    without text.
    """
    document = open_document(payload, uri=context.uri)
    try:
        return _layout(document, context)
    except (*FAULTS, RecursionError) as error:
        raise ExtractionError("broken DOCX", cause=error, uri=context.uri) from error


def _layout(document: Any, context: Context) -> Layout:
    reading = _Reading(
        styles=read_styles(document.styles.element),
        numbering=read_numbering(_numbering_root(document)),
        links=link_targets(document.part),
    )
    blocks = _labelled(list(_blocks(document.element.body, reading, 0)))
    for kind in ("footnote", "endnote"):
        blocks += _notes(document, kind, reading)
    if not blocks:
        raise NoStatementError("the document has no text", uri=context.uri)
    return Layout(blocks=tuple(blocks), hints=_hints(document, reading), reader=READER)


def _numbering_root(document: Any) -> Any | None:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return relation.target_part.element
    return None


def _blocks(container: Any, reading: _Reading, depth: int) -> Iterator[LaidBlock]:
    if depth > MAX_DEPTH:
        return
    for child in container.iterchildren():
        if child.tag == f"{W}p":
            yield from _paragraph(child, reading, depth)
        elif child.tag == f"{W}tbl":
            yield from _table(child, reading, depth)
        elif child.tag in _INSIDE:
            yield from _blocks(child, reading, depth + 1)


def _paragraph(paragraph: Any, reading: _Reading, depth: int) -> Iterator[LaidBlock]:
    if any(name.startswith("toc ") for name in reading.styles.names(paragraph)):
        return  # a table of contents says nothing the text does not
    speller = Speller(reading.links, reading.notes).spell(paragraph)
    place = (
        reading.numbering.place(paragraph, reading.styles) if speller.words.text.strip() else None
    )
    block = _block(speller.words, paragraph, place, reading)
    if block is not None:
        yield block
    for box in speller.boxes:
        yield from _blocks(box, reading, depth + 1)


def _block(
    words: Words, paragraph: Any, place: tuple[int, str] | None, reading: _Reading
) -> LaidBlock | None:
    level = heading_level(paragraph, reading.styles)
    if level:
        if place and place[1][-1:] in ".)" and place[1][0].isalnum():
            words = _prefixed(f"{place[1]} ", words)  # a numbered heading: "2. Background"
        return lay(words, BlockKind.HEADING, level=min(level, 6))
    if place is not None:
        return lay(words, BlockKind.POINT, level=place[0], label=place[1])
    if is_quote(paragraph, reading.styles):
        return lay(words, BlockKind.QUOTE)
    return lay(words)


def _prefixed(prefix: str, words: Words) -> Words:
    whole = Words(prefix)
    whole.add(words)
    return whole


def _labelled(blocks: list[LaidBlock]) -> list[LaidBlock]:
    """Return the blocks with paragraphs that begin with a typed bullet or number as items."""
    numbered = in_sequence([block.text for block in blocks])
    found: list[LaidBlock] = []
    for i, block in enumerate(blocks):
        mark = NUMBERED.match(block.text) if i in numbered else BULLET.match(block.text)
        if block.kind is not BlockKind.PARAGRAPH or mark is None:
            found.append(block)
            continue
        end = mark.end()
        found.append(
            replace(
                block,
                text=block.text[end:],
                kind=BlockKind.POINT,
                level=1,
                label=mark[1],
                links=tuple(
                    replace(k, start=k.start - end, end=k.end - end)
                    for k in block.links
                    if k.start >= end
                ),
                raised=tuple((s - end, e - end) for s, e in block.raised if s >= end),
            )
        )
    return found


def _table(table: Any, reading: _Reading, depth: int) -> Iterator[LaidBlock]:
    """Lay a table as one block, " | " between cells; a frame around text as that text."""
    rows = [list(row.iter(f"{W}tc")) for row in table.iterchildren(f"{W}tr")]
    if all(len(row) <= 1 for row in rows) or len(rows) == 1:
        for row in rows:
            for cell in row:
                yield from _blocks(cell, reading, depth + 1)
        return
    words = Words()
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            before = " | " if column else "\n" if number else ""
            words.add(_cell(cell, reading, depth), before=before)
    if words.text.strip(" |\n"):
        block = lay(words, BlockKind.TABLE)
        if block is not None:
            yield block


def _cell(cell: Any, reading: _Reading, depth: int) -> Words:
    words = Words()
    for block in _blocks(cell, reading, depth + 1):
        said = Words(
            text=block.text.replace("\n", " "),
            links=[(link.start, link.end, link.href) for link in block.links],
            raised=list(block.raised),
            anchors=list(block.anchors),
        )
        words.add(said, before=" " if words.text else "")
    return words


def _notes(document: Any, kind: str, reading: _Reading) -> Iterator[LaidBlock]:
    """Yield the notes the text refers to, in the order of their markers."""
    wanted = {note: marker for (of, note), marker in reading.notes.markers.items() if of == kind}
    root = notes_part(document, f"{kind}s".upper()) if wanted else None
    if root is None:
        return
    held = {note.get(f"{W}id"): note for note in root.findall(f"{W}{kind}")}
    inside = replace(reading, links=_note_links(document, kind), notes=Notes())
    for note, marker in wanted.items():
        words = Words()
        for block in _blocks(held[note], inside, 0) if note in held else ():
            said = Words(
                block.text,
                [(link.start, link.end, link.href) for link in block.links],
                list(block.raised),
            )
            words.add(said, before=" " if words.text else "")
        shown = Words(f"[{marker}] ", anchors=[f"{kind}-{marker}"])
        shown.add(words)
        laid = lay(shown, in_footer=True) if words.text.strip() else None
        if laid is not None:
            yield laid


def _note_links(document: Any, kind: str) -> dict[str, str]:
    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{kind}s") and not relation.is_external:
            return link_targets(relation.target_part)
    return {}


def _hints(document: Any, reading: _Reading) -> Hints:
    title, author, changed = _properties(document)
    heads = (Hint(head, "head of the pages") for head in _letterhead(document, reading))
    return Hints(
        titles=(Hint(title, "title of the document"),) if title_said(title) else (),
        dates=(Hint(changed, "last change of the document"),) if changed else (),
        issuers=(
            *heads,
            *((Hint(author, "author of the document"),) if body_said(author) else ()),
        ),
    )


def _properties(document: Any) -> tuple[str, str, str | None]:
    """Return title, author and last change. When it was created may be said of its template."""
    try:
        said = document.core_properties
        changed = said.modified
        when = changed.isoformat() + "Z" if changed and changed.tzinfo is None else None
        if changed and changed.tzinfo is not None:
            when = changed.isoformat()
        return normalise(said.title or ""), normalise(said.author or ""), when
    except FAULTS:
        return "", "", None


def _letterhead(document: Any, reading: _Reading) -> list[str]:
    """Return the lines of the first section's page heads, where there are any."""
    found: list[str] = []
    for section in list(document.sections)[:1]:
        for head in (section.first_page_header, section.header):
            if head.is_linked_to_previous:
                continue
            inside = replace(reading, links={}, notes=Notes(), numbering=Numbering())
            found += [b.text for b in _blocks(head._element, inside, 0)]
    lines = [line for text in found for line in text.splitlines()]
    return [x for x in dict.fromkeys(lines) if 3 < len(x) <= LONGEST_LETTERHEAD][:4]
