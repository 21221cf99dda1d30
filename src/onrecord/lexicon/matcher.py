"""The matcher: names compiled to a tree of words, and the longest names in a row of tokens.

Each word of a name has one base or several, and so has each token; a base they share makes the
token that word. Which words a token can be is worked out once by the
caller, who remembers it, so that a text without names costs a look-up per chunk.
Knows nothing of tables, files or texts.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.lexicon.endings import bases_in_text, bases_of_name, forms_in_text
from onrecord.model.concept import Name
from onrecord.text.analysis import Chunk, chunks

Ids = tuple[int, ...]  # the words that one token can be
Words = tuple[Ids, ...]  # those of each token of a chunk
EXACT = frozenset({"fold", "strict"})  # matched by the folded form alone, without its endings


class _Word(NamedTuple):
    id: int
    capitals: int  # as `capitals` counts; the token must have as many
    strict: bool  # also in a query


class Start(NamedTuple):
    """A token at which names may begin: its position in the text, and where it stands."""

    position: int
    chunk: int
    offset: int  # in the chunk, in tokens


class Found(NamedTuple):
    """A name found at tokens [start, end)."""

    name: Name
    start: int
    end: int


@dataclass(slots=True)
class _Node:
    next: dict[int, "_Node"] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)


def capitals(raw: str) -> int:
    """Return 2 for a word in capitals, 1 for one that begins with a capital, 0 otherwise.

    >>> [capitals(word) for word in ("WHO", "Who", "who", "ՄԱԿ", "گنجه", "A")]
    [2, 1, 0, 2, 0, 1]
    """
    if not raw[:1].isupper():
        return 0
    return 2 if len(raw) > 1 and raw.isupper() else 1


class Matcher:
    """The names of one language, or some of them."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._root = _Node()
        self._exact: dict[str, list[_Word]] = {}
        self._bases: dict[str, list[_Word]] = {}
        self._ids: dict[tuple[str, bool, bool, bool, bool], int] = {}

    def add(self, name: Name) -> None:
        """Add a name; one that has a hyphen or the like also written as one word."""
        parts = [chunk for _, chunk in chunks(name.text)]
        self._add([pair for part in parts for pair in _pairs(part)], name)
        if any(part.joined for part in parts):
            self._add([pair for part in parts for pair in _joined(part)], name)

    def ids(self, chunk: Chunk, *, in_query: bool = False) -> Words:
        """Return for each token of a chunk the words it can be."""
        return tuple(self._ids_of(raw, word, in_query=in_query) for raw, word in _pairs(chunk))

    def begins(self, ids: Ids) -> bool:
        """Say whether any of these words begins a name."""
        return not self._root.next.keys().isdisjoint(ids)

    def longest(self, starts: Iterable[Start], words: Callable[[int], Words]) -> Iterator[Found]:
        """Yield the names found, left to right, the longest at each place, none in another.

        `words` gives what the tokens of the chunk of that number can be, and raises IndexError
        after the last one.
        """
        done = 0
        for start in starts:
            if start.position >= done:
                best, length = self._walk(start, words)
                done = start.position + length if best else done
                for name in best:
                    yield Found(name, start.position, done)

    def _walk(self, start: Start, words: Callable[[int], Words]) -> tuple[list[Name], int]:
        nodes = [self._root]
        best: list[Name] = []
        length = 0
        for steps, ids in enumerate(_tokens(start, words), 1):
            nodes = [node.next[word] for node in nodes for word in ids if word in node.next]
            names = [name for node in nodes for name in node.names]
            if names:
                best, length = names, steps
            if not any(node.next for node in nodes):
                break
        return best, length

    def _add(self, pairs: list[tuple[str, str]], name: Name) -> None:
        node = self._root
        for raw, word in pairs:
            node = node.next.setdefault(self._word(raw, word, name), _Node())
        node.names.append(name)

    def _word(self, raw: str, word: str, name: Name) -> int:
        exact = bool(name.match & EXACT)
        strict = "strict" in name.match
        cased = strict or "case" in name.match
        alone = cased and len(name.text.split()) == 1
        key = (raw if cased else word, cased, exact, strict, alone)
        known = self._ids.get(key)
        if known is not None:
            return known
        made = _Word(len(self._ids), capitals(raw) if cased else 0, strict)
        self._ids[key] = made.id
        if exact:
            self._exact.setdefault(word, []).append(made)
        else:
            for base in bases_of_name(raw, self.language, proper=alone):
                self._bases.setdefault(base, []).append(made)
        return made.id

    def _ids_of(self, raw: str, word: str, *, in_query: bool) -> Ids:
        bases = bases_in_text(word, self.language)
        forms = forms_in_text(word, self.language)
        found = [w for form in forms & self._exact.keys() for w in self._exact[form]]
        found += [w for base in bases & self._bases.keys() for w in self._bases[base]]
        if not found:
            return ()
        have = capitals(raw)
        kept = (w for w in found if have >= w.capitals or (in_query and not w.strict))
        return tuple(dict.fromkeys(w.id for w in kept))


def _pairs(chunk: Chunk) -> list[tuple[str, str]]:
    return list(zip(chunk.raw_words, chunk.words, strict=True))


def _joined(chunk: Chunk) -> list[tuple[str, str]]:
    return [("".join(chunk.raw_words), chunk.joined)] if chunk.joined else _pairs(chunk)


def _tokens(start: Start, words: Callable[[int], Words]) -> Iterator[Ids]:
    yield from words(start.chunk)[start.offset :]
    chunk = start.chunk
    try:
        while True:
            chunk += 1
            yield from words(chunk)
    except IndexError:
        return
