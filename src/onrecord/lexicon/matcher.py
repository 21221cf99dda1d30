"""The matcher: names compiled to a tree of words, and the longest names in a row of tokens.

Each word of a name has one base or several, and so has each token; a base they share makes the
token that word. Which words a token can be is worked out once by the
caller, who remembers it, so that a text without names costs a look-up per chunk.
Knows nothing of tables, files or texts.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from onrecord.lexicon.endings import (
    bases_in_text,
    bases_of_name,
    forms_in_text,
    least_left,
    most_added,
)
from onrecord.model.concept import Name
from onrecord.text.analysis import Chunk, chunks

Ids = tuple[int, ...]  # the words that one token can be
Words = tuple[Ids, ...]  # those of each token of a chunk
WordsOf = Callable[[int], Words | None]
_BEGINNING = 5  # letters by which most words that are in no name are told at a glance
EXACT = frozenset({"fold", "strict"})  # matched by the folded form alone, without its endings


class _Word(NamedTuple):
    id: int
    capitals: int  # as `capitals` counts; the token must have as many
    strict: bool  # also in a query


class _Beginnings(NamedTuple):
    """How names begin that so many letters tell, and how long a word can be that is one of them."""

    length: int
    longest: int
    known: set[str]


class Begun(NamedTuple):
    """What begins at a token: the names that it is, and from where longer ones go on, by which
    words."""

    names: "list[Name]"
    nodes: "list[_Node]"
    next: frozenset[int]


# A token at which names begin: its position in the text, the number of its chunk, the words that
# the chunk's further tokens can be, and what begins.
Start = tuple[int, int, Words, Begun]


class Found(NamedTuple):
    """A name found at tokens [start, end)."""

    name: Name
    start: int
    end: int


class _Node:
    __slots__ = ("names", "next")

    def __init__(self) -> None:
        self.next: dict[int, _Node] = {}
        self.names: list[Name] = []


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
        self._begun: dict[Ids, Begun | None] = {}
        self._ids: dict[tuple[str, bool, bool, bool, bool], int] = {}
        self._beginnings: list[_Beginnings] | None = None

    def add(self, name: Name) -> None:
        """Add a name; one that has a hyphen or the like also written as one word."""
        parts = [chunk for _, chunk in chunks(name.text)]
        self._add([pair for part in parts for pair in _pairs(part)], name)
        if any(part.joined for part in parts):
            self._add([pair for part in parts for pair in _joined(part)], name)

    def ids(self, chunk: Chunk, *, in_query: bool = False) -> Words:
        """Return for each token of a chunk the words it can be."""
        return tuple(self.ids_of_word(*pair, in_query=in_query) for pair in _pairs(chunk))

    def ids_of_word(self, raw: str, word: str, *, in_query: bool = False) -> Ids:
        """Return the words that a token can be, as it is written and folded."""
        if not (in_query or self.may_be(word)):
            return ()
        bases = bases_in_text(word, self.language)
        forms = forms_in_text(word, self.language)
        found = [w for form in forms & self._exact.keys() for w in self._exact[form]]
        found += [w for base in bases & self._bases.keys() for w in self._bases[base]]
        if not found:
            return ()
        have = capitals(raw)
        kept = (w for w in found if have >= w.capitals or (in_query and not w.strict))
        return tuple(dict.fromkeys(w.id for w in kept))

    def begun(self, ids: Ids) -> Begun | None:
        """Return what begins with a token that can be any of these words; None for nothing."""
        if ids not in self._begun:
            nodes = [self._root.next[word] for word in ids if word in self._root.next]
            names = [name for node in nodes for name in node.names]
            on = [node for node in nodes if node.next]
            after = frozenset(word for node in on for word in node.next)
            self._begun[ids] = Begun(names, on, after) if nodes else None
        return self._begun[ids]

    def beginnings(self, words: Words) -> list[tuple[int, Words, Begun]]:
        """Return where in a chunk of these words names begin: the token, those after it, what."""
        every = ((at, words[at + 1 :], self.begun(ids)) for at, ids in enumerate(words) if ids)
        return [(at, behind, begun) for at, behind, begun in every if begun]

    def may_be(self, word: str) -> bool:
        """Say, from its first letters alone, whether a folded word may be one of a name."""
        if self._beginnings is None:
            self._beginnings = self._list_beginnings()
        for length, longest, known in self._beginnings:
            if word[:length] in known and len(word) <= longest:
                return True
        return False

    def longest(self, starts: Iterable[Start], words: WordsOf) -> Iterator[Found]:
        """Yield the names found, left to right, the longest at each place, none in another.

        `words` gives what the tokens of the chunk of that number can be; None after the last.
        """
        done = 0
        for position, chunk, behind, (best, nodes, on) in starts:
            if position < done:
                continue
            length = 1
            if nodes:
                after = behind or words(chunk + 1)
                if after == () or (after and not on.isdisjoint(after[0])):  # (): a lone dash
                    best, length = self._walk(best, nodes, _tokens(chunk + 1, behind, words))
            if best:
                done = position + length
                for name in best:
                    yield Found(name, position, done)

    @staticmethod
    def _walk(
        best: list[Name], nodes: list[_Node], tokens: Iterable[Ids]
    ) -> tuple[list[Name], int]:
        length = 1
        for steps, ids in enumerate(tokens, 2):
            nodes = [node.next[word] for node in nodes for word in ids if word in node.next]
            names = [name for node in nodes for name in node.names]
            if names:
                best, length = names, steps
            if not nodes:
                break
        return best, length

    def _add(self, pairs: list[tuple[str, str]], name: Name) -> None:
        self._begun.clear()
        self._beginnings = None
        node = self._root
        for raw, word in pairs:
            node = node.next.setdefault(self._word(raw, word, name), _Node())
        node.names.append(name)

    def _list_beginnings(self) -> list["_Beginnings"]:
        """A short name does not begin a long word: only what can be added to it may follow."""
        found: dict[int, set[str]] = {}
        for base in self._exact.keys() | self._bases.keys():
            beginning = least_left(base, self.language)[:_BEGINNING]
            found.setdefault(len(beginning), set()).add(beginning)
        added = most_added(self.language)
        return [
            _Beginnings(length, length + added if 0 < length < _BEGINNING else sys.maxsize, known)
            for length, known in found.items()
        ]

    def _word(self, raw: str, word: str, name: Name) -> int:
        exact = bool(name.match & EXACT)
        strict = "strict" in name.match
        cased = strict or "case" in name.match
        alone = cased and len(name.text.split()) == 1
        key = (raw, cased, exact, strict, alone)
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


def _pairs(chunk: Chunk) -> list[tuple[str, str]]:
    return list(zip(chunk.raw_words, chunk.words, strict=True))


def _joined(chunk: Chunk) -> list[tuple[str, str]]:
    return [("".join(chunk.raw_words), chunk.joined)] if chunk.joined else _pairs(chunk)


def _tokens(chunk: int, here: Words | None, words: WordsOf) -> Iterator[Ids]:
    while here is not None:
        yield from here
        here = words(chunk)
        chunk += 1
