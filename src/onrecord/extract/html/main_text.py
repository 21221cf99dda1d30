"""Which part of the page is the text: furniture marked, the container chosen.

Works on the light tree and its counts; makes no blocks and reads no metadata.
"""

from onrecord.extract.html.furniture import Role
from onrecord.extract.html.phrases import says
from onrecord.extract.html.tree import Element
from onrecord.text.dates import parse_date

# A part with furniture's name is kept when it holds more than this share of the page's prose:
# then the name does not mean what it says (forms around whole pages, "hidden" until scripts run).
STRONG_SHARE = 0.35
WEAK_SHARE = 0.08
_LONGEST_HEAD_LINE = 80  # code points


def mark_furniture(order: list[Element]) -> None:
    """Set `furniture` on the topmost elements that hold menus, share boxes and the like."""
    whole = order[0].prose
    weights = _weights(order)
    for element in order[1:]:
        if element.parent is not None and element.parent.furniture:
            element.furniture = True
        elif element.role < 0:
            share = STRONG_SHARE if element.role is Role.STRONG else WEAK_SHARE
            element.furniture = weights[_look(element)] <= share * whole and not (
                element.role is Role.WEAK and _is_head_line(element)
            )


def _is_head_line(element: Element) -> bool:
    """Tell whether a doubtful part is a statement's own line: its form, number or date."""
    if not 0 < element.length <= _LONGEST_HEAD_LINE:
        return False
    line = element.text()
    return says(line, "headers") or parse_date(line) is not None


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
    node = order[0]
    while True:
        best = max(
            (c for c in node.elements() if not c.furniture), key=lambda c: c.prose, default=None
        )
        if (
            best is None
            or best.inline
            or best.tag in ("p", "li", "ul", "ol", "td", "tr", "table", "tbody", "blockquote")
        ):
            return node
        share = best.prose / (node.prose or 1)
        need = 0.6 if best.role is Role.TEXT else 0.8
        if share < need or not best.prose:
            return node
        node = best
