"""The parser of the query language: recursive descent over the lexer's parts.

Written by hand: the grammar is small, its errors are ours, and a parser library (luqum) costs a
third of the whole cold search in import time.

    query    = { or } ;                        what stands side by side
    or       = and , { "OR" , and } ;
    and      = unary , { "AND" , unary } ;
    unary    = [ "NOT" | "!" | "-" | "+" ] , primary ;
    primary  = "(" , query , ")" , [ "^" n ] | field ":" value | value ;
    value    = word [ "~" [n] ] [ "^" n ] | phrase [ "~" n ] [ "^" n ] | "(" , query , ")"
             | range | comparison ;

Words side by side are joined by OR and ranked by BM25, as in Lucene, Kibana and Aleph, whose
guide says: matches of all the words come first, and matches of some are not excluded. `+word`
demands, `-word` excludes, AND demands both. A condition (`issuer:`, `date:` and the other fields
that are not words of the statement) side by side with something narrows it, as a facet does:
`ceasefire issuer:mfa-az` are that issuer's statements on a ceasefire. To have either, write OR.
Lucene itself would rank all statements of the issuer here, which nobody who types it means.

Where Lucene's classic parser is known to surprise, logic wins: AND binds tighter than OR, and
`a OR NOT b` is what it says. A question mark that ends a word ends a question; inside a word it
stands for one character. The parser never crashes: a query is read or it is a QueryError.
"""

from onrecord.errors import QueryError
from onrecord.index.query.leaves import boosted, guesses, phrase, range_of, word
from onrecord.index.query.lexer import EXACT, Kind, Part, lex
from onrecord.model.query import (
    CONDITION_FIELDS,
    Boolean,
    Boosted,
    Dates,
    Everything,
    Fuzzy,
    Nothing,
    Pattern,
    Phrase,
    Query,
    Term,
)

DEEPEST = 40  # groups within groups
# Wildcards and fuzzy words of one query: 400 patterns of three stars took 1.6 s over 3,000 terms.
MOST_GUESSES = 64


def parse(query: str) -> Query:
    """Return the tree of a query; raises QueryError with the position of what is wrong.

    >>> parse("ceasefire")
    Term(text='ceasefire', position=0, field=None, exact=False, name=False, whole=False)
    >>> parse("ceasefire issuer:mfa").conditions
    (Term(text='mfa', position=17, field='issuer', exact=False, name=False, whole=False),)
    """
    if not query.strip():
        return Everything()
    return _Parser(lex(query)).parse()


