"""How alike two texts are: a 64-bit simhash of their word shingles (Charikar 2002).

Near copies differ in few bits, unrelated texts in about half of the 64. Knows no language.
"""

import re
from hashlib import blake2b

from onrecord.text.plain_words import WORDS, beyond_ascii, plain_words

SHINGLE = 3  # words; a change of one word touches three shingles
# Characters of scripts written without spaces count as words of their own.
_NO_SPACES = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_WORD_OR_SIGN = re.compile(rf"{_NO_SPACES.pattern}|\w+")
_MOST_KEPT = 1 << 14  # hashes of words in each of two generations: some 3 MB
_LANE = 64  # bits of one word's hash in the long integer that holds them all


def simhash(text: str) -> int:
    """Return the 64-bit simhash of a text; case, punctuation and spacing don't count.

    0 for a text without words. A shingle's hash joins those of its words, each turned by its
    place, so that the order of words counts. All shingles are made at once, as lanes of one long
    integer: that is ten times faster than one by one.

    >>> one = simhash("The ferry left the harbour at noon and reached the island at three.")
    >>> hamming(one, simhash("THE FERRY left the harbour at noon, and reached the island at three"))
    0
    """
    words = _words(text.lower())
    if not words:
        return 0
    words += [b""] * (SHINGLE - len(words))  # a short text has one shingle
    count = len(words) - SHINGLE + 1
    lanes = int.from_bytes(_joined_hashes(words), "little")
    ones = int.from_bytes(b"\1\0\0\0\0\0\0\0" * count, "little")  # a 1 in every lane
    every = (1 << (_LANE * count)) - 1
    shingles = 0
    for place in range(SHINGLE):
        shingles ^= _turned((lanes >> (_LANE * place)) & every, 21 * place, ones)
    return _majority(shingles.to_bytes(8 * count, "little"), count)


def hamming(a: int, b: int) -> int:
    """Return in how many bits two simhashes differ, 0 to 64.

    >>> hamming(0b1010, 0b0110)
    2
    """
    return (a ^ b).bit_count()


def _words(text: str) -> list[bytes]:
    beyond = beyond_ascii(text)
    if any(map(_NO_SPACES.match, beyond)):
        found = _WORD_OR_SIGN.findall(text)
        return [word.encode("utf-8", "surrogatepass") for word in found]
    return plain_words(text, WORDS, beyond)


class _Hashes(dict[bytes, bytes]):
    """Hashes of words, made as they are asked for: looked up without a call of Python's own.

    When full it becomes the older generation of two: what is used again comes back from there.
    """

    def __init__(self) -> None:
        super().__init__()
        self.older: dict[bytes, bytes] = {}

    def __missing__(self, word: bytes) -> bytes:
        made = self.older.get(word) or blake2b(word, digest_size=8).digest()
        self[word] = made
        return made


_hashes = _Hashes()


def _joined_hashes(words: list[bytes]) -> bytes:
    if len(_hashes) > _MOST_KEPT:
        _hashes.older = dict(_hashes)
        _hashes.clear()
    return b"".join(map(_hashes.__getitem__, words))


def _turned(lanes: int, by: int, ones: int) -> int:
    """Rotate every 64-bit lane to the left."""
    if not by:
        return lanes
    left = _LANE - by
    low = lanes & ((ones << left) - ones)  # the bits of each lane that stay in it
    return (low << by) | ((lanes ^ low) >> left)


def _majority(hashes: bytes, count: int) -> int:
    """Return the word whose each bit is set in more than half of `count` 8-byte hashes."""
    result = 0
    ones = int.from_bytes(b"\1" * count, "little")
    masks = [ones << bit for bit in range(8)]
    for column in range(8):
        lanes = int.from_bytes(hashes[column::8], "little")
        for bit, mask in enumerate(masks, 8 * column):
            if (lanes & mask).bit_count() * 2 > count:
                result |= 1 << bit
    return result
