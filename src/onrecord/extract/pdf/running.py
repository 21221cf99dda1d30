"""Lines that run along the pages and are not the text: running heads, feet, page numbers."""

import re
from collections import Counter
from collections.abc import Sequence

from onrecord.extract.pdf.lines import Line

EDGE = 0.12  # of the page's height, at its top and bottom
SHARE = 0.6  # of the pages, three quarters of which carry a head on most papers' first page too
_DIGITS = re.compile(r"\d+")
# "3", "- 3 -", "Page 3 of 7", "стр. 3 из 7", "3/7": a number and at most three short words.
_NUMBER = re.compile(
    r"[\W_]*(?:[^\W\d_]{1,6}\.?\s*)?\d{1,4}(?:\s*(?:/|[^\W\d_]{1,4})\s*\d{1,4})?[\W_]*"
)


def without_running(
    pages: Sequence[list[Line]], heights: Sequence[float]
) -> tuple[list[list[Line]], list[str]]:
    """Return the pages' lines without those that run along them, and the running heads.

    A page number goes even where there is one page; a head only where several pages have it.
    """
    seen: Counter[str] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        seen.update({_folded(line) for line in lines if _is_at_edge(line, height)})
    least = max(2, SHARE * (len(pages) - 1))
    running = {text for text, count in seen.items() if count >= least}
    heads: list[str] = []
    kept: list[list[Line]] = []
    for lines, height in zip(pages, heights, strict=True):
        rest: list[Line] = []
        for line in lines:
            if _is_at_edge(line, height) and _folded(line) in running:
                heads.append(line.text.strip())
            elif not _is_page_number(line, lines, height):
                rest.append(line)
        kept.append(rest)
    return kept, [head for head in dict.fromkeys(heads) if not _NUMBER.fullmatch(head)]


def _folded(line: Line) -> str:
    return _DIGITS.sub("#", " ".join(line.text.split()))


def _is_at_edge(line: Line, height: float) -> bool:
    return not EDGE * height < line.base < (1 - EDGE) * height


def _is_page_number(line: Line, lines: Sequence[Line], height: float) -> bool:
    """A number alone, the outermost line of its page."""
    if not _is_at_edge(line, height) or not _NUMBER.fullmatch(line.text.strip()):
        return False
    bases = [other.base for other in lines]
    return line.base in (min(bases), max(bases))
