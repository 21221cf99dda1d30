"""The issuer's own number of a statement: "HP-485", "№ 041/20", "D/Media/Out/1/2025"."""

import re
from collections.abc import Sequence

from onrecord.extract.structure.draft import Draft, Found

_ALONE = re.compile(r"[A-Za-z]{1,4}\s?-?\s?\d{2,5}[A-Z]?")
_LABELLED = re.compile(
    r"(?:(?:press release|news release|release|notice|statement|communiqué|sayı|пресс-релиз)\s*)?"
    r"(?:no\.?|№|n[°º]|#|number|sayı:?|nr\.?|رقم|թիվ)\s*:?\s*([\w./-]*\d[\w./-]*)",
    re.IGNORECASE,
)
_NOTICE = re.compile(r"(?:Notice|Circular|Communiqué|Advisory)\s+\d[\w-]*\d")
_PATH = re.compile(r"[A-Z]+(?:/[A-Za-z.]+)+/\d+/\d{4}")


def serial(header: Sequence[Draft]) -> tuple[str, Found] | None:
    """Return the number as printed and why; None where the header has none."""
    for line in header:
        text = line.text.strip()
        if (found := _PATH.search(text)) or (found := _NOTICE.fullmatch(text)):
            return found[0], Found("a number in the header", line, found.start(), found.end())
        if found := _LABELLED.fullmatch(text):
            return found[1], Found("a number in the header", line, found.start(1), found.end(1))
        if _ALONE.fullmatch(text):
            return text, Found("a line of the header", line, 0, len(line.text))
    return None
