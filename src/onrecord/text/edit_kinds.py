"""What an altered sentence was altered in: a number, a date, a note, who says it, a name, or words.

Told by the words that differ. Of several kinds the graver one: a new number under old words is
what readers must not miss. Knows no statement.
"""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from onrecord.model.edit import EditKind
from onrecord.model.statement import Span
from onrecord.text.dates.vocabulary import fold, vocabulary
from onrecord.text.numbers import ascii_digits

_TOKEN = re.compile(
    r"\[[\w*†‡]{1,4}\]|[¹²³⁰⁴-⁹]+|\d+(?:[.,:/-]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*|\S"
)
_MARKER = re.compile(r"\[[\w*†‡]{1,4}\]|[¹²³⁰⁴-⁹]+")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
_DAY = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_NEAR = 3  # tokens around a number in which a month's name makes it a date
_LONGEST = 2000  # tokens of a sentence that are compared
_TABLES = Path(__file__).parent / "tables"


def words_of(text: str) -> list[str]:
    """Return the tokens of a sentence: words, numbers, markers of notes, signs.

    >>> words_of("The MFA said: 1,200 [1].")
    ['The', 'MFA', 'said', ':', '1,200', '[1]', '.']
    """
    return _TOKEN.findall(text)[:_LONGEST]


def kind_of(before: str, after: str, old: Span, new: Span) -> EditKind:
    """Return what the sentence at `old` in `before` was altered in, to be that at `new` in `after`.

    >>> def kind(a, b):
    ...     return kind_of(a, b, Span(0, len(a)), Span(0, len(b))).value
    >>> kind("12 people came.", "14 people came."), kind("On 19 October.", "On 20 October.")
    ('number', 'date')
    >>> kind("Twelve were hurt.", "Fourteen were hurt.")
    'number'
    >>> kind("It was Ana Silva.", "It was Eva Silva."), kind("They fled.", "They reportedly fled.")
    ('name', 'attribution')
    >>> kind("It burnt [1].", "It burnt [2]."), kind("A big fire.", "A great fire.")
    ('note', 'wording')
    """
    left = words_of(before[old.start : old.end])
    right = words_of(after[new.start : new.end])
    changed_left: list[int] = []
    changed_right: list[int] = []
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            changed_left += range(a, b)
            changed_right += range(c, d)
    kinds = set(_kinds(left, changed_left)) | set(_kinds(right, changed_right))
    for kind in (EditKind.NUMBER, EditKind.DATE, EditKind.NOTE, EditKind.ATTRIBUTION):
        if kind in kinds:
            return kind
    return EditKind.NAME if kinds == {EditKind.NAME} else EditKind.WORDING


def _kinds(tokens: Sequence[str], changed: Iterable[int]) -> Iterable[EditKind]:
    for at in changed:
        token = tokens[at]
        if _MARKER.fullmatch(token):
            yield EditKind.NOTE
        elif token[0].isdigit():
            yield EditKind.DATE if _is_date(tokens, at) else EditKind.NUMBER
        elif len(token) > 2 and fold(token) in vocabulary().months and token[0].isupper():
            yield EditKind.DATE
        elif _is_in("number_words", token):
            yield EditKind.NUMBER
        elif _is_in("attribution", token):
            yield EditKind.ATTRIBUTION
        elif not token[0].isalpha():
            continue
        elif token[0].isupper() and at:  # in scripts without case nothing tells a name
            yield EditKind.NAME
        else:
            yield EditKind.WORDING


def _is_date(tokens: Sequence[str], at: int) -> bool:
    token = ascii_digits(tokens[at])
    if _CLOCK.fullmatch(token) or _DAY.fullmatch(token) or _YEAR.fullmatch(token):
        return True
    around = tokens[max(0, at - _NEAR) : at + _NEAR + 1]
    months = vocabulary().months
    return len(token) <= 4 and any(fold(word) in months for word in around if not word.isdigit())


def _is_in(table: str, token: str) -> bool:
    whole, beginnings = _words_in(table)
    word = token.replace("İ", "i").lower()
    return word in whole or word.startswith(beginnings)


@cache
def _words_in(table: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the words of a table that count whole, and the beginnings, marked "*" there."""
    lines = (_TABLES / f"{table}.txt").read_text("utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]
    whole = frozenset(word for word in words if not word.endswith("*"))
    return whole, tuple(word[:-1] for word in words if word.endswith("*"))
