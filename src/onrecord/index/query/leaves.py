"""The leaves of a query's tree: one word, phrase, date or range, made from the lexer's parts."""

import datetime as dt
import re

from onrecord.errors import QueryError
from onrecord.index.query.dates import compared, day_after, day_before, days_of
from onrecord.index.query.lexer import Part, looks_like_url, unescape
from onrecord.model.query import (
    CONDITION_FIELDS,
    HAS_VALUES,
    Boosted,
    Dates,
    Everything,
    Fuzzy,
    Nothing,
    Pattern,
    Phrase,
    Query,
    Term,
)

_SUFFIX = re.compile(r"(?P<fuzzy>~[0-9.]*)?(?:\^(?P<boost>[0-9]+(?:\.[0-9]+)?))?$")
# Wildcards of one word. The time that a pattern takes grows with the square of its stars: 16 took
# 0.04 s over 3,000 terms, 48 a quarter of a second and sometimes four times that.
MOST_WILDCARDS = 16
LONGEST_FUZZY = 100  # letters; no language's words are longer, and 9,000 took 1.5 s
_WILDCARD = re.compile(r"(?<!\\)(?:\\\\)*[*?]")
_COMPARISON = re.compile(r"(>=|<=|>|<)(.*)", re.DOTALL)
_RANGE = re.compile(r"([\[{])\s*(\S+)\s+TO\s+(\S+)\s*([\]}])")


def phrase(part: Part, field: str | None, *, exact: bool) -> Query:
    """Return what a quoted phrase asks for in a field."""
    slop, boost = _tied(part)
    if field == "date":
        return _dates(part.text, part.position)
    if field == "has":
        return _has(part.text, part.position)
    if not any(character.isalnum() for character in part.text):
        return _no_value(field, part)
    node = Phrase(part.text, part.position, field, exact or part.exact, slop)
    return boosted(node, boost, part.position)


def _tied(part: Part) -> tuple[int, str]:
    slop, _, boost = part.after.partition("^")
    digits = slop.removeprefix("~")
    if digits and (not digits.isdigit() or int(digits) > 1_000):
        raise QueryError(
            'Write the distance as a whole number up to 1000, as in "a b"~5',
            position=part.position,
        )
    return int(digits or 0), boost


def word(part: Part, field: str | None, *, exact: bool) -> Query:
    """Return what a bare word asks for in a field: a term, a pattern, a fuzzy word or days."""
    text = part.text
    if field == "date":
        return _dates(unescape(text), part.position)
    if field == "has":
        return _has(unescape(text), part.position)
    if looks_like_url(text):
        return _url(part, field, exact=exact)
    match = _SUFFIX.search(text)
    fuzzy, boost = (match["fuzzy"], match["boost"]) if match else (None, None)
    if match and match.start() > 0:
        text = text[: match.start()]
    text = re.sub(r"(?<!\\)\?[?!.,;:]*$", "", text)
    if _WILDCARD.search(text):
        return boosted(_pattern(text, part, field), boost or "", part.position)
    text = unescape(text)
    if not any(character.isalnum() for character in text):
        return _no_value(field, part)
    if fuzzy and len(text) > LONGEST_FUZZY:
        raise QueryError(
            f"A fuzzy word may have at most {LONGEST_FUZZY} letters", position=part.position
        )
    if fuzzy:
        node: Query = Fuzzy(text, part.position, field, _distance(fuzzy[1:], part.position))
    else:
        node = Term(text, part.position, field, exact)
    return boosted(node, boost or "", part.position)


def _url(part: Part, field: str | None, *, exact: bool) -> Query:
    text = part.text
    if field is None or field == "text" or field == "title":
        return Phrase(unescape(text), part.position, field, exact)
    if text.endswith("*") and not text.endswith("\\*"):
        return _pattern(text[:-1].replace("?", "\\?") + "*", part, field)
    return Term(unescape(text), part.position, field, exact)


def _pattern(text: str, part: Part, field: str | None) -> Query:
    if not any(character.isalnum() for character in text):
        return Everything() if set(text) == {"*"} and field is None else Nothing()
    if len(_WILDCARD.findall(text)) > MOST_WILDCARDS:
        raise QueryError(
            f"A word may have at most {MOST_WILDCARDS} wildcards; leave some out",
            position=part.position,
        )
    return Pattern(text, part.position, field)


def _no_value(field: str | None, part: Part) -> Query:
    if field in CONDITION_FIELDS:
        raise QueryError(f"{field}: needs a value", position=part.position)
    return Nothing()


def guesses(node: Query) -> int:
    """Return how much of a leaf is left open: its wildcards, and one for a fuzzy word.

    >>> guesses(Pattern("*cease*f?re", 0)), guesses(Term("ceasefire", 0))
    (3, 0)
    """
    match node:
        case Boosted():
            return guesses(node.node)
        case Pattern():
            return len(_WILDCARD.findall(node.pattern))
        case _:
            return int(isinstance(node, Fuzzy))


def _distance(digits: str, position: int) -> int | None:
    """Old Lucene wrote a similarity below 1 here; the word's length decides then."""
    if not digits:
        return None
    try:
        distance = float(digits)
    except ValueError:
        distance = 3.0
    if 0 < distance < 1:
        return None
    if distance not in (0, 1, 2):
        raise QueryError("A fuzzy word may differ by ~1 or ~2 letters", position=position)
    return int(distance)


def boosted(node: Query, boost: str, position: int) -> Query:
    """Return the node with the weight written after it, "" for none."""
    if not boost or isinstance(node, Nothing):
        return node
    try:
        factor = float(boost)
    except ValueError:
        factor = -1.0
    if not 0 <= factor <= 1_000:
        raise QueryError(
            "A weight is a number from 0 to 1000, as in ceasefire^2", position=position
        )
    return Boosted(node, factor)


def _has(text: str, position: int) -> Query:
    value = text.lower()
    if value not in HAS_VALUES:
        raise QueryError(
            f"{text!r} is nothing a statement can have; write has: and one of "
            + ", ".join(HAS_VALUES),
            position=position,
        )
    return Term(value, position, "has")


def _dates(text: str, position: int) -> Query:
    match = _COMPARISON.fullmatch(text)
    if match:
        first, last = compared(match[1], match[2].strip(), position)
        return Dates(first, last, position)
    return Dates(*days_of(text.strip(), position), position)


def range_of(part: Part, field: str | None) -> Query:
    """Return the days a bracketed range asks for."""
    if field != "date":
        raise QueryError(
            f"Only date: can be asked for as a range, not {field}:", position=part.position
        )
    match = _RANGE.fullmatch(part.text)
    if match is None:
        raise QueryError(
            "Write a range as [2020-10-01 TO 2020-10-31], with TO in capitals and * for an open "
            "end",
            position=part.position,
        )
    first = _bound(match[2], match[1] == "{", part.position, is_first=True)
    last = _bound(match[3], match[4] == "}", part.position, is_first=False)
    if first and last and first > last:
        raise QueryError(
            f"The range is empty: it begins on {first} and ends on {last}", position=part.position
        )
    return Dates(first, last, part.position)


def _bound(text: str, is_open: bool, position: int, *, is_first: bool) -> dt.date | None:
    if text == "*":
        return None
    first, last = days_of(text, position)
    if is_first:
        return day_after(last, position) if is_open else first
    return day_before(first, position) if is_open else last
