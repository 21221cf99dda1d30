"""Pages nested deeper than any reader would: flattened before they are parsed.

A parser looks through all open elements at each tag (HTML standard, 13.2.6.4.7), so its time grows
with the square of the depth. Knows nothing of what the elements are for.
"""

import re

# Real pages stay under 100; browsers cut at 512.
MAX_DEPTH = 2_000
# Pages with fewer tags take no harm: 15,000 open elements are parsed in 0.2 s.
_FEWEST_TAGS = 30_000
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)")
# Elements that hold nothing, or are closed by the next of their like.
_SHALLOW = """
    area base br col embed hr img input link meta param source track wbr p li dt dd td th tr option
    optgroup thead tbody tfoot rt rp rb path
"""
_NEVER_DEEP = frozenset(_SHALLOW.split())


def flattened(markup: str) -> tuple[str, tuple[str, ...]]:
    """Return the page with elements nested beyond all measure taken as line ends, and warnings.

    >>> page, warnings = flattened("<div>" * 40_000 + "text")
    >>> page.count("<div>"), warnings
    (0, ('div nested 40000 deep, taken as line ends',))
    >>> flattened("<div><p>text</div>")
    ('<div><p>text</div>', ())
    """
    if markup.count("<") < _FEWEST_TAGS:
        return markup, ()
    deep = _depths(markup)
    for name in deep:
        markup = re.sub(rf"</?{name}(?=[\s/>])[^>]*>", "<br>", markup, flags=re.IGNORECASE)
    return markup, tuple(f"{name} nested {n} deep, taken as line ends" for name, n in deep.items())


def _depths(markup: str) -> dict[str, int]:
    """Return the elements that are open more often at once than `MAX_DEPTH`."""
    opened: dict[str, int] = {}
    deepest: dict[str, int] = {}
    for closes, name in _TAG.findall(markup):
        name = name.lower()
        if name in _NEVER_DEEP:
            continue
        depth = max(0, opened.get(name, 0) + (-1 if closes else 1))
        opened[name] = depth
        if depth > MAX_DEPTH and depth > deepest.get(name, 0):
            deepest[name] = depth
    return deepest
