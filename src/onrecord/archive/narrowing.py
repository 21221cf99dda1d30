"""A query and the filters chosen beside it, as one query: what a page's facets stand for.

The query is read alone first: what is wrong in it is told at its own place, and no filter can
change what it means.
"""

import re
from dataclasses import dataclass

from onrecord.errors import QueryError
from onrecord.index.query import parse

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_BACKSLASHES = re.compile(r"\\*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Values of which a statement must have one of each field; dates as 2020, 2020-10, 2020-10-19.

    `first` and `last` are both included: "2020" is its first and its last day.
    """

    issuers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None


def narrowed(query: str, filters: Filters) -> str:
    """Return the query for both; raises QueryError for a wrong query or date.

    >>> narrowed("ferry OR port", Filters(issuers=("mot-a", "mot-b"), first="2020", last="2020-10"))
    'ferry OR port issuer:("mot-a" OR "mot-b") date:[2020 TO 2020-10]'
    """
    conditions = [
        *_one_of("issuer", filters.issuers),
        *_one_of("kind", filters.kinds),
        *_one_of("lang", filters.languages),
    ]
    if filters.first or filters.last:
        first, last = _day(filters.first), _day(filters.last)
        conditions.append(f"date:[{first} TO {last}]")
    if not conditions:
        return query
    parse(query)
    # A lone backslash at the end means itself, and would take the next sign for its own.
    backslashes = _BACKSLASHES.search(query)
    ending = "\\" if backslashes is not None and len(backslashes[0]) % 2 else ""
    whole = " ".join([query.strip() + ending, *conditions]).strip()
    parse(whole)
    return whole


def _one_of(field: str, values: tuple[str, ...]) -> list[str]:
    if not values:
        return []
    taken = [quoted(value) for value in values]
    return [f"{field}:{taken[0]}" if len(taken) == 1 else f"{field}:({' OR '.join(taken)})"]


def quoted(value: str) -> str:
    """Return a value as a query takes it literally, whatever is in it.

    >>> quoted('say "x"')
    '"say \\\\"x\\\\""'
    """
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _day(text: str | None) -> str:
    if not text:
        return "*"
    if not _DAY.fullmatch(text):
        raise QueryError(f"{text!r} is not a date; write 2020, 2020-10 or 2020-10-19", position=0)
    return text
