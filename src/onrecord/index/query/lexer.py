"""The lexer of the query language: a query's parts and where they stand.

What a person types or pastes plainly (a URL, a time, a quotation's apostrophes, lone punctuation,
emojis) comes out as words; only what is clearly meant as syntax can be wrong. Knows nothing of
how the parts belong together: that is the parser's.
"""

import re
from enum import Enum, auto
from typing import NamedTuple

from onrecord.errors import QueryError
from onrecord.model.query import FIELDS

EXACT = "exact"  # written like a field; a way of matching
MOST_PARTS = 1_024  # Lucene's own limit of clauses


class Kind(Enum):
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    PLUS = auto()
    MINUS = auto()
    FIELD = auto()  # text: the name
    WORD = auto()  # text: as written, with escapes
    PHRASE = auto()  # text: between the quotes, escapes resolved
    RANGE = auto()  # text: as written, with brackets
    END = auto()


class Part(NamedTuple):
    """One part of a query. `after` is what is tied to a phrase or group's end: "~5", "^2"."""

    kind: Kind
    text: str
    position: int
    after: str = ""
    exact: bool = False  # ="..."


_FIELD = re.compile(r"([A-Za-z_]+):")
_AFTER = re.compile(r"(?:~[0-9.]*)?(?:\^[0-9.]+)?")
# Punctuation that parts words as a space does, in scripts that set none after it or not always.
_PARTING = "，。、；！？،؛؟۔։"
_WORD = re.compile(rf'(?:\\.|[^\s()"\\{_PARTING}]|\\$)+', re.DOTALL)
_PHRASE = re.compile(r'"((?:\\.|[^"\\])*)"', re.DOTALL)
_RANGE = re.compile(r'[\[{][^\[\]{}"]*[\]}]')
_BARE_RANGE = re.compile(r"[\[{]\s*\S+\s+TO\s+\S+\s*[\]}]")
_SCHEMES = frozenset({"http", "https", "ftp", "mailto", "tel", "urn", "doi", "file", "ark"})
_OPERATORS = {
    "AND": Kind.AND,
    "&&": Kind.AND,
    "OR": Kind.OR,
    "||": Kind.OR,
    "NOT": Kind.NOT,
}
_SIGNS = {"+": Kind.PLUS, "-": Kind.MINUS, "!": Kind.NOT}


def lex(query: str) -> list[Part]:
    """Return the parts of a query in order, an END part last; raises QueryError.

    >>> [(p.kind.name, p.text) for p in lex('-issuer:mfa "a b"~5 10:30')]
    [('MINUS', '-'), ('FIELD', 'issuer'), ('WORD', 'mfa'), ('PHRASE', 'a b'), ('WORD', '10:30'),
     ('END', '')]
    """
    parts: list[Part] = []
    at = _skip_space(query, 0)
    while at < len(query):
        last = parts[-1] if parts else None
        after_field = last is not None and last.kind is Kind.FIELD and last.text != EXACT
        part, at = _next(query, at, after_field=after_field)
        if len(parts) == MOST_PARTS:
            raise QueryError(
                f"The query has more than {MOST_PARTS} parts; shorten it", position=part.position
            )
        parts.append(part)
        at = _skip_space(query, at)
    parts.append(Part(Kind.END, "", len(query)))
    return parts


def unescape(text: str) -> str:
    r"""Return a word with its backslashes taken as "the next character is meant literally".

    >>> unescape(r"1\+1\\")
    '1+1\\'
    """
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL) if "\\" in text else text


def looks_like_url(word: str) -> bool:
    """Say whether a word is a URL, in which ? ~ and : are no syntax.

    >>> looks_like_url("https://x.y/z?a=1"), looks_like_url("baku")
    (True, False)
    """
    return "://" in word or word.startswith("www.") or word.partition(":")[0] in _SCHEMES


def _skip_space(query: str, at: int) -> int:
    while at < len(query) and (query[at].isspace() or query[at] in _PARTING):
        at += 1
    return at


