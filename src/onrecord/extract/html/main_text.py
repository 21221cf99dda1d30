"""Which part of the page is the text: furniture marked, the container chosen.

Works on the light tree and its counts; makes no blocks and reads no metadata.
"""

from onrecord.extract.html.furniture import LONGEST_NAMES, Role, is_hidden, is_never_text
from onrecord.extract.html.head_lines import LONGEST, is_head_line
from onrecord.extract.html.tables import is_data_table
from onrecord.extract.html.tree import Box

# A part with furniture's name is kept when it holds more than this share of the page's prose:
# then the name does not mean what it says (forms around whole pages, "hidden" until scripts run).
STRONG_SHARE = 0.35
WEAK_SHARE = 0.08
HIDDEN_SHARE = 0.6  # a part that is not shown often repeats the text for another use
NEVER_SHARE = 0.9  # cookie notices: longer than many a statement
LEAST_PROSE = 250  # code points: with less, a name is believed even where there is nothing else
# Of a part's prose, what one child must hold for the text to be within it.
TEXT_SHARE, PLAIN_SHARE, MAIN_SHARE = 0.75, 0.8, 0.37
# Never entered in search of the text: what is in them belongs together.
_WHOLE = frozenset(["p", "li", "ul", "ol", "blockquote"])


def mark_furniture(order: list[Box]) -> None:
    """Set `furniture` on boxes that hold menus, share buttons and the like."""
    whole = order[0].prose
    doubtful = [box for box in order[1:] if box.role < 0]
    weights = _weights(doubtful)
    for box in doubtful:
        enough = max(_share(box) * whole, LEAST_PROSE)
        box.furniture = weights[_look(box)] <= enough and not (
            box.role is Role.WEAK and 0 < box.length <= LONGEST and is_head_line(box.text())
        )


def _share(box: Box) -> float:
    """Return the share of the page's prose up to which an box's name is believed."""
    if box.role is Role.WEAK:
        return HIDDEN_SHARE if is_hidden(box.attributes) else WEAK_SHARE
    names = (box.get("class"), box.get("id"))
    never = any(is_never_text(n) for n in names if n and len(n) < LONGEST_NAMES)
    return NEVER_SHARE if never else STRONG_SHARE


def _weights(doubtful: list[Box]) -> dict[str, int]:
    """Return the prose in all boxes that look the same: a text cut into "nav-section"s."""
    weights: dict[str, int] = {}
    for box in doubtful:
        look = _look(box)
        if box.parent is not None and box.parent.role >= 0:
            weights[look] = weights.get(look, 0) + box.prose
        else:
            weights.setdefault(look, box.prose)
    return weights


def _look(box: Box) -> str:
    return f"{box.tag} {box.attributes.get('class') or ''}"


def recount(order: list[Box]) -> None:
    """Take the prose of what is furniture off the boxes around it, and all its counts off it."""
    for box in order:
        if box.furniture and not any(above.furniture for above in box.ancestors()):
            for above in box.ancestors():
                above.prose -= box.prose
            box.length = box.prose = box.linked = 0


def choose(order: list[Box]) -> Box:
    """Return the smallest box that holds the text."""
    return _with_its_row(_smallest(order[0]))


def _smallest(node: Box) -> Box:
    while True:
        best = max(
            (c for c in node.boxes() if not c.furniture), key=lambda c: c.prose, default=None
        )
        if best is None or best.tag in _WHOLE or (best.tag == "table" and is_data_table(best)):
            return node
        share = best.prose / (node.prose or 1)
        if share < _need(best) or not best.prose:
            main = _main(node)
            if main is None:
                return node
            best = main
        node = best


def _with_its_row(part: Box) -> Box:
    """Return what holds the part's row, where it is one paragraph of several set alike.

    Where each paragraph stands in an box of its own, those too short for prose weigh nothing.
    """
    if not _is_one_paragraph(part):
        return part
    child = part
    for above in part.ancestors():
        if any(c is not child and _is_set_alike(c, child) for c in above.boxes()):
            return above
        child = above
    return part


def _is_one_paragraph(box: Box) -> bool:
    """Return whether all text within is one run, however many boxs are around it."""
    while not box.run:
        inner = [child for child in box.boxes() if child.length]
        if len(inner) != 1:
            return False
        box = inner[0]
    return box.run == box.length


def _is_set_alike(box: Box, paragraph: Box) -> bool:
    return (
        not box.furniture
        and box.length > 2 * box.linked
        and not (box.get("id") or paragraph.get("id"))
        and _look(box) == _look(paragraph)
        and _is_one_paragraph(box)
    )


def _need(box: Box) -> float:
    return TEXT_SHARE if box.role is Role.TEXT else PLAIN_SHARE


def _main(node: Box) -> Box | None:
    """Return the child that the page calls its main part, if it has a fair share of the prose."""
    for child in node.boxes():
        is_main = child.tag == "main" or child.get("role") == "main"
        if is_main and not child.furniture and child.prose >= MAIN_SHARE * node.prose > 0:
            return child
    return None
