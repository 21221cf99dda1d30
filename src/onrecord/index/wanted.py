"""What of a text a query's tree asks to see marked. Knows nothing of the engine."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from onrecord.index.exact_marking import WantedExactly
from onrecord.index.patterns import parts_of, regex_without_retries
from onrecord.index.words import default_distance, sought
from onrecord.model.query import (
    CONDITION_FIELDS,
    Best,
    Boolean,
    Boosted,
    Called,
    Fuzzy,
    Pattern,
    Phrase,
    Query,
    Sounding,
    Term,
)
from onrecord.text.analysis import is_marked

_MARKED_FIELDS = frozenset({None, "text"})  # a word asked for in the title isn't marked elsewhere


_NONE: Mapping[str, tuple[int, frozenset[str]]] = MappingProxyType({})


class Wanted(NamedTuple):
    """What is marked, each with the number of the query's part that asks for it.

    `words` are folded, `stems` marked with their language; a phrase is (words, slop, number).
    """

    words: Mapping[str, int]
    stems: Mapping[str, int]
    patterns: tuple[tuple[re.Pattern[str], int], ...] = ()
    fuzzy: tuple[tuple[str, int, int], ...] = ()  # word, distance, number
    phrases: tuple[tuple[tuple[str, ...], int, int], ...] = ()
    names: Mapping[str, tuple[int, frozenset[str]]] = _NONE  # by key; not in these languages
    # By id, with the languages in which the words of the query are its name.
    concepts: Mapping[str, tuple[int, frozenset[str]]] = _NONE
    exact: tuple[WantedExactly, ...] = ()
    lone: Mapping[str, int] = MappingProxyType({})  # characters, wherever in a pair

    def __bool__(self) -> bool:
        return any(self)


def wanted(tree: Query, languages: frozenset[str]) -> Wanted:
    """Return what a tree asks for in the text: not its exclusions, not its conditions."""
    gathered = _Gathered(languages)
    gathered.add(tree)
    return Wanted(
        gathered.words,
        gathered.stems,
        tuple(gathered.patterns),
        tuple(gathered.fuzzy),
        tuple(gathered.phrases),
        gathered.names,
        gathered.concepts,
        tuple(gathered.exact),
        gathered.lone,
    )


class _Gathered:
    def __init__(self, languages: frozenset[str]) -> None:
        self.languages = languages
        self.number = 0
        self.words: dict[str, int] = {}
        self.stems: dict[str, int] = {}
        self.patterns: list[tuple[re.Pattern[str], int]] = []
        self.lone: dict[str, int] = {}
        self.fuzzy: list[tuple[str, int, int]] = []
        self.phrases: list[tuple[tuple[str, ...], int, int]] = []
        self.names: dict[str, tuple[int, frozenset[str]]] = {}
        self.concepts: dict[str, tuple[int, frozenset[str]]] = {}
        self.exact: list[WantedExactly] = []

    def add(self, node: Query) -> None:
        match node:
            case Boosted():
                self.add(node.node)
            case Boolean():
                for part in (*node.must, *node.should):
                    self.add(part)
            case Sounding():
                self.number += 1
                said = (key for key, _ in node.keys if not is_marked(key))
                self.names |= dict.fromkeys(said, (self.number, node.not_in))
            case Best():  # what is typed is asked for beside it
                for part in node.others:
                    self.add(part)
            case Called():
                self.number += 1
                self.concepts[node.concept] = (self.number, node.said_in)
            case Term() | Phrase() | Pattern() | Fuzzy():
                if node.field not in CONDITION_FIELDS and node.field in _MARKED_FIELDS:
                    self.leaf(node)

    def leaf(self, node: Term | Phrase | Pattern | Fuzzy) -> None:
        self.number += 1
        match node:
            case Pattern():
                parts = parts_of(node.pattern)
                if len(parts) == 1:  # several are found, but not marked
                    self.patterns.append((re.compile(regex_without_retries(parts[0])), self.number))
            case Fuzzy():
                self.near(node)
            case _:
                self.said(node, node.slop if isinstance(node, Phrase) else 0)

    def near(self, node: Fuzzy) -> None:
        words = sought(Term(node.text, node.position, exact=True), self.languages).words
        if len(words) == 1:
            self.fuzzy.append((words[0], default_distance(node), self.number))
        else:
            self.said(Term(node.text, node.position), 0)

    def said(self, node: Term | Phrase, slop: int) -> None:
        found = sought(node, self.languages)
        if node.exact and found.words and not found.lone:
            self.exact.append(WantedExactly(node.text, found.words, slop, self.number))
            return
        for word in found.alone:
            self.words.setdefault(word, self.number)
        for stem in found.stems:
            self.stems.setdefault(stem, self.number)
        if found.lone:
            self.lone.setdefault(found.lone, self.number)
        if len(found.words) > 1:
            self.phrases.append((found.words, slop, self.number))
