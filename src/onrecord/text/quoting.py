"""Where a quotation stands in a text: word for word, or nearly.

Both are compared as folded words, so case, diacritics, punctuation and the shape of quotation
marks don't count, in any script. Knows nothing of statements.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import sub
from typing import NamedTuple

from onrecord.text.analysis import chunk_pattern, chunk_terms, fold_text
from onrecord.text.sentences import sentences

# Below this a wording is no near one. Of 375 sentences of 16,815 releases, a fifth of whose words
# were left out, changed or added, one is less near than that to its own sentence (5 at 0.65, 13 at
# 0.7); 147 are as near to a sentence of another release, since releases repeat their phrases.
LEAST_SIMILARITY = 0.6
FEWEST_WORDS = 4  # of a quotation that is looked for nearly; fewer say too little
LONGEST_GAP = 200  # words that an ellipsis may leave out: about a long paragraph
_STUB = 5  # letters: longer words that begin with the same ones are taken for forms of one word
_WINDOWS = 2  # places of a text that are compared, those with most of the words
_ELLIPSIS = re.compile(r"[\[(]?\s*(?:\u2026|\.{3,}|\. \. \.)\s*[\])]?")


class Place(NamedTuple):
    """Where the words stand, as the half-open span of whole sentences, in code points."""

    start: int
    end: int
    similarity: float
    exact: bool


def pieces_of(quotation: str) -> list[str]:
    """Return what stands between the ellipses of a quotation, where that has words.

    >>> pieces_of("“We regret […] the loss ... of life.”")
    ['“We regret ', ' the loss', 'of life.”']
    """
    return [piece for piece in _ELLIPSIS.split(quotation) if fold_text(piece)]


class Quoted:
    """A quotation, read once, to be looked for in many texts."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._pieces = [fold_text(piece) for piece in pieces]
        self._words = " ".join(self._pieces).split()
        self._masks = _Masks(self._words)

    def find(self, text: str) -> Place | None:
        """Return where a text has the words best; None where nothing in it is near."""
        folded = fold_text(text)
        found = self._exactly(folded)
        if found is not None:
            return Place(*_in_sentences(text, *found), 1.0, True)
        if len(self._words) < FEWEST_WORDS:
            return None
        near = self._nearly(folded.split())
        if near is None:
            return None
        similarity, first, last = near
        # What has all the words and is not exact has them in other forms, or with others between.
        return Place(*_in_sentences(text, first, last), min(similarity, 0.99), False)

    def _exactly(self, folded: str) -> tuple[int, int] | None:
        """Return the numbers of the first word and of the one after the last."""
        joined = f" {folded} "
        best: tuple[int, int] | None = None
        at = joined.find(f" {self._pieces[0]} ")
        while at >= 0:
            end = self._chained(joined, at)
            if end is not None and (best is None or end - at < best[1] - best[0]):
                best = at, end
            if len(self._pieces) == 1 and best is not None:
                break
            at = joined.find(f" {self._pieces[0]} ", at + 1)
        if best is None:
            return None
        return joined.count(" ", 0, best[0]), joined.count(" ", 0, best[1])

    def _chained(self, joined: str, at: int) -> int | None:
        """Return where the last piece ends, each after the one before it and not too far."""
        end = at + len(self._pieces[0]) + 1
        for piece in self._pieces[1:]:
            following = joined.find(f" {piece} ", end)
            if following < 0 or joined.count(" ", end, following) > LONGEST_GAP:
                return None
            end = following + len(piece) + 1
        return end

    def _nearly(self, words: Sequence[str]) -> tuple[float, int, int] | None:
        """Return (similarity, first word, after the last) of the nearest stretch of words."""
        masks = list(map(self._masks.__getitem__, words))
        asked = len(self._words)
        best = (0.0, 0, 0)
        for width in (asked + 1, asked + asked // 2 + 2):
            for begin in _fullest(masks, width):
                best = max(best, self._aligned(masks, begin, begin + width))
        return best if best[0] >= LEAST_SIMILARITY else None

    def _aligned(self, masks: Sequence[int], begin: int, end: int) -> tuple[float, int, int]:
        window = masks[begin:end]
        common, length = _common(window, len(self._words))
        if not common:
            return 0.0, begin, begin
        tail = [_turned(mask, len(self._words)) for mask in reversed(window[:length])]
        _, back = _common(tail, len(self._words))
        first, last = begin + length - back, begin + length
        asked = len(self._words)  # a short stretch that has a part of them is no nearer for it
        return 2 * common / (asked + max(last - first, asked)), first, last


class _Masks(dict[str, int]):
    """At which places of the quotation a word stands, as bits; in any of its forms where not."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self._stubs: dict[str, int] = {}
        for number, word in enumerate(words):
            self[word] = self.get(word, 0) | 1 << number
            self._stubs[_stub(word)] = self._stubs.get(_stub(word), 0) | 1 << number

    def __missing__(self, word: str) -> int:
        self[word] = mask = self._stubs.get(_stub(word), 0)
        return mask


def _common(masks: Sequence[int], length: int) -> tuple[int, int]:
    """Return how many words are common in sequence, and after how many words it is so many.

    The longest common subsequence, all of a column at once in the bits of one integer (Hyyr\u00f6
    2004, "Bit-parallel LCS-length computation revisited").
    """
    whole = (1 << length) - 1
    column, common, reached = whole, 0, 0
    for number, mask in enumerate(masks, 1):
        if mask:
            shared = column & mask
            column = ((column + shared) | (column - shared)) & whole
            so_far = length - column.bit_count()
            if so_far > common:
                common, reached = so_far, number
    return common, reached


def _turned(mask: int, length: int) -> int:
    """Return the mask for the words read backwards."""
    return int(f"{mask:0{length}b}"[::-1], 2) if mask else 0


def _fullest(masks: Sequence[int], width: int) -> Iterator[int]:
    """Yield where the windows begin that have most of the words, none within another."""
    sums = [0, *accumulate(map(bool, masks))]
    if len(masks) <= width:
        yield 0
        return
    counts = list(map(sub, sums[width:], sums))
    for _ in range(_WINDOWS):
        most = max(counts)
        if not most:
            return
        at = counts.index(most)
        yield at
        low, high = max(at - width // 2, 0), min(at + width // 2 + 1, len(counts))
        counts[low:high] = [0] * (high - low)


def _stub(word: str) -> str:
    return word[:_STUB] + "-" if len(word) > _STUB else word


def _in_sentences(text: str, first: int, last: int) -> tuple[int, int]:
    """Return the span of the sentences in which the words of these numbers stand."""
    words_of, _ = chunk_terms(None)
    start = end = len(text)
    count = 0
    for chunk in chunk_pattern().finditer(text):
        before, word = count, words_of(chunk[0])
        count += word.count(" ") + 1 if word else 0
        if before <= first < count:
            start = chunk.start()
        if count >= last:
            end = chunk.end()
            break
    low = text.rfind("\n", 0, start) + 1  # no sentence goes beyond its line
    high = text.find("\n", end) if "\n" in text[end:] else len(text)
    spans = [
        (low + first, low + last)
        for first, last in sentences(text[low:high])
        if low + last > start and low + first < end
    ]
    return spans[0][0], spans[-1][1]
