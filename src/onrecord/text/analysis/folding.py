"""Folding: the one form under which all spellings of a token are indexed and looked for.

The table `fold.tsv` holds what Unicode's own decompositions and case foldings do not give. This
module knows single tokens only, nothing of texts or of languages beyond the case of i.
"""

import unicodedata
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("fold.tsv")

# Marks that are written or left out at will. Vowel signs of Indic scripts, of Thai and the
# Japanese voicing marks make other words and are not here.
_LOOSE_MARKS = (
    (0x0300, 0x036F),  # Latin, Greek, Cyrillic accents
    (0x0483, 0x0487),  # Church Slavonic titlo
    (0x0591, 0x05BD),  # Hebrew accents and points
    (0x05BF, 0x05C7),
    (0x0610, 0x061A),  # Arabic honorifics
    (0x064B, 0x065F),  # harakat, madda, hamza above and below
    (0x0670, 0x0670),  # dagger alef
    (0x06D6, 0x06ED),  # Quranic marks
    (0x0730, 0x074A),  # Syriac points
    (0x08D3, 0x08FF),  # Arabic extended
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFE20, 0xFE2F),
)
# Letters of these blocks lose their accents. Cyrillic is not here: й is not и with a mark.
_ACCENTED = ((0x00C0, 0x024F), (0x0370, 0x03FF), (0x0600, 0x06FF), (0x1E00, 0x1FFF))
_TURKIC = frozenset({"tr", "az", "crh", "gag", "tt", "kk"})
_TURKIC_CASE = str.maketrans({"I": "ı", "İ": "i"})
# Before lower-casing: İ would leave a combining dot behind.
_PLAIN_CASE = str.maketrans({"İ": "i", "ı": "i"})


def fold(token: str, language: str | None = None, *, exact: bool = False) -> str:
    """Return the form of a token under which the index keeps it; "" when nothing is left.

    The plain folding does not depend on the language. With `exact` only case is folded, as the
    language does it, and what is the same sign coded twice (compatibility forms, digits, Persian
    and Arabic yeh and kaf, Armenian և in capitals); every letter and mark stays.

    >>> [fold(t) for t in ("İSTANBUL", "Istanbul", "ıstanbul", "Qarabağ", "Всё", "ԵՐԵՎԱՆ")]
    ['istanbul', 'istanbul', 'istanbul', 'qarabag', 'все', 'երեվան']
    >>> fold("Երևան") == fold("Երեւան") == fold("ԵՐԵՎԱՆ"), fold("мой") == fold("мои")
    (True, False)
    >>> fold("ISPARTA", "tr", exact=True), fold("Всё", exact=True)
    ('ısparta', 'всё')
    """
    if exact:
        return _fold_exactly(token, language)
    if token.isascii():
        return token.lower()
    folded = unicodedata.normalize("NFKC", token).translate(_PLAIN_CASE).casefold()
    folded = unicodedata.normalize("NFC", folded).translate(_letters())
    composed = unicodedata.normalize("NFC", folded)
    if composed != folded:  # what a silent character kept apart has met
        folded = composed.translate(_letters())
    if "ւ" in folded:  # Armenian
        folded = _fold_armenian(folded)
    return folded if folded.isalnum() else "".join(folded.split())


def lower(token: str, language: str | None) -> str:
    """Return a token in lower case as its language does it.

    >>> lower("KARARI", "tr"), lower("ISPARTA", "en")
    ('kararı', 'isparta')
    """
    if language in _TURKIC:
        token = token.translate(_TURKIC_CASE)
    return token.replace("İ", "i").lower()


def _fold_exactly(token: str, language: str | None) -> str:
    kept = unicodedata.normalize("NFKC", token).translate(_same_signs())
    folded = unicodedata.normalize("NFC", "".join(lower(kept, language).casefold().split()))
    return _fold_armenian(folded) if "ւ" in folded else folded


def lowers_otherwise(token: str, language: str | None) -> bool:
    """Say whether a token in ASCII has a capital whose small letter its language makes not ASCII.

    >>> lowers_otherwise("Isparta", "tr"), lowers_otherwise("Isparta", "en")
    (True, False)
    """
    return language in _TURKIC and "I" in token


def turkic(languages: frozenset[str]) -> frozenset[str]:
    """Return those of the languages that have a dotted and a dotless i.

    >>> turkic(frozenset({"az", "en"}))
    frozenset({'az'})
    """
    return languages & _TURKIC


def _fold_armenian(folded: str) -> str:
    """ւ is part of ու; anywhere else it is վ in the old spelling, and և has always both."""
    return folded.replace("ու", "\0").replace("ւ", "վ").replace("\0", "ու")


class _Letters(dict[int, str]):
    """What each code point becomes, worked out at the first meeting with it."""

    def __missing__(self, code: int) -> str:
        folded = self._fold(chr(code))
        self[code] = folded
        return folded

    def _fold(self, letter: str) -> str:
        code = ord(letter)
        if _within(code, _LOOSE_MARKS) or unicodedata.category(letter) == "Cf":
            return ""
        digit = unicodedata.decimal(letter, None)
        if digit is not None:
            return str(digit)
        if _within(code, _ACCENTED):
            parts = unicodedata.normalize("NFD", letter)
            if len(parts) > 1:
                return "".join(self[ord(part)] for part in parts)
        return letter


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


@cache
def _letters() -> _Letters:
    letters = _Letters()
    for line in _TABLE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            letter, replacement = line.split("\t")[:2]
            letters[ord(letter)] = replacement
    return letters


class _SameSigns(dict[int, str]):
    """What the exact folding has for a code point: of digits the ASCII one, of others themselves.

    Set in it: characters without a sound or a shape of their own (soft hyphen, tatweel,
    emphasis), and the Persian yeh and kaf, which keyboards write for the Arabic ones.
    """

    def __missing__(self, code: int) -> str:
        digit = unicodedata.decimal(chr(code), None)
        self[code] = kept = chr(code) if digit is None else str(digit)
        return kept


@cache
def _same_signs() -> _SameSigns:
    signs = dict.fromkeys(map(ord, "\u00ad\u0640\u200c\u200d\u2060\ufeff՛՜՞"), "")
    return _SameSigns(signs | {ord("ی"): "ي", ord("ک"): "ك"})
