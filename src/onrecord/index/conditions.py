"""The fields that narrow a search: how a value of each is matched.

Knows nothing of words and ranking.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import tantivy

from onrecord.errors import QueryError
from onrecord.index import schema as at
from onrecord.index.of_claims import ClaimsAsked, claiming, making
from onrecord.index.patterns import regex_of
from onrecord.index.terms import url_term
from onrecord.model.query import CLAIM_FIELDS, Fuzzy, Pattern, Phrase, Term
from onrecord.text.analysis import fold_text

_SHOULD = tantivy.Occur.Should


def _word(value: str) -> str:
    return " ".join(value.casefold().split())


def _kind(value: str) -> str:
    return "_".join(value.lower().replace("-", " ").replace("_", " ").split())


def _tag(value: str) -> str:
    return value.lower().replace("_", "-")


def _host(value: str) -> str:
    return value.lower().strip(".")


# How a value is written as a term of its field.
_TERM: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "issuer": str.lower,
        "country": str.lower,
        "kind": _kind,
        "lang": _tag,
        "cites": url_term,
        "host": _host,
        "has": str.lower,
        "tag": _word,
        "collection": str.lower,
    }
)
# Fields matched by their words too.
_WORDS: Mapping[str, str] = MappingProxyType({"issuer": at.ISSUER_NAME, "place": at.PLACE})


def condition(node: Term | Phrase | Pattern | Fuzzy, claims: ClaimsAsked) -> tantivy.Query:
    """Return the query for one value of a condition field; raises QueryError."""
    field = node.field or ""
    if field in CLAIM_FIELDS:
        return making(node, claims)
    if isinstance(node, Term) and (field, node.text) == ("has", "claims"):
        return claiming(claims)
    match node:
        case Pattern():
            ways = _pattern(field, node)
        case Fuzzy():
            ways = _fuzzy(field, node)
        case _:
            ways = _value(field, node.text)
    if not ways:
        return tantivy.Query.empty_query()
    return tantivy.Query.boolean_query([(_SHOULD, way) for way in ways])


def _value(field: str, text: str) -> list[tantivy.Query]:
    ways = []
    if field in _TERM:
        ways.append(tantivy.Query.term_query(at.schema(), field, _TERM[field](text.strip())))
    if field == "cites" and "/" not in text:
        ways.append(tantivy.Query.term_query(at.schema(), field, _host(text)))
    words = fold_text(text).split() if field in _WORDS else []
    if len(words) == 1:
        ways.append(tantivy.Query.term_query(at.schema(), _WORDS[field], words[0]))
    elif words:
        ways.append(tantivy.Query.phrase_query(at.schema(), _WORDS[field], list(words)))
    return ways


def _pattern(field: str, node: Pattern) -> list[tantivy.Query]:
    schema = at.schema()
    try:
        ways = []
        if field == "cites":
            regex = regex_of(_without_scheme(node.pattern), lambda part: part)
            ways.append(tantivy.Query.regex_query(schema, field, regex))
        elif field in _TERM:
            ways.append(tantivy.Query.regex_query(schema, field, regex_of(node.pattern, str.lower)))
        if field in _WORDS:
            ways.append(tantivy.Query.regex_query(schema, _WORDS[field], regex_of(node.pattern)))
    except ValueError as error:
        raise QueryError("This pattern can't be used", position=node.position) from error
    return ways


def _without_scheme(pattern: str) -> str:
    _, mark, after = pattern.partition("://")
    rest = after if mark else pattern
    host, slash, path = rest.partition("/")
    return host.lower().removeprefix("www.") + slash + path


def _fuzzy(field: str, node: Fuzzy) -> list[tantivy.Query]:
    distance = 1 if node.distance is None else node.distance
    terms = [(field, _TERM[field](node.text))] if field in _TERM else []
    words = fold_text(node.text).split() if field in _WORDS else []
    if len(words) == 1:
        terms.append((_WORDS[field], words[0]))
    return [
        tantivy.Query.fuzzy_term_query(at.schema(), name, term, distance) for name, term in terms
    ]
