"""The issuer's own number of a statement: "HP-485", "№ 041/20", "D/Media/Out/1/2025"."""

import re
from collections.abc import Sequence

from onrecord.extract.structure.draft import Draft, Found

_ALONE = re.compile(r"[A-Za-z]{1,4}\s?-?\s?\d{2,5}[A-Z]?")
_LABELLED = re.compile(
    r"(?:(?:press release|news release|release|notice|statement|communiqué|report|appeal|decision|"
    r"order|note|sayı|пресс-релиз|заявление)\s*)?"
    r"(?:no\.?|№|n[°º]|#|number|sayı:?|nr\.?|رقم|թիվ)\s*:?\s*([\w./-]*\d[\w./-]*)",
    re.IGNORECASE,
)
_NOTICE = re.compile(r"(?:Notice|Circular|Communiqué|Advisory)\s+\d[\w-]*\d")
_YEARLY = re.compile(
    r"(?:press|news) release:?\s+(?P<bare>\d{4}[-/]\d{1,4}|\d{1,4}/\d{4})|"
    r"(?<!\w)(?:no\.?|№|n[°º]|nr\.?|թիվ)\s*(?P<number>\d{4}[-/]\d{1,4}|\d{1,4}/\d{4})(?!\w)",
    re.IGNORECASE,
)
_PATH = re.compile(r"[A-Z]+(?:/[A-Za-z.]+)+/\d+/\d{4}")


LONGEST_FOOT = 60  # code points of a line of a page's foot that begins with the number


def serial(header: Sequence[Draft], body: Sequence[Draft]) -> tuple[str, Found] | None:
    """Return the number as printed and why; None where the header has none."""
    for line in header:
        text = line.text.strip()
        if (found := _PATH.search(text)) or (found := _NOTICE.fullmatch(text)):
            return found[0], Found("a number in the header", line, found.start(), found.end())
        if found := _LABELLED.fullmatch(text):
            return found[1], Found("a number in the header", line, found.start(1), found.end(1))
        if found := _YEARLY.search(text):
            name = "bare" if found["bare"] else "number"
            return found[name], Found("a number in the header", line, *found.span(name))
        if _ALONE.fullmatch(text):
            return text, Found("a line of the header", line, 0, len(line.text))
    for line in body:
        if len(line.text) <= LONGEST_FOOT and (found := _PATH.match(line.text)):
            return found[0], Found("a number in a page's foot", line, 0, found.end())
    return None
