"""Where the words of a phrase stand together in a text, as the engine's phrase query counts."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from onrecord.index.places import places
from onrecord.text.analysis import chunk_pattern, chunk_terms, read_chunk

_Places = dict[str, list[tuple[int, int, int]]]  # word -> (position, start, end)


def together(text: str, chunks: Iterable[str], words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return (start, end) of the stretches where the words follow each other.

    `chunks` are those in which the first word may stand.

    >>> together("Peace talks on peace in talks.", {"Peace", "peace"}, ("peace", "talks"))
    [(0, 11)]
    """
    found: list[tuple[int, int]] = []
    for chunk in chunks:
        for at in places(text, chunk):
            found += _from_chunk(text, at, words)
    return sorted(found)


def _from_chunk(text: str, at: int, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield the stretches that begin in the chunk at a place."""
    following = _words_from(text, at)
    first = next(following)
    begins = [i for i, (_, _, word) in enumerate(first) if word == words[0]]
    seen = list(first)
    for begin in begins:
        while len(seen) < begin + len(words):
            more = next(following, None)
            if more is None:
                return
            seen += more
        stretch = seen[begin : begin + len(words)]
        if all(said[2] == word for said, word in zip(stretch, words, strict=True)):
            yield stretch[0][0], stretch[-1][1]


def _words_from(text: str, at: int) -> Iterator[list[tuple[int, int, str]]]:
    """Yield, chunk by chunk from a place on, the (start, end, folded word) of its words."""
    words_of, _ = chunk_terms(None)
    for found in chunk_pattern().finditer(text, at):
        start, chunk = found.start(), found[0]
        word = words_of(chunk)
        if chunk.isalnum() and " " not in word:
            yield [(start, found.end(), word)] if word else []
        else:
            read = read_chunk(chunk)
            spans = zip(read.spans, read.words, strict=True)
            yield [(start + first, start + last, said) for (first, last), said in spans]


def apart(
    text: str, words: tuple[str, ...], slop: int, counts: Callable[[str], bool] | None = None
) -> list[tuple[int, int]]:
    """Return (start, end) of the words that stand at most `slop` places apart in all.

    With d(i) the position of word i less i, the greatest and the least d are at most `slop`
    apart (the sloppy phrase of Lucene and tantivy). `counts` says of a word as written whether it
    is one of them.

    >>> apart("Peace in talks, no war.", ("peace", "talks"), 1)
    [(0, 5), (9, 14)]
    """
    at = _places_of(text, frozenset(words))
    if counts is not None:
        for word, found in at.items():
            at[word] = [place for place in found if counts(text[place[1] : place[2]])]
    if len(at) < len(set(words)):
        return []
    return sorted(set(_near(at, words, slop)))


def _places_of(text: str, wanted: frozenset[str]) -> _Places:
    found: _Places = defaultdict(list)
    position = 0
    for said in _words_from(text, 0):
        for start, end, word in said:
            if word in wanted:
                found[word].append((position, start, end))
            position += 1
    return found


def _near(at: _Places, words: tuple[str, ...], slop: int) -> Iterator[tuple[int, int]]:
    moved = sorted(
        (position - i, i, position, start, end)
        for i, word in enumerate(words)
        for position, start, end in at[word]
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
