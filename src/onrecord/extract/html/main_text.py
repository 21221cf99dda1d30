"""Which part of the page is the text: furniture marked, the container chosen.

Works on the light tree and its counts; makes no blocks and reads no metadata.
"""

from onrecord.extract.html.furniture import Role, is_hidden, is_never_text
from onrecord.extract.html.head_lines import LONGEST, is_head_line
from onrecord.extract.html.tables import is_data_table
from onrecord.extract.html.tree import Element

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


def mark_furniture(order: list[Element]) -> None:
    """Set `furniture` on elements that hold menus, share boxes and the like, and all within."""
    whole = order[0].prose
    weights = _weights(order)
    for element in order[1:]:
        if element.parent is not None and element.parent.furniture:
            element.furniture = True
        elif element.role < 0:
            enough = max(_share(element) * whole, LEAST_PROSE)
            element.furniture = weights[_look(element)] <= enough and not (
                element.role is Role.WEAK
                and 0 < element.length <= LONGEST
                and is_head_line(element.text())
            )


def _share(element: Element) -> float:
    """Return the share of the page's prose up to which an element's name is believed."""
    if element.role is Role.WEAK:
        return HIDDEN_SHARE if is_hidden(element.attributes) else WEAK_SHARE
    names = f"{element.get('class')} {element.get('id')}"
    return NEVER_SHARE if is_never_text(names) else STRONG_SHARE


def _weights(order: list[Element]) -> dict[str, int]:
    """Return the prose in all elements that look the same: a text cut into "nav-section"s."""
    weights: dict[str, int] = {}
    for element in order[1:]:
        if element.role < 0 and element.parent is not None and element.parent.role >= 0:
            look = _look(element)
            weights[look] = weights.get(look, 0) + element.prose
        elif element.role < 0:
            weights.setdefault(_look(element), element.prose)
    return weights


def _look(element: Element) -> str:
    return f"{element.tag} {element.attributes.get('class') or ''}"


def recount(order: list[Element]) -> None:
    """Count prose and length anew without furniture."""
    if not any(element.furniture and element.prose for element in order):
        return
    for element in reversed(order):
        if element.furniture:
            element.length = element.prose = element.linked = 0
            continue
        below = sum(c.prose for c in element.elements())
        own = (
            element.run
            if not element.inline and element.run >= 80 and element.run_linked < element.run * 0.45
            else 0
        )
        element.prose = 0 if element.tag == "a" else below + own


def choose(order: list[Element]) -> Element:
    """Return the smallest element that holds the text."""
    return _with_its_row(_smallest(order[0]))


def _smallest(node: Element) -> Element:
    while True:
        best = max(
            (c for c in node.elements() if not c.furniture), key=lambda c: c.prose, default=None
        )
        if (
            best is None
            or best.inline
            or best.tag in _WHOLE
            or (best.tag == "table" and is_data_table(best))
        ):
            return node
        share = best.prose / (node.prose or 1)
        if share < _need(best) or not best.prose:
            main = _main(node)
            if main is None:
                return node
            best = main
        node = best


def _with_its_row(part: Element) -> Element:
    """Return what holds the part's row, where it is one paragraph of several set alike.

    Where each paragraph stands in an element of its own, those too short for prose weigh nothing.
    """
    if not _is_one_paragraph(part):
        return part
    child = part
    for above in part.ancestors():
        if any(c is not child and _is_set_alike(c, child) for c in above.elements()):
            return above
        child = above
    return part


def _is_one_paragraph(element: Element) -> bool:
    """Return whether all text within is one run, however many elements are around it."""
    while not element.run:
        inner = [child for child in element.elements() if child.length]
        if len(inner) != 1:
            return False
        element = inner[0]
    return element.run == element.length


def _is_set_alike(element: Element, paragraph: Element) -> bool:
    return (
        not element.furniture
        and element.length > 2 * element.linked
        and not (element.get("id") or paragraph.get("id"))
        and _look(element) == _look(paragraph)
        and _is_one_paragraph(element)
    )


def _need(element: Element) -> float:
    return TEXT_SHARE if element.role is Role.TEXT else PLAIN_SHARE


def _main(node: Element) -> Element | None:
    """Return the child that the page calls its main part, if it has a fair share of the prose."""
    for child in node.elements():
        is_main = child.tag == "main" or child.get("role") == "main"
        if is_main and not child.furniture and child.prose >= MAIN_SHARE * node.prose > 0:
            return child
    return None
