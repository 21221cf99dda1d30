"""Numbers that count something, with operator, unit and role.

Never the number of a resolution, a model, a channel, a phone, a date, or an ordinal.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from onrecord.claims.reading import Sentence
from onrecord.model.claim import Operator
from onrecord.text.numbers import ascii_digits

_GROUPED = re.compile(r"\d{1,3}(?:([., \u00a0\u202f])\d{3})(?:\1\d{3})*(?:[.,]\d+)?")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_LONGEST_NUMBER = 15  # digits; more is no number of anything
_NUMBERS = frozenset(("num", "vaguenum"))
_SHORTEST_PLURAL = 4  # letters
_UNIT_WITHIN = 6  # tokens: "1,200 foreign armed fighters"
_CURRENCY_SIGNS = frozenset("$€£¥₽₼₺֏")
_BEFORE_NO_NUMBER = frozenset("#№§/@+=_:")
_OPEN = {Operator.AT_LEAST, Operator.MORE_THAN}
_CLOSED = {Operator.AT_MOST, Operator.LESS_THAN}
_DOT_GROUPS = frozenset(
    {"az", "ru", "tr", "fr", "hy", "de", "es"}
)  # a comma is their decimal point


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A quantity at tokens `first` to `last`, both included; `noun` is where its unit stands."""

    first: int
    last: int
    value_min: float | None
    value_max: float | None
    op: Operator
    unit: str | None
    noun: int | None


@dataclass(frozen=True, slots=True)
class _Number:
    first: int
    last: int
    value: float | None
    vague: bool = False


def find_quantities(
    sentence: Sentence, taken: Collection[int], language: str
) -> list[FoundQuantity]:
    """Return the quantities of a sentence in order; tokens of times are `taken`."""
    found: list[FoundQuantity] = []
    if not (sentence.figures or "num" in sentence.kinds or "vaguenum" in sentence.kinds):
        return found
    at = 0
    count = len(sentence)
    while at < count:
        if not sentence.words[at].is_figure and _NUMBERS.isdisjoint(sentence.cats[at]):
            at += 1
            continue
        number = None if at in taken else _number_at(sentence, at, language)
        if number is None or _names_something(sentence, number, bare=at not in taken):
            at += max(sentence.sizes[at], 1)
            continue
        quantity = _quantity(sentence, number, taken, language)
        if quantity is not None:
            found.append(quantity)
            at = max(quantity.last, number.last) + 1
        else:
            at = number.last + 1
    return found


def figure(written: str, language: str) -> float | None:
    """Return the number that a figure stands for, None for one that is no number.

    >>> figure("1,200", "en"), figure("1.200", "ru"), figure("1 200,5", "fr"), figure("1.5", "az")
    (1200.0, 1200.0, 1200.5, 1.5)
    """
    plain = ascii_digits(written)
    if sum(char.isdigit() for char in plain) > _LONGEST_NUMBER:
        return None
    if plain.isdigit():
        return float(plain)
    if _GROUPED.fullmatch(plain):
        separator = next(char for char in plain if not char.isdigit())
        other = next((c for c in plain if not c.isdigit() and c != separator), "")
        whole, _, part = plain.partition(other) if other else (plain, "", "")
        decimal_dot = separator == "." and language not in _DOT_GROUPS and plain.count(".") == 1
        if decimal_dot and not other:
            return float(plain)
        if separator == "," and language in _DOT_GROUPS and plain.count(",") == 1 and not part:
            return float(plain.replace(",", "."))
        digits = "".join(char for char in whole if char.isdigit())
        return float(f"{digits}.{part or 0}")
    if _DECIMAL.fullmatch(plain):
        return float(plain.replace(",", "."))
    return None


def _number_at(sentence: Sentence, at: int, language: str) -> _Number | None:
    if sentence.sizes[at] == 0:
        return None
    if sentence.is_figure(at):
        value = figure(sentence.written(at, at), language)
        return None if value is None else _multiplied(sentence, _Number(at, at, value))
    if sentence.has(at, "num"):
        return _multiplied(sentence, _compounded(sentence, at))
    if sentence.has(at, "vaguenum"):
        low = sentence.value(at, "vaguenum")
        last = at + sentence.sizes[at] - 1
        value = float(low) if low else None
        return _multiplied(sentence, _Number(at, last, value, vague=True))
    return None


