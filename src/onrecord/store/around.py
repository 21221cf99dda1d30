"""What stands around a statement, asked in one go: most statements have nothing of it."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, Integer, Text, bindparam, exists, or_, select

from onrecord.store.schema import (
    citations,
    collected,
    corrections,
    near,
    other_languages,
    replies,
    tags,
)

_N = bindparam("n", type_=Integer)
MOST_URLS = 4  # the address and the key, each with and without TLS
_ITS_OWN = tuple(bindparam(f"url{at}", type_=Text) for at in range(MOST_URLS))
_ASKED = select(  # built once: building a query costs five times what asking it does
    exists().where(or_(near.c.statement_n == _N, near.c.other_n == _N)).label("near"),
    exists().where(citations.c.url.in_(_ITS_OWN), citations.c.statement_n != _N).label("cited_by"),
    exists()
    .where(other_languages.c.url.in_(_ITS_OWN), other_languages.c.statement_n != _N)
    .label("rendered"),
    exists().where(corrections.c.statement_n == _N).label("corrected"),
    exists().where(replies.c.statement_n == _N).label("replied"),
    exists().where(tags.c.statement_n == _N).label("tagged"),
    exists().where(collected.c.statement_n == _N).label("collected"),
)


class Around(NamedTuple):
    """Whether others are near-duplicates of a statement, cite it, or name it as another language's
    text of theirs; and whether people added to it. What is False is so; what is True may turn out
    to be withheld."""

    near: bool
    cited_by: bool
    rendered: bool
    corrected: bool
    replied: bool
    tagged: bool
    collected: bool


def look_around(connection: Connection, n: int, urls: Sequence[str]) -> Around:
    """Return what stands around a statement; `urls` are its own addresses, one to four."""
    asked: dict[str, object] = {"n": n}
    asked |= {f"url{at}": urls[min(at, len(urls) - 1)] for at in range(MOST_URLS)}
    return Around(*(bool(one) for one in connection.execute(_ASKED, asked).one()))