def _next(query: str, at: int, *, after_field: bool) -> tuple[Part, int]:
    character = query[at]
    if character in "()":
        return _parenthesis(query, at)
    if character == '"' or query.startswith('="', at):
        return _phrase(query, at)
    if character in "[{":
        found = _range(query, at, after_field=after_field)
        if found is not None:
            return found
    if character in _SIGNS and not after_field and _begins_operand(query, at + 1):
        return Part(_SIGNS[character], character, at), at + 1
    field = None if after_field else _field(query, at)
    if field is not None:
        return field
    return _word(query, at, after_field=after_field)


def _parenthesis(query: str, at: int) -> tuple[Part, int]:
    if query[at] == "(":
        return Part(Kind.OPEN, "(", at), at + 1
    end = at + 1
    after = _AFTER.match(query, end)
    tied = after[0] if after and after[0].startswith("^") else ""
    return Part(Kind.CLOSE, ")", at, after=tied), end + len(tied)


def _phrase(query: str, at: int) -> tuple[Part, int]:
    exact = query[at] == "="
    match = _PHRASE.match(query, at + exact)
    if match is None:
        raise QueryError(
            "This quotation mark has no partner; close the phrase, "
            'or write \\" for the mark itself',
            position=at + exact,
        )
    after = _AFTER.match(query, match.end())
    tied = after[0] if after else ""
    part = Part(Kind.PHRASE, unescape(match[1]), at, after=tied, exact=exact)
    return part, match.end() + len(tied)


def _range(query: str, at: int, *, after_field: bool) -> tuple[Part, int] | None:
    if after_field:
        match = _RANGE.match(query, at)
        if match is None:
            raise QueryError(
                "This range is not closed; write it as [2020-10-01 TO 2020-10-31]", position=at
            )
        return Part(Kind.RANGE, match[0], at), match.end()
    if _BARE_RANGE.match(query, at):
        raise QueryError(
            "A range needs its field, as in date:[2020-10-01 TO 2020-10-31]", position=at
        )
    return None


def _begins_operand(query: str, at: int) -> bool:
    return at < len(query) and (query[at].isalnum() or query[at] in '("=*?\\')


def _field(query: str, at: int) -> tuple[Part, int] | None:
    match = _FIELD.match(query, at)
    if match is None:
        return None
    name, end = match[1], match.end()
    known = name.lower() if name.lower() in FIELDS or name.lower() == EXACT else None
    if known is None and looks_like_url(query[at:].split(maxsplit=1)[0]):
        return None
    if (
        end == len(query) or query[end].isspace() or query[end] in _PARTING
    ):  # "Note: ..." is plain writing
        is_meant = name in FIELDS or name == EXACT
        return (Part(Kind.FIELD, name, at), end) if is_meant else None
    if known is None:
        if not (query[end].isalnum() or query[end] in '("[{=*<>'):
            return None  # "::", ":-"
        raise _unknown_field(name, at)
    return Part(Kind.FIELD, known, at), end


def _unknown_field(name: str, position: int) -> QueryError:
    import difflib  # costs a tenth of the cold start and serves this message only

    names = sorted(FIELDS | {EXACT})
    near = difflib.get_close_matches(name.lower(), names, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}:?" if near else f"the fields are {', '.join(names)};"
    return QueryError(
        f"There is no field {name!r}; {hint} To search for the words themselves, "
        f'write "{name}: ..." in quotation marks or {name}\\: with a backslash',
        position=position,
    )


def _word(query: str, at: int, *, after_field: bool) -> tuple[Part, int]:
    match = _WORD.match(query, at)
    if match is None:  # cannot be: what _WORD leaves out was taken before
        raise QueryError("This can't be read", position=at)
    kind = Kind.WORD if after_field else _OPERATORS.get(match[0], Kind.WORD)
    return Part(kind, match[0], at), match.end()
