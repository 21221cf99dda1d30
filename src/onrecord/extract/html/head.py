"""What a page says about itself outside its text: meta, link and title elements, linked data.

Collects only; which value is believed first is decided in hints and dates.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from onrecord.extract.html.linked_data import Node, nodes
from onrecord.extract.layout import Hint
from onrecord.text.normalise import normalise

# Where a SingleFile page keeps its address: a comment before or right after <html>.
_SAVED = re.compile(r"<!--\s*Page saved with SingleFile\s*url:\s*(\S+)", re.IGNORECASE)
_SAVED_WITHIN = 20_000
_NAMES = ("property", "name", "itemprop", "http-equiv")
# One search for all: a search takes the same time whatever is sought.
_PARTS = 'base[href], meta[content], link[rel][href], script[type*="ld+json" i]'
_LONGEST_VALUE = 1000  # characters of a meta value that is still a value


@dataclass(frozen=True, slots=True)
class LinkElement:
    """A `<link>`: its relations in lower case, absolute address, and language."""

    relations: frozenset[str]
    href: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """`metas` are values by name in lower case, in the order of the page; `base` makes links
    absolute, None when the page has no address at all."""

    metas: Mapping[str, Sequence[str]] = field(default_factory=dict)
    links: tuple[LinkElement, ...] = ()
    nodes: tuple[Node, ...] = ()
    title: str = ""
    language: str = ""
    base: str | None = None
    saved_from: str | None = None

    def meta(self, *names: str) -> Iterator[Hint]:
        """Yield the values of meta elements by name, in the order of the names."""
        for name in names:
            for value in self.metas.get(name, ()):
                yield Hint(value, f"meta {name}")

    def linked(self, *fields: str) -> Iterator[Hint]:
        """Yield the string values of fields of linked data, in the order of the fields."""
        for name in fields:
            for node in self.nodes:
                value = node.get(name)
                if isinstance(value, str) and value.strip():
                    yield Hint(normalise(value[:_LONGEST_VALUE]), f"JSON-LD {name}")


def read_head(parser: LexborHTMLParser, markup: str, url: str | None) -> Head:
    """Return what the page's head says; `url` is where the page was got from."""
    saved = _SAVED.search(markup, 0, _SAVED_WITHIN)
    address = url or (saved[1] if saved else None)
    found: dict[str, list[LexborNode]] = {"base": [], "meta": [], "link": [], "script": []}
    for element in parser.css(_PARTS):
        found[element.tag or ""].append(element)
    base = _base(found["base"], address)
    links = tuple(_links(found["link"], base))
    if base is None:
        base = next((k.href for k in links if "canonical" in k.relations), None)
        links = tuple(_links(found["link"], base)) if base else links
    title = parser.css_first("title")
    root = parser.root
    return Head(
        metas=_metas(found["meta"]),
        links=links,
        nodes=tuple(nodes(s.text() for s in found["script"])),
        title=normalise(title.text()[:_LONGEST_VALUE]) if title is not None else "",
        language=(root.attributes.get("lang") or root.attributes.get("xml:lang") or "").strip()
        if root is not None
        else "",
        base=base,
        saved_from=saved[1] if saved else None,
    )


def absolute(href: str, base: str | None) -> str | None:
    """Return an address as an absolute web URL, None if it can't be one.

    >>> absolute("../a", "https://mfa.example/en/b"), absolute("a.html", None)
    ('https://mfa.example/a', None)
    """
    try:
        whole = urljoin(base, href.strip()) if base else href.strip()
        parts = urlsplit(whole)
    except ValueError:
        return None
    return whole if parts.scheme in ("http", "https") and parts.netloc else None


def _base(elements: list[LexborNode], address: str | None) -> str | None:
    if not elements:
        return address
    return absolute(elements[0].attributes.get("href") or "", address) or address


def _metas(elements: list[LexborNode]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in elements:
        attributes = element.attributes
        value = attributes.get("content") or ""
        if not value.strip() or len(value) > _LONGEST_VALUE:
            continue
        value = normalise(value)
        for kind in _NAMES:
            name = attributes.get(kind)
            if name:
                found.setdefault(name.strip().lower(), []).append(value)
    return found


def _links(elements: list[LexborNode], base: str | None) -> Iterator[LinkElement]:
    for element in elements:
        attributes = element.attributes
        relations = (attributes.get("rel") or "").lower().split()
        if not {"canonical", "alternate", "shortlink"}.intersection(relations):
            continue
        href = absolute(attributes.get("href") or "", base)
        if href is not None:
            yield LinkElement(frozenset(relations), href, attributes.get("hreflang") or "")
