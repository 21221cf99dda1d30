"""Serial numbers that an issuer gives its releases: read off titles and addresses, and their gaps.

A number counts as serial only within a series that is nearly whole: the numbers of a site's
database have gaps too, and these mean nothing. Knows no statement.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from urllib.parse import urlsplit

LEAST = 4  # numbers that make a series
WHOLE = 0.5  # of those from the first to the last, the share that must be there
LONGEST_GAP = 20  # numbers; a longer one is a new count
# "No: 41", "№ 41/2025", "Press release 2025-118", "Nr. 7".
_IN_TITLE = re.compile(
    r"(?:\bno|№|\bnr|n°|\bsayı|\bnumber)\s*[.:]?\s*(?P<n>\d{1,5})(?:\s*[/-]\s*(?P<year>\d{2,4}))?\b",
    re.IGNORECASE,
)
# The last part of an address: "041", "2025-118", "no-41-statement", "pr041.html".
_IN_PATH = re.compile(
    r"(?P<before>[a-z_]{0,12}[-_]?(?:(?:19|20)\d\d[-_])?)(?P<n>\d{1,5})(?=$|[-_.])"
)


def serials_of(title: str, url: str | None) -> list[tuple[str, int]]:
    """Return (series, number) of a release, as its title and its address have it.

    >>> serials_of("No: 41, 3 March 2025, Regarding the ferry", "https://mfa.example/en/ferry")
    [('title', 41)]
    >>> serials_of("On the ferry", "https://mfa.example/press/2025-118")
    [('mfa.example/press/2025-', 118)]
    >>> serials_of("Twelve people", "https://mfa.example/news/the-ferry-of-12-may")
    []
    """
    found = []
    in_title = _IN_TITLE.search(title)
    if in_title:
        year = in_title["year"]
        found.append((f"title/{year}" if year else "title", int(in_title["n"])))
    if url:
        parts = urlsplit(url)
        folder, _, last = parts.path.rpartition("/")
        in_path = _IN_PATH.match(last.lower())
        if in_path:
            found.append((f"{parts.hostname}{folder}/{in_path['before']}", int(in_path["n"])))
    return found


def missing_serials(seen: Iterable[tuple[str, int]]) -> list[tuple[str, int, int]]:
    """Return (series, first, last) of each gap in what was seen.

    >>> missing_serials([("no", n) for n in (38, 39, 40, 41, 45)])
    [('no', 42, 44)]
    >>> missing_serials([("id", n) for n in (6970, 6976, 6991, 7020)])
    []
    """
    series: dict[str, set[int]] = defaultdict(set)
    for name, number in seen:
        series[name].add(number)
    gaps = []
    for name, numbers in sorted(series.items()):
        inside = sorted(numbers)
        if len(inside) < LEAST or len(inside) < WHOLE * (inside[-1] - inside[0] + 1):
            continue
        for before, after in pairwise(inside):
            if 1 < after - before <= LONGEST_GAP + 1:
                gaps.append((name, before + 1, after - 1))
    return gaps
