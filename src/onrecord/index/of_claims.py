"""Conditions on claims, `type:` and `actor:`: which must hold within one claim of a statement.

The index knows no claims: they are made after it, and again when their rules change. What stands
side by side is asked of the store together, since a statement may make one claim of the type and
another by the actor. A part that is excluded is another claim's: `type:assault -actor:am` finds
statements that make a claim of assault and none by AM.
"""

from collections.abc import Collection, Sequence
from typing import Protocol

import tantivy

from onrecord.errors import QueryError
from onrecord.index import schema as at
from onrecord.model.query import CLAIM_FIELDS, Boolean, Boosted, Fuzzy, Pattern, Phrase, Query, Term


class ClaimsAsked(Protocol):
    """What the store is asked of claims; both return ids of statements as they stand now."""

    def silent(self) -> Collection[str]:
        """Return those that make no claim."""
        ...

    def making(self, asked: Query) -> Collection[str]:
        """Return those that make one claim of which all of this holds."""
        ...


class NoClaims:
    """The claims of an index that stands alone."""

    def silent(self) -> Collection[str]:
        return ()

    def making(self, _asked: Query) -> Collection[str]:
        return ()


NO_CLAIMS = NoClaims()


def is_of_claims(node: Query) -> bool:
    """Say whether a node asks of one claim and of nothing else.

    >>> is_of_claims(Term("assault", 5, "type")), is_of_claims(Term("port", 0))
    (True, False)
    """
    match node:
        case Term() | Phrase() | Pattern() | Fuzzy():
            return node.field in CLAIM_FIELDS
        case Boosted():
            return is_of_claims(node.node)
        case Boolean():
            parts = (*node.must, *node.should, *node.conditions)
            return bool(parts) and not node.must_not and all(map(is_of_claims, parts))
        case _:
            return False


def together(
    must: Sequence[Query], conditions: Sequence[Query]
) -> tuple[list[Query], list[Query], list[Query]]:
    """Return what these parts ask of one claim, as one part or none, and the others of each."""
    of_one = tuple(filter(is_of_claims, (*must, *conditions)))
    return (
        [of_one[0] if len(of_one) == 1 else Boolean(must=of_one)] if of_one else [],
        [part for part in must if not is_of_claims(part)],
        [part for part in conditions if not is_of_claims(part)],
    )


def making(asked: Query, claims: ClaimsAsked) -> tantivy.Query:
    """Return the query for the statements that make a claim as asked; raises QueryError."""
    _check(asked)
    return tantivy.Query.term_set_query(at.schema(), at.STATEMENT_ID, list(claims.making(asked)))


def claiming(claims: ClaimsAsked) -> tantivy.Query:
    """Return the query for what is not silent: the shorter list, since most make claims."""
    every = tantivy.Query.term_query(at.schema(), at.TYPE, at.STATEMENT)
    none = tantivy.Query.term_set_query(at.schema(), at.STATEMENT_ID, list(claims.silent()))
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, every), (tantivy.Occur.MustNot, none)])


def _check(node: Query) -> None:
    match node:
        case Pattern() | Fuzzy():
            raise QueryError(f"{node.field}: takes a whole value", position=node.position)
        case Term() | Phrase() if node.field == "type":
            from onrecord.model.claim import EventType  # few queries ask of claims

            types = [one.value for one in EventType]
            if node.text.upper() not in types:
                told = f"type: takes one of {', '.join(types)}"
                raise QueryError(told, position=node.position)
        case Boosted():
            _check(node.node)
        case Boolean():
            for part in (*node.must, *node.should, *node.conditions):
                _check(part)
        case _:
            pass
