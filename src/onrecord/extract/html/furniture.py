"""What the names a page gives its parts (class, id, role) say about them.

Only names: it knows nothing of the text inside, whose weight main_text sets against them.
"""

import functools
import re
import tomllib
from collections.abc import Iterable
from enum import IntEnum
from importlib.resources import files

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_JOIN = re.compile(r"[^a-z0-9:]+")


class Role(IntEnum):
    """What names speak for."""

    STRONG = -2  # furniture
    WEAK = -1  # furniture where little prose is inside
    NOTHING = 0
    TEXT = 1


@functools.cache
def _rules() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    tables = _tables()
    tail = rf"(?:-(?:{_any(tables['structure'])}|[a-z]*[0-9][a-z0-9]*))*"
    return (
        (Role.STRONG, re.compile(rf"(?:^|-)(?:{_any(tables['strong'])}){tail}$")),
        (Role.TEXT, re.compile(rf"(?:^|-)(?:{_any(tables['text'])}){tail}$")),
        (Role.WEAK, re.compile(rf"^(?:{_any(tables['weak'])})$")),
    )


@functools.cache
def _tables() -> dict[str, list[str]]:
    return tomllib.loads(files(__package__).joinpath("furniture.toml").read_text("utf-8"))


def _any(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


@functools.cache
def _prefixes() -> tuple[str, ...]:
    return tuple(f"{p}-" for p in _tables()["prefixes"])


@functools.lru_cache(maxsize=50_000)
def judge_name(name: str) -> Role:
    """Return what one class or id name speaks for.

    >>> judge_name("relatedPosts"), judge_name("post__entry-content"), judge_name("col-md-8")
    (<Role.STRONG: -2>, <Role.TEXT: 1>, <Role.NOTHING: 0>)
    >>> judge_name("has-sidebar"), judge_name("md:hidden")
    (<Role.NOTHING: 0>, <Role.NOTHING: 0>)
    """
    plain = _JOIN.sub("-", _CAMEL.sub("-", name).lower()).strip("-")
    if ":" in plain or plain.startswith(_prefixes()):
        return Role.NOTHING
    for role, rule in _rules():
        if rule.search(plain):
            return role
    return Role.NOTHING


@functools.lru_cache(maxsize=20_000)
def judge(names: str) -> Role:
    """Return what the class and id names of an element, separated by spaces, speak for.

    A name for furniture outweighs one for text.

    >>> judge("widget post-content"), judge("entry-content share-box")
    (<Role.TEXT: 1>, <Role.STRONG: -2>)
    """
    found = {judge_name(name) for name in names.split() if len(name) < 80}
    for role in (Role.STRONG, Role.TEXT, Role.WEAK):
        if role in found:
            return role
    return Role.NOTHING


@functools.cache
def furniture_roles() -> frozenset[str]:
    """Return the ARIA roles that mark something other than the text."""
    return frozenset(_tables()["roles"])


FURNITURE_TAGS = frozenset(["nav", "aside", "footer", "button", "menu"])
DOUBTFUL_TAGS = frozenset(["form", "header"])

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def role_of(tag: str, attributes: dict[str, str | None]) -> Role:
    """Return what an element's tag and attributes speak for.

    >>> role_of("nav", {}), role_of("div", {"hidden": None}), role_of("p", {"style": "color: red"})
    (<Role.STRONG: -2>, <Role.WEAK: -1>, <Role.NOTHING: 0>)
    """
    if tag in FURNITURE_TAGS:
        return Role.STRONG
    if not attributes:
        return Role.WEAK if tag in DOUBTFUL_TAGS else Role.NOTHING
    if "role" in attributes and attributes["role"] in furniture_roles():
        return Role.STRONG
    found = _by_names(attributes)
    if found is Role.STRONG:
        return found
    if tag in DOUBTFUL_TAGS or _is_hidden(attributes):
        return Role.WEAK
    if tag in ("article", "main") or attributes.get("itemprop") == "articleBody":
        return Role.TEXT
    return found


def _by_names(attributes: dict[str, str | None]) -> Role:
    names = attributes.get("class") or ""
    if "id" in attributes:
        names = f"{names} {attributes['id']}"
    return judge(names) if names else Role.NOTHING


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    return bool(style and _HIDDEN.search(style))