class _Parser:
    def __init__(self, parts: list[Part]) -> None:
        self.parts = parts
        self.at = 0
        self.depth = 0
        self.guesses = 0

    @property
    def part(self) -> Part:
        return self.parts[self.at]

    def take(self) -> Part:
        part = self.parts[self.at]
        self.at += part.kind is not Kind.END
        return part

    def parse(self) -> Query:
        node = self.sequence(None, exact=False)
        if self.part.kind is Kind.CLOSE:
            raise QueryError(
                "This parenthesis closes nothing; remove it, or write \\) for the sign itself",
                position=self.part.position,
            )
        return node

    def sequence(self, field: str | None, *, exact: bool) -> Query:
        clauses: list[tuple[Kind | None, Query]] = []
        while self.part.kind not in (Kind.CLOSE, Kind.END):
            clauses.append(self.either(field, exact=exact))
        return _joined(clauses, in_field=field in CONDITION_FIELDS)

    def either(self, field: str | None, *, exact: bool) -> tuple[Kind | None, Query]:
        first = self.both(field, exact=exact)
        if self.part.kind is not Kind.OR:
            return first
        nodes = [_alone(*first)]
        while self.part.kind is Kind.OR:
            self.need_operand(self.take())
            nodes.append(_alone(*self.both(field, exact=exact)))
        nodes = [node for node in nodes if not isinstance(node, Nothing)]
        return None, _only(nodes) or Boolean(should=tuple(nodes))

    def both(self, field: str | None, *, exact: bool) -> tuple[Kind | None, Query]:
        first = self.unary(field, exact=exact)
        if self.part.kind is not Kind.AND:
            return first
        clauses = [first]
        while self.part.kind is Kind.AND:
            self.need_operand(self.take())
            clauses.append(self.unary(field, exact=exact))
        clauses = [clause for clause in clauses if not isinstance(clause[1], Nothing)]
        must = [node for sign, node in clauses if sign is not Kind.MINUS]
        must_not = tuple(node for sign, node in clauses if sign is Kind.MINUS)
        if not must_not and len(must) < 2:
            return None, _only(must) or Nothing()
        return None, Boolean(
            must=tuple(node for node in must if not _is_condition(node)),
            conditions=tuple(node for node in must if _is_condition(node)),
            must_not=must_not,
        )

    def need_operand(self, operator: Part) -> None:
        if self.part.kind in (Kind.END, Kind.CLOSE, Kind.AND, Kind.OR):
            raise _dangling(operator)

    def unary(self, field: str | None, *, exact: bool) -> tuple[Kind | None, Query]:
        """Return (sign, node); the sign is PLUS, MINUS or None."""
        part = self.part
        if part.kind in (Kind.AND, Kind.OR):
            raise _dangling(part)
        sign: Kind | None = None
        while self.part.kind in (Kind.NOT, Kind.MINUS, Kind.PLUS):
            operator = self.take()
            self.need_operand(operator)
            if operator.kind is Kind.PLUS:
                sign = sign or Kind.PLUS
            else:
                sign = None if sign is Kind.MINUS else Kind.MINUS
        return sign, self.primary(field, exact=exact)

    def primary(self, field: str | None, *, exact: bool) -> Query:
        part = self.take()
        match part.kind:
            case Kind.OPEN:
                return self.group(part, field, exact=exact)
            case Kind.FIELD:
                return self.field_value(part, field, exact=exact)
            case Kind.PHRASE:
                return phrase(part, field, exact=exact)
            case Kind.RANGE:
                return range_of(part, field)
            case _:
                return self.counted(word(part, field, exact=exact), part)

    def counted(self, node: Query, part: Part) -> Query:
        self.guesses += guesses(node)
        if self.guesses > MOST_GUESSES:
            raise QueryError(
                f"The query has more than {MOST_GUESSES} wildcards and fuzzy words; leave some out",
                position=part.position,
            )
        return node

    def group(self, opening: Part, field: str | None, *, exact: bool) -> Query:
        self.depth += 1
        if self.depth > DEEPEST:
            raise QueryError(
                f"Groups are nested more than {DEEPEST} deep; simplify the query",
                position=opening.position,
            )
        node = self.sequence(field, exact=exact)
        if self.part.kind is not Kind.CLOSE:
            raise QueryError(
                "This parenthesis is not closed; close it, or write \\( for the sign itself",
                position=opening.position,
            )
        self.depth -= 1
        return boosted(node, self.take().after.removeprefix("^"), opening.position)

    def field_value(self, part: Part, outer: str | None, *, exact: bool) -> Query:
        values = {Kind.OPEN, Kind.PHRASE, Kind.RANGE, Kind.WORD}
        if part.text == EXACT:
            values.add(Kind.FIELD)
        if self.part.kind not in values:
            raise QueryError(
                f"{part.text}: needs a value right after the colon", position=part.position
            )
        if part.text != EXACT:
            return self.primary(part.text, exact=exact)
        if self.part.kind is Kind.FIELD and self.part.text == EXACT:
            raise QueryError("exact: is written once", position=self.part.position)
        return self.primary(outer, exact=True)


def _joined(clauses: list[tuple[Kind | None, Query]], *, in_field: bool) -> Query:
    clauses = [clause for clause in clauses if not isinstance(clause[1], Nothing)]
    must, should, must_not, conditions = [], [], [], []
    for sign, node in clauses:
        if sign is Kind.PLUS:
            must.append(node)
        elif sign is Kind.MINUS:
            must_not.append(node)
        elif _is_condition(node) and not in_field:
            conditions.append(node)
        else:
            should.append(node)
    if not clauses:
        return Nothing()
    if len(clauses) == 1 and not must_not:
        return clauses[0][1]
    return Boolean(tuple(must), tuple(should), tuple(must_not), tuple(conditions))


def _alone(sign: Kind | None, node: Query) -> Query:
    if sign is Kind.MINUS and not isinstance(node, Nothing):
        return Boolean(must_not=(node,))
    return node


def _only(nodes: list[Query]) -> Query | None:
    if not nodes:
        return Nothing()
    return nodes[0] if len(nodes) == 1 else None


def _is_condition(node: Query) -> bool:
    match node:
        case Dates():
            return True
        case Term() | Phrase() | Pattern() | Fuzzy():
            return node.field in CONDITION_FIELDS
        case Boosted():
            return _is_condition(node.node)
        case Boolean():
            nodes = (*node.must, *node.should, *node.must_not, *node.conditions)
            return all(_is_condition(inner) for inner in nodes)
        case _:
            return False


def _dangling(operator: Part) -> QueryError:
    sides = "something after it" if operator.kind is Kind.NOT else "something on both sides"
    return QueryError(
        f"{operator.text} needs {sides}; to search for the word, "
        f"write {operator.text.lower()!r} in small letters or quotation marks",
        position=operator.position,
    )