def _compounded(sentence: Sentence, at: int) -> _Number:
    """Read "twenty-five", "two hundred and five" as far as words of number go on."""
    total = float(sentence.value(at, "num"))
    last = at + sentence.sizes[at] - 1
    ahead = last + 1
    while ahead < len(sentence):
        step = ahead + 1 if sentence.has(ahead, "numjoin") else ahead
        if not sentence.has(step, "num"):
            break
        value = float(sentence.value(step, "num"))
        if value >= total or (total < 20 <= value):
            break
        if (total % 10 == 0 and value < 10) or total >= 100:
            total += value
            last = step + sentence.sizes[step] - 1
            ahead = last + 1
        else:
            break
    return _Number(at, last, total)


def _multiplied(sentence: Sentence, number: _Number) -> _Number:
    value, last = number.value, number.last
    while sentence.has(last + 1, "mult") and value is not None:
        value *= float(sentence.value(last + 1, "mult"))
        last += sentence.sizes[last + 1]
        if sentence.has(last + 1, "num") and value >= 100:  # "two hundred five"
            value += float(sentence.value(last + 1, "num"))
            last += sentence.sizes[last + 1]
    return _Number(number.first, last, value, number.vague)


_NO_COUNT = ("timeunit", "month")


def _is_duration(sentence: Sentence, last: int) -> bool:
    """Whether a unit of time follows: ages and durations count nothing."""
    following = last + 1
    if following < len(sentence) and sentence.words[following].lower in "-‑":
        following += 1
    return any(sentence.has(following, name) for name in _NO_COUNT)


def _names_something(sentence: Sentence, number: _Number, *, bare: bool) -> bool:
    """Whether a figure is a name's, a list's or a phone's, and counts nothing."""
    first, last = number.first, number.last
    if _is_duration(sentence, last):
        return True
    if not sentence.is_figure(first):
        return False
    before = sentence.words[first - 1].lower if first else ""
    if before in _BEFORE_NO_NUMBER or sentence.has(first - 1, "nonum"):
        return True
    if before == "." and sentence.has(first - 2, "nonum"):
        return True
    touching = first and sentence.ends[first - 1] == sentence.starts[first]
    if touching and before not in _CURRENCY_SIGNS and before not in "(\"'“«„[-–—~":
        return True
    if before == "-" and first > 1 and sentence.ends[first - 2] == sentence.starts[first - 1]:
        return True
    written = sentence.written(first, first)
    return ":" in written or _goes_on(sentence, last)


def _goes_on(sentence: Sentence, last: int) -> bool:
    """Whether letters or figures hang on the number: 596-91-03, 2nd, 757A."""
    if last + 1 >= len(sentence) or sentence.starts[last + 1] != sentence.ends[last]:
        return False
    following = sentence.words[last + 1].lower
    if sentence.has(last + 1, "ordinal") or following in ("/", "@", "_"):
        return True
    if following in ("-", "‑", "–"):
        if last + 2 >= len(sentence) or sentence.starts[last + 2] != sentence.ends[last + 1]:
            return False
        return sentence.has(last + 2, "ordinal") or (
            sentence.is_figure(last + 2)
            and following != "–"
            and len(sentence.written(last + 2, last + 2)) > 3
        )
    return following[:1].isalpha() and not (
        sentence.has(last + 1, "unit") or sentence.has(last + 1, "suffix")
    )


def _quantity(
    sentence: Sentence, number: _Number, taken: Collection[int], language: str
) -> FoundQuantity | None:
    first, last = number.first, number.last
    low = high = number.value
    op = Operator.VAGUE if number.vague else Operator.EXACT
    upper = _upper(sentence, last, taken, language)
    if upper is not None and upper.value is not None and low is not None:
        if low < upper.value:
            if low < 100 and upper.value >= 1000 and _multiplier_of(sentence, upper):
                low *= _multiplier_of(sentence, upper)
            high, last, op = upper.value, upper.last, Operator.RANGE
        else:
            upper = None
    unit, noun, last, first = _unit(sentence, first, last, taken)
    before = _operator_before(sentence, first)
    if before is not None:
        op, first = before
    elif sentence.has(last + 1, "after"):
        op = Operator(sentence.value(last + 1, "after"))
        last += sentence.sizes[last + 1]
    if unit is None and noun is None and not _may_stand_bare(sentence, number):
        return None
    low, high = _bounds(op, low, high)
    return FoundQuantity(first, last, low, high, op, unit, noun)


