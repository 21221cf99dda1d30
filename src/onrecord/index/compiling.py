"""From a query's tree to the engine's query.

Words are looked for folded and stemmed, in text and title, and ranked by BM25; phrases and
patterns as folded words. Conditions narrow without ranking. Knows nothing of documents, facets
or highlights.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import tantivy

from onrecord.errors import QueryError
from onrecord.index import schema as at
from onrecord.index.conditions import condition
from onrecord.index.exactly import exactly
from onrecord.index.of_claims import NO_CLAIMS, ClaimsAsked, is_of_claims, making, together
from onrecord.index.patterns import literal, parts_of, regex_of
from onrecord.index.words import Sought, default_distance, sought
from onrecord.model.query import (
    CONDITION_FIELDS,
    Best,
    Boolean,
    Boosted,
    Called,
    Dates,
    Everything,
    Fuzzy,
    Nothing,
    Pattern,
    Phrase,
    Query,
    Sounding,
    Term,
    Together,
)

_MUST, _SHOULD, _MUST_NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot

# Weights of text and title. Measured with `python -m eval.retrieval`: 0.3 to 0.7 are all but the
# same, none and 1 are worse, and so little better with the folded words beside the stems that
# the engine is spared them.
_WEIGHTS = {at.TEXT_STEMS: 1.0, at.TEXT: 1.0, at.TITLE_STEMS: 0.5, at.TITLE: 0.5}
_STEMS_OF = {at.TEXT: at.TEXT_STEMS, at.TITLE: at.TITLE_STEMS}
_MOST_OF_A_PATTERN = 100  # words: each is looked for by a machine of its own
_MOST_LONE = 50  # characters of a script without spaces


class Compiled(NamedTuple):
    """The engine's query; `ranks` is False when it has conditions only and all hits are equal."""

    query: tantivy.Query
    ranks: bool


def compile_query(
    tree: Query, languages: frozenset[str], claims: ClaimsAsked = NO_CLAIMS
) -> Compiled:
    """Return the engine's query for a tree.

    `languages` are the primary subtags of the languages in the index: a word of the query is
    stemmed by the rules of each. Raises QueryError.
    """
    compiler = _Compiler(languages, claims)
    if _only_narrows(tree):
        return Compiled(compiler.narrowing(tree), ranks=False)
    return Compiled(compiler.one(tree), ranks=True)


def everything() -> tantivy.Query:
    """Return the query for all statements, without rank."""
    return unranked(tantivy.Query.term_query(at.schema(), at.TYPE, at.STATEMENT))


def unranked(query: tantivy.Query) -> tantivy.Query:
    """Return the query as a condition: it adds nothing to a score."""
    return tantivy.Query.const_score_query(query, 0.0)


def stood_on(day: dt.date) -> tantivy.Query:
    """Return the condition that a wording stood at the end of a day in UTC."""
    midnight = dt.datetime.combine(day, dt.time.min, dt.UTC)
    end = at.microseconds(midnight) + 24 * 3600 * 1_000_000
    began = _between(at.VALID_FROM, None, end - 1)
    ended = _between(at.VALID_TO, end, None)
    return unranked(tantivy.Query.boolean_query([(_MUST, began), (_MUST, ended)]))


def _only_narrows(tree: Query) -> bool:
    match tree:
        case Dates() | Everything():
            return True
        case Term() | Phrase() | Pattern() | Fuzzy():
            return tree.field in CONDITION_FIELDS
        case Boosted():
            return _only_narrows(tree.node)
        case Boolean():
            return all(map(_only_narrows, (*tree.must, *tree.should)))
        case _:
            return False


