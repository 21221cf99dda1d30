"""The short lines that head a statement: its form, number and date, in any order.

Read as words alone: the place on the page is for others to weigh.
"""

from onrecord.extract.html.phrases import says
from onrecord.text.dates import find_dates

LONGEST = 80  # code points
_JOINTS = " \t,;|·•–—-/:()"


def is_head_line(text: str) -> bool:
    """Tell whether a line says a statement's form, number or date, and nothing else.

    >>> is_head_line("PRESS RELEASE No. 61"), is_head_line("19 October 2020, No. 61/20")
    (True, True)
    >>> is_head_line("Today is 19 October 2020"), is_head_line("The ferry left on 19 October 2020")
    (False, False)
    """
    if not text or len(text) > LONGEST or says(text, "today"):
        return False
    if says(text, "headers"):
        return True
    if not any(map(str.isdigit, text)):
        return False
    found = find_dates(text, limit=2)
    if len(found) != 1:
        return False
    rest = (text[: found[0].start], text[found[0].end :])
    return all(_says_nothing_else(part.strip(_JOINTS)) for part in rest)


def _says_nothing_else(part: str) -> bool:
    """A place or a weekday may stand before the date, a clock time after it."""
    few = len(part) <= 24 and part.count(" ") <= 1 and not part.endswith(".")
    return not part or says(part, "headers") or (few and not part[:1].islower())
