"""Listing pages: which links of an HTML page lead to statements, and where the list goes on.

The links of a list look alike: their addresses differ in numbers and words of one place, and they
stand in elements of one path. Groups of such links are weighed by their number and by how much
their words say; menus say little. A rule (a regular expression over addresses) decides instead
where a person gave one. Knows no site.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from onrecord.model.watching import Lead
from onrecord.text.urls import canonical_url, same_site

MOST_LINKS = 5000  # of a page that are looked at
LEAST = 3  # links that make a list
TITLE = 20  # characters from which a link's words may be a title; menus have 5 to 15
_NUMBER = re.compile(r"\d+")
_WORDS = re.compile(r"[^/?&=]*[-_%][^/?&=]*")
_FURNITURE = frozenset({"nav", "header", "footer", "aside", "form"})
_NOT_PAGES = re.compile(r"\.(?:jpe?g|png|gif|svg|css|js|ico|zip|mp[34]|webp)$", re.IGNORECASE)
# What a link to the next page of a list is called, in the languages of the gazetteer.
_NEXT_WORDS = """
    next older more » › > → növbəti sonrakı irəli daha следующая далее ещё вперёд հաջորդ sonraki
    ileri    suivant suivante التالي بعدی შემდეგი наступна nächste siguiente
"""
_NEXT = frozenset(_NEXT_WORDS.split())


@dataclass(frozen=True, slots=True)
class Listing:
    """The links of a list in the page's order, and its next page; both may be missing."""

    leads: tuple[Lead, ...] = ()
    next_page: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link with the path of elements it stands in, its relation, and the type it names."""

    lead: Lead
    place: str
    rel: str
    media_type: str = ""


def read_listing(payload: bytes, url: str, rule: str | None = None) -> Listing:
    """Return the list that a page holds; with a `rule` the links whose address it is found in."""
    links = read_links(payload, url, "a[href], link[rel=next]")
    if rule is not None:
        chosen = [link for link in links if re.search(rule, link.lead.url)]
    else:
        chosen = _best([link for link in links if same_site(link.lead.url, url)], url)
    leads: dict[str, Lead] = {}
    for link in chosen:
        before = leads.get(link.lead.url)
        if before is None or len(link.lead.title or "") > len(before.title or ""):
            leads[link.lead.url] = link.lead
    return Listing(tuple(leads.values()), _next_page(links, url))


def read_links(payload: bytes, url: str, selector: str) -> list[Link]:
    """Return the links of a page to the web that a CSS selector finds, in the page's order."""
    tree = LexborHTMLParser(payload)
    return _links(tree.css(selector)[:MOST_LINKS], _base(tree, url))


def _base(tree: LexborHTMLParser, url: str) -> str:
    node = tree.css_first("base[href]")
    return urljoin(url, node.attributes.get("href") or "") if node is not None else url


def _links(nodes: Sequence[LexborNode], base: str) -> list[Link]:
    found = []
    for node in nodes:
        try:
            target = urljoin(base, (node.attributes.get("href") or "").strip())
            parts = urlsplit(target)
        except ValueError:
            continue
        if parts.scheme not in ("http", "https") or not parts.hostname:
            continue
        if _NOT_PAGES.search(parts.path):
            continue
        title = " ".join(node.text(deep=True, separator=" ").split())
        if node.tag == "link":
            title = node.attributes.get("title") or ""
        lead = Lead(canonical_url(target), None, title or None)
        rel, media_type = (
            (node.attributes.get(name) or "").lower().strip() for name in ("rel", "type")
        )
        found.append(Link(lead, _place(node), rel, media_type))
    return found


def _place(node: LexborNode) -> str:
    """The names of the elements around a link; those of furniture are told in capitals."""
    names: list[str] = []
    parent = node.parent
    while parent is not None and parent.tag not in ("body", "html", None) and len(names) < 40:
        names.append(parent.tag.upper() if parent.tag in _FURNITURE else parent.tag)
        parent = parent.parent
    return "/".join(reversed(names))


def shape(url: str) -> str:
    """Return an address with what tells pages of one kind apart left out.

    >>> shape("https://mfa.example/en/news/6976/ferry-collision?id=3")
    'mfa.example/en/news/0/*?id=0'
    >>> shape("https://mfa.example/en/contacts")
    'mfa.example/en/contacts'
    """
    parts = urlsplit(url)
    where = parts.path + (f"?{parts.query}" if parts.query else "")
    return (parts.hostname or "") + _NUMBER.sub("0", _WORDS.sub("*", where))


def _best(links: Sequence[Link], url: str) -> list[Link]:
    """The links of the group that looks most like a list of titles."""
    groups: dict[tuple[str, str], dict[str, Link]] = defaultdict(dict)
    own = canonical_url(url)
    for link in links:
        if link.lead.url == own or any(part.isupper() for part in link.place.split("/")):
            continue
        group = groups[shape(link.lead.url), link.place]
        before = group.get(link.lead.url)  # a picture and a title may link to one page
        if before is None or len(link.lead.title or "") > len(before.lead.title or ""):
            group[link.lead.url] = link
    weighed = [(_weight(list(group.values())), key) for key, group in groups.items()]
    good = [(weight, key) for weight, key in weighed if weight > 0]
    if not good:
        return []
    best_weight, (best_shape, _) = max(good)
    # Pages of one kind may stand in two places of the page: a lead story above the list.
    chosen = {key for weight, key in good if key[0] == best_shape and weight * 10 >= best_weight}
    return [
        link for link in links
        if (shape(link.lead.url), link.place) in chosen and link.lead.url != own
    ]  # fmt: skip


def _weight(group: Sequence[Link]) -> float:
    if len(group) < LEAST:
        return 0.0
    lengths = [min(len(link.lead.title or ""), 120) for link in group]
    titles = sum(1 for length in lengths if length >= TITLE)
    return sum(lengths) * titles / len(group) if titles * 2 >= len(group) else 0.0


def _next_page(links: Sequence[Link], url: str) -> str | None:
    for link in links:
        if "next" in link.rel.split() and same_site(link.lead.url, url):
            return link.lead.url
    for link in links:
        words = (link.lead.title or "").lower().split()
        if 0 < len(words) <= 2 and words[0] in _NEXT and same_site(link.lead.url, url):
            return link.lead.url
    return None
