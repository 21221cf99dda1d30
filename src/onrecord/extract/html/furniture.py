"""What the names a page gives its parts (class, id, role) say about them.

Only names: it knows nothing of the text inside, whose weight main_text sets against them.
"""

import functools
import re
import tomllib
from collections.abc import Iterator
from enum import IntEnum
from importlib.resources import files

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_JOIN = re.compile(r"[^a-z0-9:]+")
_PLAIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NUMBERED = re.compile(r"[a-z]*[0-9][a-z0-9]*")
_LONGEST_NAME, LONGEST_NAMES, _LONGEST_STYLE = 80, 400, 1000  # what is longer says nothing
_LONGEST_ENTRY = 4  # words of the longest entry of the tables


class Role(IntEnum):
    """What names speak for."""

    STRONG = -2  # furniture
    WEAK = -1  # furniture where little prose is inside
    NOTHING = 0
    TEXT = 1
    NOTES = 2


@functools.cache
def _names() -> dict[str, frozenset[str]]:
    return {key: frozenset(entries) for key, entries in _tables().items()}


@functools.cache
def _tables() -> dict[str, list[str]]:
    return tomllib.loads(files(__package__).joinpath("furniture.toml").read_text("utf-8"))


@functools.cache
def _last_words() -> frozenset[str]:
    """Return what entries end with: most names end with none of it, and are done with."""
    entries = _names()["strong"] | _names()["notes"] | _names()["text"]
    return frozenset(entry.rpartition("-")[2] for entry in entries)


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
    >>> judge_name("content-sidebar-wrap"), judge_name("sidebar-wrap")
    (<Role.NOTHING: 0>, <Role.STRONG: -2>)
    """
    plain = name
    if not _PLAIN.fullmatch(name):
        plain = _JOIN.sub("-", _CAMEL.sub("-", name).lower()).strip("-")
    if ":" in plain or plain.startswith(_prefixes()):
        return Role.NOTHING
    names = _names()
    words = plain.split("-")
    endings = set(_endings(words))
    if words[0] in names["subjects"] and len(words) > 1:
        endings = {ending for ending in endings if plain.startswith(ending)}
    if not endings.isdisjoint(names["strong"]):
        return Role.STRONG
    if not endings.isdisjoint(names["notes"]):
        return Role.NOTES
    if not endings.isdisjoint(names["text"]):
        return Role.TEXT
    return Role.WEAK if plain in names["weak"] else Role.NOTHING


def _endings(words: list[str]) -> Iterator[str]:
    """Yield what a name may end with before words of structure: up to four words each."""
    structure, lasts = _names()["structure"], _last_words()
    for end in range(len(words), 0, -1):
        last = words[end - 1]
        if last in lasts:
            for start in range(end - 1, max(-1, end - 1 - _LONGEST_ENTRY), -1):
                yield "-".join(words[start:end])
        if last not in structure and not _NUMBERED.fullmatch(last):
            return


@functools.lru_cache(maxsize=20_000)
def judge(names: str) -> Role:
    """Return what the class and id names of an element, separated by spaces, speak for.

    A name for furniture outweighs one for text.

    >>> judge("widget post-content"), judge("entry-content share-box")
    (<Role.TEXT: 1>, <Role.STRONG: -2>)
    """
    found = {judge_name(name) for name in names.split() if len(name) < _LONGEST_NAME}
    for role in (Role.NOTES, Role.STRONG, Role.TEXT, Role.WEAK):
        if role in found:
            return role
    return Role.NOTHING


# "noscript" is among them for pages that forget to close it: then all of their text is inside.
FURNITURE_TAGS = frozenset(["nav", "aside", "footer", "button", "menu", "noscript"])
DOUBTFUL_TAGS = frozenset(["form", "header"])
TEXT_TAGS = frozenset(["article", "main"])
_NOTHING = Role.NOTHING
_BY_TAG = {
    **dict.fromkeys(FURNITURE_TAGS, Role.STRONG),
    **dict.fromkeys(DOUBTFUL_TAGS, Role.WEAK),
    **dict.fromkeys(TEXT_TAGS, Role.TEXT),
}
# The attributes that say anything beside class and id, and that few elements have.
_RARE = frozenset(["role", "hidden", "aria-hidden", "style", "itemprop"])

# Parts of a page that arrive later and are put in place by a script (React's streaming).
_STREAMED = re.compile(r"S:[0-9a-f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def role_of(tag: str, attributes: dict[str, str | None]) -> Role:
    """Return what an element's tag and attributes speak for.

    >>> role_of("nav", {}), role_of("div", {"hidden": None}), role_of("p", {"style": "color: red"})
    (<Role.STRONG: -2>, <Role.WEAK: -1>, <Role.NOTHING: 0>)
    """
    if not attributes:
        return _BY_TAG.get(tag, _NOTHING)
    get = attributes.get
    names, name = get("class") or "", get("id") or ""
    if _RARE.isdisjoint(attributes) and len(names) + len(name) < LONGEST_NAMES:
        return _by_tag_and_names(tag, names, name)
    found = _by_names(names, name)
    role = get("role")
    if found is Role.NOTES or (role and role in _names()["notes"]):
        return Role.NOTES
    by_tag = _BY_TAG.get(tag, _NOTHING)
    if Role.STRONG in (found, by_tag) or (role and role in _names()["roles"]):
        return Role.STRONG
    if by_tag is Role.WEAK or is_hidden(attributes):
        return Role.WEAK
    if by_tag is Role.TEXT or get("itemprop") == "articleBody":
        return Role.TEXT
    return found


@functools.lru_cache(maxsize=20_000)
def _by_tag_and_names(tag: str, names: str, name: str) -> Role:
    """Return what an element's tag, class and id say, where no other attribute says anything."""
    found, by_tag = _by_names(names, name), _BY_TAG.get(tag, _NOTHING)
    if found is Role.NOTES:
        return found
    for role in (Role.STRONG, Role.WEAK, Role.TEXT):
        if by_tag is role or (found is role and role is Role.STRONG):
            return role
    return found


def _by_names(names: str, name: str) -> Role:
    found = judge(names) if names and len(names) < LONGEST_NAMES else Role.NOTHING
    if not name or len(name) >= _LONGEST_NAME:
        return found
    by_id = judge_name(name)
    if by_id is Role.NOTHING or found in (Role.NOTES, Role.STRONG):
        return found
    return by_id if by_id is not Role.WEAK or found is Role.NOTHING else found


def is_hidden(attributes: dict[str, str | None]) -> bool:
    """Tell whether a page says of an element that it is not to be shown."""
    if "hidden" in attributes and _STREAMED.fullmatch(attributes.get("id") or ""):
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    return bool(style and len(style) < _LONGEST_STYLE and _HIDDEN.search(style))


@functools.lru_cache(maxsize=5_000)
def is_never_text(names: str) -> bool:
    """Tell whether class and id names speak of what is no text however long: cookie notices.

    >>> is_never_text("cli-modal cliSettingsPopup"), is_never_text("sidebar-container")
    (True, False)
    """
    return any(not _names()["never"].isdisjoint(_words(n)) for n in names.split())


def _words(name: str) -> list[str]:
    return _JOIN.sub("-", _CAMEL.sub("-", name).lower()).split("-")
