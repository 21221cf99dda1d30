"""Notes that are known by their place alone: jumped to from a marker, or a last list of addresses.

Whatever the place is called ("#n1", "#source-2"), a short linked figure that leads to a later block
begun by the same figure leads to a note. Knows nothing of URLs beyond how they begin.
"""

import re
from collections.abc import Sequence

from onrecord.extract.structure.draft import Draft

_FIGURE = re.compile(r"[\[(]?(\d{1,3})[\])]?")
_BEGINS = re.compile(r"[\[(]?(\d{1,3})(?:[.)\]:]+|\s)\s*(?=\S)")
_ADDRESS_ALONE = re.compile(r"(\d{1,3})[.)]\s+(?:https?://|www\.)\S+\Z")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
FEWEST_ADDRESSES = 2  # that make a list of notes without a heading


def jumped_to(drafts: Sequence[Draft]) -> dict[int, tuple[str, int]]:
    """Return (marker, where the note's words begin) by the place of each such note."""
    places: dict[str, tuple[str, int]] = {}
    for i, draft in enumerate(drafts):
        for link in draft.links:
            if link.href[:1] == "#" and link.end - link.start <= 5:
                figure = _FIGURE.fullmatch(draft.text[link.start : link.end].strip())
                if figure:
                    places.setdefault(link.href[1:], (figure[1], i))
    found: dict[int, tuple[str, int]] = {}
    if not places:
        return found
    for i, draft in enumerate(drafts):
        for marker, linked_from in (places[a] for a in draft.anchors if a in places):
            begins = _BEGINS.match(draft.text)
            if begins and begins[1] == marker and linked_from < i:
                found[i] = (marker, begins.end())
    return found


def address_list(drafts: Sequence[Draft]) -> range:
    """Return the places of a last list of nothing but addresses, each with its marker above it."""
    end = len(drafts)
    first = end
    while first and _ADDRESS_ALONE.match(drafts[first - 1].text):
        first -= 1
    markers = [int(found[1]) for d in drafts[first:] if (found := _ADDRESS_ALONE.match(d.text))]
    if len(markers) < FEWEST_ADDRESSES or markers != list(range(1, len(markers) + 1)):
        return range(end, end)
    above = drafts[:first]
    whole = "\n".join(d.text for d in above)
    raised = {d.text[s:e].strip("[]() ") for d in above for s, e in d.raised if s}
    for marker in map(str, markers):
        written = (f"[{marker}]", marker.translate(_SUPERSCRIPTS))
        if marker not in raised and not any(w in whole for w in written):
            return range(end, end)
    return range(first, end)
