"""A front page: where the issuer's feeds are, and its lists of statements.

Feeds are those that the page names for machines, or links to; lists are told by what their links
say, in words of a table. What they really are is found out when they are asked for.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from onrecord.capture.listings import Link, read_links
from onrecord.model.watching import Place, Role
from onrecord.text.urls import canonical_url, same_site

MOST_FEEDS = 3
MOST_LISTS = 2
LONGEST = 6  # words of a link to a list; a title has more
_LINKS = "a[href], link[rel~=alternate]"
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
_FEED_PATH = re.compile(
    r"(?:/(?:rss|feed|atom)/?|\.(?:rss|atom)|/(?:rss|feed|atom)\.xml)$", re.IGNORECASE
)
_COMMENTS = re.compile(r"comment", re.IGNORECASE)
# Beginnings of what links to lists of statements say, and of the words in their addresses; then
# those of news, which may be of anything.
_STATEMENTS = """
    press statement communiqu release briefing bəyanat açıqlama brifinq пресс заявлен брифинг коммюн
    մամուլ հայտարար basın bildiri presse déclaration prensa comunicado declaraci comunicati imprensa
    nota pressemitteilung بيان صحف تصريح بیانیه განცხად პრეს заяв siaran 新闻稿 声明 記者 보도
"""
_NEWS = """
    news media newsroom xəbər новост нов սլուր լուր նորություն haber actualit noticia notizi notícia
    aktuell أخبار خبر اخبار სიახლ ახალი новин berita 新闻 ニュース 뉴스
"""
_CUES = tuple(tuple(words.split()) for words in (_STATEMENTS, _NEWS))


@dataclass(frozen=True, slots=True)
class _Weighed:
    place: Place
    rank: int  # 0 is best


def read_front_page(payload: bytes, url: str) -> tuple[Place, ...]:
    """Return the feeds of a front page, of its own site and at most three; without any, at most
    two lists, those of statements first."""
    links = [link for link in read_links(payload, url, _LINKS) if same_site(link.lead.url, url)]
    feeds = {link.lead.url: Place(link.lead.url, Role.FEED) for link in links if _is_feed(link)}
    if feeds:
        return tuple(feeds.values())[:MOST_FEEDS]
    own = canonical_url(url)
    found: dict[str, _Weighed] = {}
    for link in links:
        rank = _rank(link)
        if rank is not None and link.lead.url != own and link.lead.url not in found:
            found[link.lead.url] = _Weighed(Place(link.lead.url, Role.LISTING), rank)
    best = sorted(found.values(), key=lambda one: one.rank)  # stable: else as on the page
    return tuple(one.place for one in best)[:MOST_LISTS]


def _is_feed(link: Link) -> bool:
    if _COMMENTS.search(link.lead.url) or _COMMENTS.search(link.lead.title or ""):
        return False
    return link.media_type in _FEED_TYPES or bool(_FEED_PATH.search(urlsplit(link.lead.url).path))


def _rank(link: Link) -> int | None:
    """How surely a link leads to a list of statements; None where nothing says so."""
    words = (link.lead.title or "").lower().split()
    path = re.split(r"[/_.-]", urlsplit(link.lead.url).path.lower())
    if len(words) > LONGEST:
        return None
    for rank, cues in enumerate(_CUES):
        if any(word.startswith(cues) for word in words):
            return 2 * rank
        if any(word.startswith(cues) for word in path):
            return 2 * rank + 1
    return None