class _Compiler:
    def __init__(self, languages: frozenset[str], claims: ClaimsAsked) -> None:
        self.languages = languages
        self.claims = claims

    def one(self, node: Query) -> tantivy.Query:
        """Return one query for a node."""
        return _any_of(self.leaves(node))

    def leaves(self, node: Query) -> list[tantivy.Query]:
        """Return queries of which any suffices: flat, since the engine skips best over those."""
        match node:
            case Term() | Phrase() | Pattern() | Fuzzy() if node.field in CONDITION_FIELDS:
                return [unranked(condition(node, self.claims))]
            case Term() | Phrase():
                return self.words(node)
            case Pattern():
                return [_pattern(node, name) for name in _fields_of(node.field)]
            case Fuzzy():
                return self.fuzzy(node)
            case Sounding() | Called() | Together() | Best():
                return [self.otherwise(node)]
            case Dates():
                return [unranked(_dates(node))]
            case Boosted():
                return [tantivy.Query.boost_query(q, node.factor) for q in self.leaves(node.node)]
            case Boolean():
                return self.boolean(node)
            case Everything() | Nothing():
                return [everything()] if isinstance(node, Everything) else []

    def otherwise(self, node: Sounding | Called | Together | Best) -> tantivy.Query:
        """Return the query for other ways to meet words of the query."""
        match node:
            case Together():
                every = [(_MUST, _sounding(name)) for name in node.names]
                both = tantivy.Query.boolean_query(every)
                return tantivy.Query.const_score_query(both, node.weight)
            case Best():
                ways = [node.typed, *node.others] if node.typed else node.others
                return tantivy.Query.disjunction_max_query([self.one(way) for way in ways])
            case Called():
                query = tantivy.Query.term_query(at.schema(), at.CONCEPTS, node.concept)
                return tantivy.Query.const_score_query(query, node.weight)
            case Sounding():
                return _sounding(node)

    def narrowing(self, node: Query) -> tantivy.Query:
        return unranked(self.one(node))

    def words(self, node: Term | Phrase) -> list[tantivy.Query]:
        wanted = sought(node, self.languages)
        slop = node.slop if isinstance(node, Phrase) else 0
        found = []
        for name in _fields_of(node.field):
            ways = _in_field(wanted, name, slop, self._weigh(node.field))
            if node.exact and ways:
                conditions = exactly(node.text, name, self.languages)
                clauses = [(_MUST, _any_of(ways)), *((_MUST, unranked(c)) for c in conditions)]
                clauses += _not_in(node.never_in if isinstance(node, Phrase) else ())
                ways = [tantivy.Query.boolean_query(clauses)] if len(clauses) > 1 else ways
            found += ways
        return found

    def _weigh(self, field: str | None) -> Callable[[tantivy.Query, str], tantivy.Query]:
        if field is not None:
            return lambda query, _: query
        return lambda query, name: tantivy.Query.boost_query(query, _WEIGHTS[name])

    def fuzzy(self, node: Fuzzy) -> list[tantivy.Query]:
        wanted = sought(Term(node.text, node.position, node.field, exact=True), self.languages)
        if len(wanted.words) != 1:
            return self.words(Term(node.text, node.position, node.field))
        distance = default_distance(node)
        return [
            tantivy.Query.fuzzy_term_query(at.schema(), name, wanted.words[0], distance)
            for name in _fields_of(node.field)
        ]

    def boolean(self, node: Boolean) -> list[tantivy.Query]:
        if is_of_claims(node):
            return [unranked(making(node, self.claims))]
        lone, others = _apart(_each_once(node.should), self.languages)
        should = [leaf for part in others for leaf in self.leaves(part)]
        should += [_within(characters, name) for name, characters in lone.items()]
        if not (node.must or node.must_not or node.conditions):
            return should
        of_one, must, conditions = together(_said(node.must), _said(node.conditions))
        clauses = [(_MUST, self.one(part)) for part in _each_once(must)]
        clauses += [(_MUST, self.narrowing(part)) for part in (*of_one, *conditions)]
        if should and not _said(node.must):
            clauses.append((_MUST, _any_of(should)))
        else:
            clauses += [(_SHOULD, leaf) for leaf in should]
        if not clauses:
            clauses.append((_MUST, everything()))
        clauses += [(_MUST_NOT, self.one(part)) for part in _said(node.must_not)]
        return [tantivy.Query.boolean_query(clauses)]


def _not_in(documents: Iterable[int]) -> Iterator[tuple[tantivy.Occur, tantivy.Query]]:
    for number in documents:
        yield _MUST_NOT, tantivy.Query.term_query(at.schema(), at.DOCUMENT_NUMBER, number)


