"""What the address of a search page asks for, and the addresses of the pages one step away."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request

from onrecord.archive.narrowing import Filters, narrowed
from onrecord.errors import QueryError
from onrecord.model.search import SearchRequest, Sort

A_PAGE = 20
MOST_PAGES = 500
LONGEST_QUERY = 4000


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that stands: its field and value, and the address without it."""

    field: str
    value: str
    without: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A search as an address has it; equal searches have equal addresses."""

    q: str = ""
    issuers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    as_of: str = ""
    sort: str = ""
    literal: bool = False
    like: str = ""
    page: int = 1

    @classmethod
    def of(cls, given: QueryParams) -> "Asked":
        """Read the parameters of an address; what can't be meant raises QueryError."""
        page = given.get("page", "1")
        if not (page.isdecimal() and page.isascii()) or not 1 <= int(page[:9]) <= MOST_PAGES:
            raise QueryError(f"A page is a number from 1 to {MOST_PAGES}", position=0)
        q = given.get("q", "").strip()
        if len(q) > LONGEST_QUERY:
            raise QueryError(f"A query has at most {LONGEST_QUERY} characters", position=0)
        return cls(
            q=q,
            issuers=_values(given, "issuer"),
            kinds=_values(given, "kind"),
            languages=_values(given, "lang"),
            first=given.get("from", "").strip(),
            last=given.get("to", "").strip(),
            as_of=given.get("as_of", "").strip(),
            sort=given.get("sort", "").strip(),
            literal=given.get("literal", "") == "1",
            like=given.get("like", "").strip(),
            page=int(page),
        )

    @property
    def is_narrow(self) -> bool:
        """Whether anything is asked for beside everything."""
        return replace(self, sort="", page=1, literal=False) != Asked()

    @property
    def filters(self) -> Filters:
        return Filters(
            issuers=self.issuers,
            kinds=self.kinds,
            languages=self.languages,
            first=self.first or None,
            last=self.last or None,
        )

    def request(self, *, facets: bool = True, limit: int = A_PAGE) -> SearchRequest:
        """Return what the index is asked; raises QueryError."""
        return SearchRequest(
            query=narrowed(self.q, self.filters),
            limit=limit,
            offset=(self.page - 1) * limit,
            sort=self.order,
            as_of=_day(self.as_of),
            facets=facets,
            literal=self.literal,
            like=self.like or None,
        )

    @property
    def order(self) -> Sort:
        """The order asked for; the newest first where no words could rank."""
        if not self.sort:
            return Sort.RELEVANCE if self.q or self.like else Sort.DATE_DOWN
        try:
            return Sort(self.sort)
        except ValueError:
            raise QueryError("Results are sorted by relevance, date or -date", position=0) from None

    def chips(self) -> Iterator[Chip]:
        """Yield the filters that stand, each with the address of the search without it."""
        for field, name in (("issuers", "issuer"), ("kinds", "kind"), ("languages", "lang")):
            values = getattr(self, field)
            for value in values:
                rest = tuple(one for one in values if one != value)
                yield Chip(name, value, self.address(**{field: rest}))
        if self.first and self.first == self.last:
            yield Chip("date", self.first, self.address(first="", last=""))
        elif self.first or self.last:
            value = f"{self.first or '…'} – {self.last or '…'}"
            yield Chip("date", value, self.address(first="", last=""))
        for name, value in (("as_of", self.as_of), ("like", self.like)):
            if value:
                yield Chip(name, value, self.address(**{name: ""}))

    def address(self, path: str = "/", /, **changes: Any) -> str:
        """Return the address of this search with changes, on its first page unless one is named."""
        other = replace(self, **{"page": 1, **changes})
        query = "&".join(_pair(name, value) for name, value in other.parameters())
        return f"{path}?{query}" if query else path

    def parameters(self) -> Iterator[tuple[str, str]]:
        """Yield the parameters that are not the usual, always in one order."""
        if self.q:
            yield "q", self.q
        for name, values in (
            ("issuer", self.issuers),
            ("kind", self.kinds),
            ("lang", self.languages),
        ):
            for value in values:
                yield name, value
        for name, value in (
            ("from", self.first),
            ("to", self.last),
            ("as_of", self.as_of),
            ("sort", self.sort),
            ("literal", "1" if self.literal else ""),
            ("like", self.like),
            ("page", str(self.page) if self.page > 1 else ""),
        ):
            if value:
                yield name, value


@lru_cache(4096)  # the addresses on a page differ in one parameter each
def _pair(name: str, value: str) -> str:
    return urlencode([(name, value)])


def query_of(request: Request) -> str:
    """Return the query of a page that takes nothing else."""
    return request.query_params.get("q", "").strip()[:LONGEST_QUERY]


def number_of(request: Request) -> int:
    """Return which page of a list is asked for, from 1; raises QueryError."""
    number = request.query_params.get("page", "1")
    is_number = number.isascii() and number.isdecimal() and len(number) < 9
    if not is_number or not 1 <= int(number) <= MOST_PAGES:
        raise QueryError(f"A page is a number from 1 to {MOST_PAGES}", position=0)
    return int(number)


def paged(path: str, query: str, number: int = 1, /, **further: str) -> str:
    """Return the address of a page of a list, without the parameters that say nothing.

    >>> paged("/claims", "ferry", 2), paged("/changes", "", kind="moved")
    ('/claims?q=ferry&page=2', '/changes?kind=moved')
    """
    asked = {"q": query, **further, "page": str(number) if number > 1 else ""}
    pairs = [_pair(name, value) for name, value in asked.items() if value]
    return f"{path}?{'&'.join(pairs)}" if pairs else path


def _values(given: QueryParams, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in given.getlist(name) if value.strip()))


def _day(text: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise QueryError(f"{text!r} is not a date; write it as 2020-10-31", position=0) from None
