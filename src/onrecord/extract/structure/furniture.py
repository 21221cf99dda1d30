"""What a page says about itself: buttons, labels, end marks, pages of the way there.

Knows words and patterns, not where a line stands; the tables are packaged.
"""

import re
from collections.abc import Sequence
from functools import cache

from onrecord.errors import NoStatementError
from onrecord.extract.structure.draft import Draft
from onrecord.extract.structure.tables import any_of, folded, table
from onrecord.text.dates import find_dates

LONGEST_FURNITURE = 200  # code points; a paragraph is never furniture
LONGEST_CHANGE = 90  # of a line that says when the page was changed
MOST_BESIDE = 12  # letters beside the date of a change: "at", "GMT", "a.m."
LONGEST_CHALLENGE = 700  # of a whole page: error and challenge pages are short
FEWEST_LINKS = 5  # that make a list of links
MOST_LINKED = 0.85  # of a page's letters: above, it is a list and not a text


def is_furniture(text: str) -> bool:
    """Return whether a whole line is the site's own and not the issuer's words.

    >>> is_furniture("Arxiv üzrə axtarış"), is_furniture("###"), is_furniture("-30-")
    (True, True, True)
    >>> is_furniture("Share of renewable energy"), is_furniture("Printing of banknotes")
    (False, False)
    """
    if len(text) > LONGEST_FURNITURE:
        return False
    if folded(text) in _lines() or _patterns().fullmatch(text.strip()) is not None:
        return True
    return _tells_change(text.strip())


def _tells_change(line: str) -> bool:
    """Return whether a line says when the page was changed, and nothing else."""
    label = _changed().match(line) if len(line) <= LONGEST_CHANGE else None
    if label is None:
        return False
    rest = line[label.end() :].strip(" \u00a0:：՝.()[]–—-")
    if _ago().fullmatch(rest):
        return True
    dates = find_dates(rest)
    if len(dates) != 1:
        return False
    beside = rest[: dates[0].start] + rest[dates[0].end :]
    return sum(map(str.isalpha, beside)) <= MOST_BESIDE


@cache
def _lines() -> frozenset[str]:
    known = {folded(line) for lines in table("furniture")["lines"].values() for line in lines}
    return frozenset(known - {""})


@cache
def _patterns() -> re.Pattern[str]:
    return any_of(table("furniture")["patterns"].values())


@cache
def _changed() -> re.Pattern[str]:
    return any_of(table("furniture")["changed"]["labels"], before=r"[\W_]*", after=r"(?!\w)")


@cache
def _ago() -> re.Pattern[str]:
    return re.compile(table("furniture")["changed"]["ago"], re.IGNORECASE)


@cache
def _challenges() -> re.Pattern[str]:
    return any_of(table("furniture")["challenge"]["patterns"])


@cache
def _share_hosts() -> tuple[str, ...]:
    return tuple(table("furniture")["links"]["hosts"])


def is_share_link(href: str) -> bool:
    """Return whether an address is a share button's or a plug-in's.

    >>> is_share_link("https://www.facebook.com/sharer/sharer.php?u=x")
    True
    """
    href = href.casefold()
    return any(place in href for place in _share_hosts())


def demand_statement(drafts: Sequence[Draft]) -> None:
    """Raise NoStatementError, saying why, when these blocks hold no statement."""
    if not any(c.isalpha() for d in drafts for c in d.text):
        raise NoStatementError("no text in it: nothing but white space, figures or furniture")
    letters = sum(len(d.text) for d in drafts)
    if letters <= LONGEST_CHALLENGE:
        text = "\n".join(d.text for d in drafts)
        if found := _challenges().search(text):
            raise NoStatementError(f"an error or challenge page: it says “{found[0]}”")
    linked = [d for d in drafts if d.links and _linked(d) > MOST_LINKED * len(d.text)]
    if len(linked) >= FEWEST_LINKS and sum(map(_linked, drafts)) > MOST_LINKED * letters:
        raise NoStatementError(f"a list of links only: {len(linked)} of {len(drafts)} blocks")


def _linked(draft: Draft) -> int:
    return sum(k.end - k.start for k in draft.links if not k.href.startswith("#"))