def _each_once(nodes: Iterable[Query]) -> list[Query]:
    """Put a word that is said several times in its first place, to count as many times."""
    said: dict[Query, list[Query]] = {}
    for node in nodes:
        word = node.changed(position=0) if isinstance(node, Term) else node
        said.setdefault(word, []).append(node)
    return [
        nodes[0] if len(nodes) == 1 else Boosted(nodes[0], float(len(nodes)))
        for nodes in said.values()
    ]


def _said(nodes: Iterable[Query]) -> list[Query]:
    return [node for node in nodes if not isinstance(node, Nothing)]


def _any_of(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    if not queries:
        return tantivy.Query.empty_query()
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(_SHOULD, query) for query in queries])


def _fields_of(field: str | None) -> tuple[str, ...]:
    return (at.TEXT, at.TITLE) if field is None else (field,)


def _in_field(
    wanted: Sought,
    name: str,
    slop: int,
    weigh: Callable[[tantivy.Query, str], tantivy.Query],
) -> list[tantivy.Query]:
    found = []
    schema = at.schema()
    if len(wanted.words) > 1:
        phrase = tantivy.Query.phrase_query(schema, name, list(wanted.words), slop)
        found.append(weigh(phrase, name))
    if wanted.stems:
        terms = [(_STEMS_OF[name], stem) for stem in wanted.stems]
    else:
        terms = [(name, word) for word in wanted.alone]
    found += [weigh(tantivy.Query.term_query(schema, f, term), f) for f, term in terms]
    if wanted.lone:
        found.append(_within([wanted.lone], name))
    return found


def _apart(
    parts: list[Query], languages: frozenset[str]
) -> tuple[dict[str, list[str]], list[Query]]:
    """Return the lone characters that are too many to be looked for one by one, and the rest.

    A pattern for each, which ranks a statement by how many it has, takes the engine a millisecond.
    """
    lone: dict[str, list[str]] = {}
    others: list[Query] = []
    few = _MOST_LONE
    for part in parts:
        plain = part if isinstance(part, Term) and not part.exact else None
        character = sought(plain, languages).lone if plain else ""
        few -= bool(character)
        if character and plain and few < 0:
            for name in _fields_of(plain.field):
                lone.setdefault(name, []).append(character)
        else:
            others.append(part)
    return lone, others


def _within(characters: Iterable[str], name: str) -> tantivy.Query:
    """Return the query for words of a field that have one of these characters in them."""
    some = "".join(map(literal, characters))
    return tantivy.Query.regex_query(at.schema(), name, f".?[{some}].?")


def _sounding(node: Sounding) -> tantivy.Query:
    """Of a word's keys the best counts: they are readings of one word."""
    sounding = tantivy.Query.disjunction_max_query(
        [
            tantivy.Query.const_score_query(
                tantivy.Query.term_query(at.schema(), at.NAMES, key), weight
            )
            for key, weight in node.keys
        ]
    )
    if not node.not_in:
        return sounding
    languages = (tantivy.Query.term_query(at.schema(), at.LANG, code) for code in node.not_in)
    return tantivy.Query.boolean_query(
        [(_MUST, sounding), *((_MUST_NOT, language) for language in languages)]
    )


def _pattern(node: Pattern, name: str) -> tantivy.Query:
    words = [regex_of(part) for part in parts_of(node.pattern)]
    if len(words) > _MOST_OF_A_PATTERN:
        told = f"A pattern takes at most {_MOST_OF_A_PATTERN} words"
        raise QueryError(told, position=node.position)
    try:
        # A phrase of patterns is read when it is searched, a lone one, which has limits, here.
        alone = [tantivy.Query.regex_query(at.schema(), name, word) for word in words or [""]]
        if len(words) > 1:
            return tantivy.Query.regex_phrase_query(at.schema(), name, list(words))
        return alone[0]
    except ValueError as error:
        raise QueryError("This pattern can't be used", position=node.position) from error


def _dates(node: Dates) -> tantivy.Query:
    first = node.first.toordinal() if node.first else None
    last = node.last.toordinal() if node.last else None
    if first is None and last is None:
        return tantivy.Query.exists_query(at.DAY)
    return _between(at.DAY, first, last)


def _between(name: str, first: int | None, last: int | None) -> tantivy.Query:
    return tantivy.Query.range_query(
        at.schema(), name, tantivy.FieldType.Integer, lower_bound=first, upper_bound=last
    )
