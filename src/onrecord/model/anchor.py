"""Words of a text that are found again in another reading of it, by themselves and what is beside.

As the TextQuoteSelector of the Web Annotation model, section 4.2.4.
"""

from dataclasses import dataclass
from itertools import takewhile

from onrecord.model.statement import Span

BESIDE = 32  # code points kept of what stands before and after


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedWords:
    """The words, and those before and after them."""

    exact: str
    before: str = ""
    after: str = ""


def anchor_of(text: str, span: Span) -> QuotedWords:
    """Return what finds a passage of a text again.

    >>> anchor_of("Ankara, 5 May", Span(8, 13))
    QuotedWords(exact='5 May', before='Ankara, ', after='')
    """
    return QuotedWords(
        exact=text[span.start : span.end],
        before=text[max(0, span.start - BESIDE) : span.start],
        after=text[span.end : span.end + BESIDE],
    )


def find_anchor(text: str, anchor: QuotedWords) -> Span | None:
    """Return where the words stand: of several places the one with most of the same beside it.

    >>> find_anchor("On 5 May: no. Until 5 May: yes.", QuotedWords(exact="5 May", before="Until "))
    Span(start=20, end=25)
    >>> find_anchor("On 6 May", QuotedWords(exact="5 May")) is None
    True
    """
    best, likeness, at = None, -1, text.find(anchor.exact) if anchor.exact else -1
    while at >= 0:
        end = at + len(anchor.exact)
        before = text[max(0, at - BESIDE) : at]
        same = _common(before[::-1], anchor.before[::-1]) + _common(text[end:], anchor.after)
        if same > likeness:
            best, likeness = Span(at, end), same
        at = text.find(anchor.exact, at + 1)
    return best


def _common(one: str, other: str) -> int:
    """How many code points two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
