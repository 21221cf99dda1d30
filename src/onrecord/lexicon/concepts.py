"""Concepts: which ones a text or a query names, and what they are called in each language.

A text is matched in its own language, a query in every language its script allows. Nothing here
decides what is done with a concept.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate

from onrecord.lexicon.endings import bases_in_text, without_article
from onrecord.lexicon.matcher import Found, Matcher
from onrecord.lexicon.reader import kept, names_read
from onrecord.lexicon.tables import (
    NO_CONCEPT,
    concepts,
    languages,
    names_beginning,
    rows_of,
    wider,
)
from onrecord.model.concept import Concept, Mention, Named
from onrecord.text.analysis import (
    Chunk,
    chunk_pattern,
    chunk_terms,
    chunks,
    primary,
    read_chunk,
)

_BUCKET = 3  # letters; no ending leaves fewer
_FIRST = re.compile(r"[^\W_ʼ]+")


def find_concept(concept_id: str) -> Concept | None:
    """Return the concept of that id, or None."""
    return concepts().get(concept_id)


def list_concepts(concept_type: str | None = None) -> Iterator[Concept]:
    """Yield the concepts, of one type or all, in the order of the tables."""
    return (c for c in concepts().values() if concept_type in (None, c.type))


def names(concept_id: str, language: str) -> tuple[str, ...]:
    """Return what a concept is called in a language, the name to show first.

    >>> names("ceasefire", "ru"), names("country-ge", "de")[:1], names("ceasefire", "xx")
    (('прекращение огня', 'режим прекращения огня'), ('Georgien',), ())
    """
    return _names(concept_id, primary(language))


def find_concepts(found: Sequence[str], language: str | None) -> list[Mention]:
    """Return the concepts that a text names, in order; spans count its folded words.

    `found` are the text's chunks, as `cut` gives them; the folded words are
    those of `analyse`. A language without a table gives none.

    >>> [m.concept for m in find_concepts("The cease-fire in Tbilisi , Georgia".split(), "en")]
    ['ceasefire', 'country-ge']
    """
    code = primary(language)
    if code not in languages():
        return []
    reader = names_read(code)
    return reader.read(found, reader.beginnings(found))


def with_wider(named: Iterable[str]) -> Iterator[str]:
    """Yield ids of concepts, each followed by the wider one whose name stands in its own.

    The longest name at a place counts; what recalls its ambassador speaks of an ambassador too.

    >>> list(with_wider(["ambassador-recalled", "ceasefire"]))
    ['ambassador-recalled', 'office-ambassador', 'ceasefire']
    """
    more = wider()
    for concept in named:
        yield concept
        if concept in more:
            yield more[concept]


def list_mentions(
    text: str, language: str | None, among: Collection[str] | None = None
) -> Iterator[Mention]:
    """Yield the concepts that a text names, in order, `start` and `end` in code points of it.

    All of them, or those `among` the ids given, whose names alone are then compiled.

    >>> list(list_mentions("Новое перемирие", "ru"))
    [Mention(concept='truce', start=6, end=15)]
    """
    located = [(found.start(), found[0]) for found in chunk_pattern().finditer(text)]
    code = primary(language)
    if code not in languages():
        return
    reader = names_read(code) if among is None else names_read(code, frozenset(among))
    found = [chunk for _, chunk in located]
    wanted = reader.read(found, reader.beginnings(found))
    if not wanted:
        return
    words_of, _ = chunk_terms(None)
    ends = list(accumulate(len(words_of(chunk).split()) for _, chunk in located))

    def span(word: int) -> tuple[int, int]:
        index = bisect_right(ends, word)
        at, chunk = located[index]
        start, end = read_chunk(chunk).spans[word - (ends[index - 1] if index else 0)]
        return at + start, at + end

    for mention in wanted:
        yield Mention(mention.concept, span(mention.start)[0], span(mention.end - 1)[1])


def find_named(query: str, among: Collection[str] | None = None) -> list[Named]:
    """Return the concepts that plain words of a query name, in their order.

    They are looked for in every language that the query's script allows, or those of them that
    are `among` the codes given. At each place the longest name counts, whatever its language; a
    word may name several concepts.

    >>> [(n.concept, n.languages) for n in find_named("atəşkəsin pozulması")]
    [('ceasefire', ('az', 'tr'))]
    """
    return list(_named(query, None if among is None else frozenset(among)))


@lru_cache(maxsize=1024)  # a query is asked page by page, facet by facet
def _named(query: str, among: frozenset[str] | None) -> tuple[Named, ...]:
    located = list(chunks(query))
    spans = [(at + s, at + e) for at, chunk in located for s, e in chunk.spans]
    found: dict[tuple[int, int, str], dict[str, None]] = {}
    for language in _languages_of(query):
        if among is None or language in among:
            for f in _found_in_query([chunk for _, chunk in located], language):
                found.setdefault((f.start, -f.end, f.name.concept), {})[language] = None
    named: list[Named] = []
    last = (0, 0)
    for (start, minus_end, concept), codes in sorted(found.items()):
        here = (start, -minus_end)
        if start >= last[1] or here == last:
            last = here
            named.append(Named(concept, spans[start][0], spans[-minus_end - 1][1], tuple(codes)))
    return tuple(named)


def languages_by_script(text: str) -> frozenset[str]:
    """Return the languages of the tables that are written in a script of the text.

    >>> sorted(languages_by_script("Гянджа"))
    ['ru', 'uk']
    """
    return frozenset(_languages_of(text))


@lru_cache(maxsize=4096)
def _names(concept: str, language: str) -> tuple[str, ...]:
    if language not in languages() or concept == NO_CONCEPT:
        return ()
    rows = rows_of(concept, language)
    return tuple(dict.fromkeys(text for _, _, text, match, _ in rows if "evidence" not in match))


def _languages_of(query: str) -> list[str]:
    scripts = {unicodedata.name(c, "").split(" ")[0] for c in query if c.isalpha()}
    return [code for code, script in languages().items() if script in scripts]


class _Buckets:
    """The names of one language by the letters they begin with, compiled as they are needed."""

    def __init__(self, language: str) -> None:
        self.matcher = Matcher(language)
        self.language = language
        self.reached: set[str] = set()

    def reach(self, word: str) -> None:
        """Compile the names that a folded word may begin."""
        keys = {base[:_BUCKET] for base in bases_in_text(word, self.language)}
        for key in keys - self.reached:
            for name in names_beginning(key, self.language):
                self.matcher.add(name)
        self.reached |= keys


def begins(name: str, language: str) -> str:
    """Return the folded letters by which a name is looked for: the first ones of it."""
    first = _FIRST.match(name[: _BUCKET + 3])
    return without_article(first[0] if first else name[: _BUCKET + 3], language)[:_BUCKET]


@cache
def _buckets(language: str) -> _Buckets:
    return _Buckets(language)


def _found_in_query(parts: Sequence[Chunk], language: str) -> Iterator[Found]:
    buckets = _buckets(language)
    for chunk in parts:
        for word in (*chunk.words, chunk.joined):
            buckets.reach(word)
    words = [buckets.matcher.ids(chunk, in_query=True) for chunk in parts]
    before = [0, *accumulate(map(len, words))]
    starts = [
        (before[index] + at, index, behind, begun)
        for index, ids in enumerate(words)
        for at, behind, begun in buckets.matcher.beginnings(ids)
    ]
    return kept(buckets.matcher.longest(starts, dict(enumerate(words)).get))
