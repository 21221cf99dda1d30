"""Walls: what a site serves in a page's place, so that it is never taken for the page.

A challenge to prove oneself human, a login, a cookie wall, or a page that says that there is no
page, each served with a status that says all is well. They are told by marks and words of a table,
and only where the page has little text: an article about logins is an article. Knows no history.
"""

import re
import tomllib
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from onrecord.model.capture import Received

HTML = ("text/html", "application/xhtml+xml")
# Code points of a page's text: beyond the first no heading makes it a wall, beyond the second no
# password field alone, and no mark in its source (many pages of statements carry those too).
LITTLE = 1500
VERY_LITTLE = 200
# Statuses of servers that keep us out: by themselves, or only with the marks of a challenge.
SHUT = {401: "login", 407: "login", 403: "challenge", 429: "challenge", 451: "challenge"}
MARKED = frozenset({503})
_HEADING = "title, h1, h2"
_SCANNED = 256 * 1024
_BLANKS = re.compile(r"\s+")


class Wall(StrEnum):
    CHALLENGE = "challenge"
    LOGIN = "login"
    COOKIES = "cookies"
    MISSING = "missing"  # a soft 404


@cache
def _table() -> dict[str, list[str]]:
    with (Path(__file__).parent / "walls.toml").open("rb") as file:
        return tomllib.load(file)


def wall_of(received: Received, *, asked: str, texts: Sequence[str]) -> Wall | None:
    """Return what stands in the place of the page that was asked for, None for nothing.

    `asked` is the address before redirects, `texts` what was read as the page's main text.
    """
    status = received.status or 200
    if status in SHUT:
        return Wall(SHUT[status])
    if received.media_type not in HTML:
        return None
    text_length = sum(map(len, texts))
    source = received.payload[:_SCANNED].decode("utf-8", "replace").lower()
    if status in MARKED:
        return Wall.CHALLENGE if _has_any(source, "challenge") else None
    if status != 200:
        return None
    if _is_sent_home(asked, received.uri):
        return Wall.MISSING
    if text_length > LITTLE:
        return None
    tree = LexborHTMLParser(received.payload)
    headings = [_plain(node.text(deep=True)) for node in tree.css(_HEADING)[:6]]
    return _told(source, headings, text_length, asked, received.uri, tree)


def _told(
    source: str, headings: list[str], length: int, asked: str, url: str, tree: LexborHTMLParser
) -> Wall | None:
    if _says(headings, "challenge_words") or (
        length <= VERY_LITTLE and _has_any(source, "challenge")
    ):
        return Wall.CHALLENGE
    asks_password = tree.css_first("input[type=password]") is not None
    if asks_password and (_says(headings, "login_words") or _is_login(asked, url)):
        return Wall.LOGIN
    if asks_password and length <= VERY_LITTLE:
        return Wall.LOGIN
    if _says(headings, "cookie_words"):
        return Wall.COOKIES
    return Wall.MISSING if _says(headings, "missing_words") else None


def _has_any(source: str, name: str) -> bool:
    return any(mark in source for mark in _table()[name])


def _says(headings: Sequence[str], name: str) -> bool:
    """Whether a heading is one of these words, begins with them, or ends a title with them."""
    for heading in headings:
        for words in _table()[name]:
            if heading == words or heading.startswith((f"{words} ", f"{words},", f"{words}.")):
                return True
            if len(words) > 5 and (heading.startswith(words) or heading.endswith(f" {words}")):
                return True
    return False


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", text).strip().lower().replace("’", "'").strip("!.…-–— ")


def _is_sent_home(asked: str, url: str) -> bool:
    """Whether a page of some depth was answered with the site's front page.

    >>> _is_sent_home("https://mfa.example/en/news/12", "https://mfa.example/en")
    True
    >>> _is_sent_home("https://mfa.example/12", "https://mfa.example/news/12")
    False
    """
    if asked == url:
        return False
    before = [part for part in urlsplit(asked).path.split("/") if part]
    after = [part for part in urlsplit(url).path.split("/") if part]
    home = not after or (len(after) == 1 and (len(after[0]) <= 3 or after[0].startswith("index.")))
    return home and len(before) > len(after) and not urlsplit(url).query


def _is_login(asked: str, url: str) -> bool:
    if asked == url:
        return False
    path = urlsplit(url).path.lower().strip("/")
    return any(path == word or path.endswith(f"/{word}") for word in _table()["login_paths"])