def _bounds(
    op: Operator, low: float | None, high: float | None
) -> tuple[float | None, float | None]:
    if op in _OPEN or op is Operator.VAGUE:
        return low, None
    if op in _CLOSED:
        return None, high
    return low, high


def _multiplier_of(sentence: Sentence, number: _Number) -> float:
    at = number.last
    return float(sentence.value(at, "mult")) if sentence.has(at, "mult") else 0.0


def _upper(sentence: Sentence, last: int, taken: Collection[int], language: str) -> _Number | None:
    """Return the second number of "20 to 30", "20-30", where there is one."""
    if last + 2 >= len(sentence) or last + 2 in taken:
        return None
    between = sentence.words[last + 1].lower
    if not sentence.has(last + 1, "range") or sentence.has(last + 1, "conj"):
        return None
    del between
    if sentence.words[last + 2].lower in _CURRENCY_SIGNS and last + 3 < len(sentence):
        return _number_at(sentence, last + 3, language)
    return _number_at(sentence, last + 2, language)


def _unit(
    sentence: Sentence, first: int, last: int, taken: Collection[int]
) -> tuple[str | None, int | None, int, int]:
    """Return the unit, its token, and where the quantity ends and begins with it."""
    before = first and sentence.has(first - 1, "unit")
    if before and (_is_sign(sentence, first - 1) or sentence.value(first - 1, "unit") == "percent"):
        return sentence.value(first - 1, "unit"), first - 1, last, first - 1
    for ahead in range(last + 1, min(last + 1 + _UNIT_WITHIN, len(sentence))):
        if ahead in taken or sentence.sizes[ahead] == 0:
            continue
        if sentence.has(ahead, "unit"):
            end = ahead + sentence.sizes[ahead] - 1
            return sentence.value(ahead, "unit"), ahead, end, first
        if sentence.words[ahead].lower == "." and sentence.has(ahead - 1, "mult"):
            continue  # "3 тыс. человек"
        if not _may_be_adjective(sentence, ahead):
            break
    return _plural(sentence, first, last, taken)


def _plural(
    sentence: Sentence, first: int, last: int, taken: Collection[int]
) -> tuple[str | None, int | None, int, int]:
    """Return the English plural right after a number as its unit, in the singular."""
    at = last + 1
    if at >= len(sentence) or at in taken or sentence.cats[at].keys() - {"trigger"}:
        return None, None, last, first
    word = sentence.words[at].lower
    if not word.isascii() or not word.endswith("s") or len(word) < _SHORTEST_PLURAL:
        return None, None, last, first
    if sentence.is_capital(at) or word.endswith(("ss", "us", "is")):
        return None, None, last, first
    return _singular(word), at, at, first


def _singular(word: str) -> str:
    """Return the singular of a regular English plural.

    >>> _singular("buses"), _singular("parties"), _singular("houses")
    ('bus', 'party', 'house')
    """
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "sses", "buses")):
        return word[:-2]
    return word[:-1]


def _is_sign(sentence: Sentence, at: int) -> bool:
    written = sentence.words[at].lower
    return not written.isalpha() or len(written) <= 3


def _may_be_adjective(sentence: Sentence, at: int) -> bool:
    if not sentence.is_word(at):
        return sentence.words[at].lower in _UNIT_JOINERS
    cats = sentence.cats[at]
    return not _STOPS & cats.keys()


_UNIT_JOINERS = frozenset({"-", "‑"})
_STOPS = frozenset(
    ("prep", "conj", "be", "have", "do", "will", "modal", "by", "rel", "sub", "to", "neg", "det")
)


def _operator_before(sentence: Sentence, first: int) -> tuple[Operator, int] | None:
    at = first - 1
    while at > 0 and sentence.sizes[at] == 0:
        at -= 1
    if sentence.has(at, "det"):
        at -= 1
        while at > 0 and sentence.sizes[at] == 0:
            at -= 1
    if sentence.has(at, "op"):
        return Operator(sentence.value(at, "op")), at
    return None


def _may_stand_bare(sentence: Sentence, number: _Number) -> bool:
    """A number without a unit counts where what happened follows: "31 have been injured"."""
    at = number.last + 1
    for ahead in range(at, min(at + 4, len(sentence))):
        cats = sentence.cats[ahead]
        if "role" in cats or any(t.role for t in sentence.triggers(ahead)):
            return True
        if not ({"be", "have", "adv", "of", "det", "prep"} & cats.keys()):
            return False
    return False
