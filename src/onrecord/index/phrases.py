"""Where the words of a phrase stand together in a text, as the engine's phrase query counts.

Words may be out of place by `slop` in all: with d(i) the position of word i less i, the greatest
and the least d are at most `slop` apart (the sloppy phrase of Lucene and tantivy).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from onrecord.text.analysis import chunk_pattern, chunk_terms, read_chunk

_Places = dict[str, list[tuple[int, int, int]]]  # word -> (position, start, end)


def phrase_marks(text: str, words: tuple[str, ...], slop: int) -> list[tuple[int, int]]:
    """Return (start, end) of what stands for the phrase, in order.

    A phrase in its exact order is one stretch; words apart are marked one by one.

    >>> phrase_marks("Peace talks on peace in talks.", ("peace", "talks"), 0)
    [(0, 11)]
    >>> phrase_marks("Peace in talks.", ("peace", "talks"), 1)
    [(0, 5), (9, 14)]
    """
    places = _places_of(text, frozenset(words))
    if len(places) < len(set(words)):
        return []
    if slop == 0:
        return list(_together(places, words))
    return sorted(set(_apart(places, words, slop)))


def _places_of(text: str, wanted: frozenset[str]) -> _Places:
    places: _Places = defaultdict(list)
    words_of, _ = chunk_terms(None)
    position = 0
    for found in chunk_pattern().finditer(text):
        words = words_of(found[0])
        if words in wanted:
            start, end = _trimmed(found[0])
            places[words].append((position, found.start() + start, found.start() + end))
            position += 1
        elif " " in words:
            read = read_chunk(found[0])
            for (start, end), word in zip(read.spans, read.words, strict=True):
                if word in wanted:
                    places[word].append((position, found.start() + start, found.start() + end))
                position += 1
        elif words:
            position += 1
    return places


def _trimmed(chunk: str) -> tuple[int, int]:
    return (0, len(chunk)) if chunk.isalnum() else read_chunk(chunk).spans[0]


def _together(places: _Places, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    at = {word: {position: end for position, _, end in places[word]} for word in words}
    for position, start, _ in places[words[0]]:
        if all(position + i in at[word] for i, word in enumerate(words)):
            yield start, at[words[-1]][position + len(words) - 1]


def _apart(places: _Places, words: tuple[str, ...], slop: int) -> Iterator[tuple[int, int]]:
    moved = sorted(
        (position - i, i, position, start, end)
        for i, word in enumerate(words)
        for position, start, end in places[word]
    )
    have: Counter[int] = Counter()
    first = 0
    for last, (d, i, *_) in enumerate(moved):
        have[i] += 1
        while d - moved[first][0] > slop:
            have[moved[first][1]] -= 1
            first += 1
        if all(have[i] for i in range(len(words))):
            window = moved[first : last + 1]
            if len({position for _, _, position, _, _ in window}) >= len(words):
                yield from ((start, end) for *_, start, end in window)
