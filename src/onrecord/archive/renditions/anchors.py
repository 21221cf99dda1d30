"""What the blocks of two languages must share: numbers, addresses, concepts, names by sound."""

import re
from collections.abc import Iterator

from onrecord.lexicon.concepts import list_mentions
from onrecord.text.aligning import Part
from onrecord.text.analysis import chunk_pattern, is_name_like, name_keys, primary, read_chunk
from onrecord.text.numbers import ascii_digits

_NUMBER = re.compile(r"\d+(?:[  .,’']\d{3}(?!\d))*(?:[.,]\d+)?")
_GROUPING = re.compile(r"[  .,’'](?=\d{3}(?!\d))")
_FULL_HOUR = re.compile(r"(?<=\d):00(?!\d)")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+|[\w.+-]+@[\w-]+\.[\w.-]+")
# How much each says: an address stands for itself, a word that sounds alike may be another.
_OF_ADDRESS, _OF_NUMBER, _OF_DIGIT, _OF_CONCEPT, _OF_NAME = 3.0, 2.0, 0.7, 1.0, 1.0


def part_of(text: str, language: str | None) -> Part:
    """Return a block's length and anchors."""
    anchors: dict[frozenset[str], float] = {}
    for address in _ADDRESS.findall(text):
        anchors[frozenset({f"at:{address.rstrip('.,;)').lower()}"})] = _OF_ADDRESS
    bare = _ADDRESS.sub(" ", text)
    for number in numbers_in(bare):
        anchors[frozenset({number})] = _OF_NUMBER if len(number) > 1 else _OF_DIGIT
    for mention in list_mentions(bare, language):
        anchors[frozenset({f"concept:{mention.concept}"})] = _OF_CONCEPT
    for keys in _names(bare, primary(language)):
        anchors.setdefault(keys, _OF_NAME)
    return Part(len(text), anchors)


def numbers_in(text: str) -> list[str]:
    """Return the numbers of a text as digits, in order, each once; a grouped one whole.

    A full hour is its hour, however it is written.

    >>> numbers_in("1 200 people, 1,200 euros, 3.5 %, в 18:00, ١٨"), numbers_in("no. 2025-118")
    (['1200', '3.5', '18'], ['2025', '118'])
    >>> numbers_in("at 08:05"), numbers_in("saat 08.00’de"), numbers_in("8 heures")
    (['8', '5'], ['8'], ['8'])
    """
    found = _NUMBER.findall(_FULL_HOUR.sub("", ascii_digits(text)))
    return list(dict.fromkeys(map(_plain, found)))


def _plain(number: str) -> str:
    whole, _, part = _GROUPING.sub("", number).replace(",", ".").partition(".")
    return ".".join(filter(None, (whole.lstrip("0") or "0", part.rstrip("0"))))


def _names(text: str, language: str) -> Iterator[frozenset[str]]:
    for chunk in chunk_pattern().findall(text):
        for word in read_chunk(chunk).raw_words:
            keys = name_keys(word, language) if is_name_like(word) else ()
            if any(len(key) > 2 for key in keys):
                yield frozenset(f"name:{key}" for key in keys if len(key) > 2)
