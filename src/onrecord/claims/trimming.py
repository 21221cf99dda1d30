"""What of a clause its claim is: without what introduces and trails it, and without appended lists.

Knows which word makes the claim, and nothing of what it means.
"""

import re
from dataclasses import replace

from onrecord.claims.clause import Clause
from onrecord.claims.reading import Sentence
from onrecord.claims.senses import Marked

_LEADING = frozenset((*",;:—–-)•·\"“«„‘'",))
_TRAILING = frozenset((*",;:—–(-.!?…\"”»’'[]",))
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_QUOTE_ENDS = frozenset((",", '"', "”", "»"))
_TAIL = re.compile(r":|, an? ")
_DATELINE = 8  # tokens of a place, and a date, before the dash
_FEWEST = 5  # tokens of a clause before a list of examples
_SPEAKER = 14  # tokens of who is said to have said it


def trimmed(sentence: Sentence, clause: Clause) -> Clause:
    """Leave out what introduces a clause ("X says that") and what trails it (", said X", signs)."""
    first, last = clause.first, clause.last
    if sentence.is_figure(first) and first + 2 < last and sentence.words[first + 1].lower in ".)":
        first += 2  # the number of a point
    first = _after_dateline(sentence, first, last)
    head, reporter = clause.marked, clause.reporter
    if head is not None and reporter is not None and reporter is not head:
        if first <= reporter.at < head.at:
            first = _after_report(sentence, reporter, head.at)
        elif head.at < reporter.at <= last:
            last = _before_report(sentence, reporter, head.at)
    last = _before_examples(sentence, first, last)
    if head is not None and sentence.known.order == "english":
        last = _before_tail(sentence, head.at, last)
    while first < last and (sentence.words[first].lower in _LEADING or sentence.has(first, "conj")):
        first += max(sentence.sizes[first], 1)
    while last > first and _trails(sentence, last):
        last -= 1
    return replace(clause, first=first, last=last)


def _after_dateline(sentence: Sentence, first: int, last: int) -> int:
    """Leave out "WASHINGTON - " and the like: capitals before a dash at a sentence's start."""
    if first or not sentence.words or not sentence.written(0, 0).isupper():
        return first
    for at in range(1, min(_DATELINE, last)):
        if sentence.words[at].lower in "-–—":
            touching = sentence.ends[at - 1] == sentence.starts[at]
            return first if touching and sentence.words[at].lower == "-" else at + 1
        if sentence.is_word(at) and not sentence.is_capital(at):
            return first
    return first


def _before_examples(sentence: Sentence, first: int, last: int) -> int:
    """Leave out an appended list: ", such as ..."."""
    if "examples" not in sentence.kinds:
        return last
    for at in range(first + _FEWEST, last):
        if sentence.words[at].lower == "," and sentence.has(at + 1, "examples"):
            return at - 1
    return last


def _before_tail(sentence: Sentence, head: int, last: int) -> int:
    """Leave out what a clause only drags along: ": a list", ", a body that ..."."""
    if _TAIL.search(sentence.text, sentence.starts[head], sentence.ends[last]) is None:
        return last
    for at in range(head + _FEWEST, last - 1):
        written = sentence.words[at].lower
        if written == ":":
            return at - 1
        if written == "," and sentence.words[at + 1].lower in ("a", "an"):
            if any(sentence.has(ahead, "conj") for ahead in range(at, last)):
                return last
            return at - 1
    return last


def _trails(sentence: Sentence, at: int) -> bool:
    written = sentence.words[at].lower
    if written in _TRAILING or written in _RAISED:
        return True
    return sentence.is_figure(at) and sentence.words[at - 1].lower == "[" and at > 1


def _after_report(sentence: Sentence, reporter: Marked, head: int) -> int:
    """Return the token at which what is reported begins."""
    begin = reporter.at + sentence.sizes[reporter.at]
    for at in range(begin, head):
        if sentence.has(at, "that"):
            return at + 1
    if reporter.trigger.form == "fixed":  # "according to X, ..."
        for at in range(begin, head):
            if sentence.words[at].lower == ",":
                return at + 1
    return min(begin, head)


def _before_report(sentence: Sentence, reporter: Marked, head: int) -> int:
    """Return the last token before ", said X" and ", X said"."""
    if sentence.known.order == "sov":  # the report closes the sentence
        return reporter.at - 1
    for at in range(reporter.at - 1, max(reporter.at - _SPEAKER, head), -1):
        if sentence.words[at].lower in _QUOTE_ENDS:
            return at - 1
    return reporter.at - 1
