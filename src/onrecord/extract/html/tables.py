"""Tables: which hold data and which only place things on the page."""

from collections.abc import Iterator

from onrecord.extract.html.tree import Box

_SECTIONS = frozenset(["tbody", "thead", "tfoot"])
_PARAGRAPHS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "blockquote",
        "section",
        "article",
        "center",
    ]
)

# A data cell holds a value or a few lines; with more paragraphs than this in one cell, or a cell
# longer than this, the table places text.
_MAX_PARAGRAPHS = 3
_MAX_CELL = 1200


def rows(table: Box) -> Iterator[list[Box]]:
    """Yield the cells of each row, of this table only."""
    for child in table.boxes():
        if child.tag == "tr":
            yield _cells(child)
        elif child.tag in _SECTIONS:
            for row in child.boxes():
                if row.tag == "tr" and not row.furniture:
                    yield _cells(row)


def _cells(row: Box) -> list[Box]:
    return [c for c in row.boxes() if c.tag in ("td", "th") and not c.furniture]


def is_data_table(table: Box) -> bool:
    """Return whether a table's cells are values rather than parts of a page's layout."""
    if table.get("role") in ("presentation", "none"):
        return False
    grid = [row for row in rows(table) if row]
    if len(grid) < 2 or max(map(len, grid)) < 2:
        return False
    return not any(_is_layout(cell) for row in grid for cell in row)


def _is_layout(cell: Box) -> bool:
    if cell.length > _MAX_CELL:
        return True
    paragraphs = 0
    queue = list(cell.boxes())
    while queue:
        box = queue.pop()
        if box.tag == "table":
            return True
        paragraphs += box.tag in _PARAGRAPHS and box.run > 0
        queue.extend(box.boxes())
    return paragraphs > _MAX_PARAGRAPHS
