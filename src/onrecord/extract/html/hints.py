"""The metadata a page offers, best first: titles, issuers, languages, sections, addresses.

Reads names and values; what they mean for a statement is the structure step's to decide.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from onrecord.extract.html.head import Head, absolute
from onrecord.extract.html.landmarks import Landmarks, title_like
from onrecord.extract.html.phrases import says
from onrecord.extract.layout import Hint, Hints, LaidBlock
from onrecord.model.statement import BlockKind
from onrecord.text.normalise import normalise

_LONGEST_TITLE = 400
_LONGEST_NAME = 200
_HEAD_LINES, _PROSE = 10, 120  # blocks before the text begins; code points of a paragraph
# Between a page's own title and the site's name.
_TITLE_JOINT = re.compile(r"\s+[|»«·•–—\-]+\s+|\s*[|»·•]\s*|\s+::\s+|\s+/{1,2}\s+")
_NEAR = 0.5  # share of words two titles have in common from which they are one title
_GENERIC = frozenset(
    [
        *("website", "site", "home", "homepage", "blog", "news", "admin", "index", "newsroom"),
        *("новости", "главная", "xəbərlər", "elan", "elanlar", "haberler", "duyurular"),
        *("actualités", "accueil", "նորություններ", "الأخبار", "اخبار", "სიახლეები"),
    ]
)
_BY_H2 = "h2 element"


def titles(parser: LexborHTMLParser, head: Head, marks: Landmarks) -> tuple[Hint, ...]:
    """Return the page's titles: its heading where that agrees with the head, then the head's."""
    said = [*head.meta("og:title", "dc.title", "dcterms.title", "twitter:title", "title")]
    said += head.linked("headline")
    if head.title:
        said.append(Hint(head.title, "title element"))
    site = {_plain(hint.value) for hint in issuers(head)}
    bare = [Hint(_without_site(hint.value, site), hint.why) for hint in said]
    headings = [*_headings(parser, marks)]
    best = max(headings, key=lambda h: _agreement(h.value, bare), default=None)
    if best is not None and _plain(best.value) not in site:
        agrees = _agreement(best.value, bare) >= _NEAR
        alone = len(headings) == 1 and best.why != _BY_H2
        bare = [best, *bare] if agrees or alone else bare
    return _unique(hint for hint in bare if 0 < len(hint.value) <= _LONGEST_TITLE)


def with_site_names(hints: Hints, head: Head) -> Hints:
    """Add to the issuers what the title element says beside the title: "... | City of Nerida"."""
    if not head.title or not hints.titles or hints.issuers:
        return hints
    parts = [part.strip() for part in _TITLE_JOINT.split(head.title)]
    rest = [
        p for p in parts if _is_name(p) and _plain(p) and _near(p, hints.titles[0].value) < _NEAR
    ]
    named = (Hint(part, "title element") for part in rest if not says(part, "headers"))
    return replace(hints, issuers=_unique([*hints.issuers, *named]))


def with_title_in_text(hints: Hints, blocks: Sequence[LaidBlock]) -> Hints:
    """Put the last heading above the text first, on a page whose head gives none but the site's.

    Old pages have a title element for the whole site, and their title as a bold line: below the
    issuer's name, above the date.
    """
    if any(hint.why != "title element" for hint in hints.titles):
        return hints
    found = None
    for block in blocks[:_HEAD_LINES]:
        if len(block.text) >= _PROSE:
            break
        line = block.text
        if block.kind is BlockKind.HEADING and not says(line, "headers") and not says(line, "kept"):
            found = line
    if found is None or _agreement(found, list(hints.titles)) >= _NEAR:
        return hints
    return replace(hints, titles=(Hint(found, "bold line above the text"), *hints.titles))


def _headings(parser: LexborHTMLParser, marks: Landmarks) -> Iterator[Hint]:
    found = [(element, "h1 element") for element in marks.headings]
    if not found:
        found = [(element, "class of a heading") for element in title_like(parser)]
        found += [(element, _BY_H2) for element in parser.css("h2")[:3]]
    for element, why in found:
        text = normalise(element.text(separator=" "))
        if 0 < len(text) <= _LONGEST_TITLE:
            yield Hint(text, why)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _agreement(heading: str, said: list[Hint]) -> float:
    """Return the share of words in common with the nearest of the titles said, 0..1."""
    return max((_near(heading, hint.value) for hint in said), default=0.0)


def _near(one: str, other: str) -> float:
    words, others = set(_plain(one).split()), set(_plain(other).split())
    return len(words & others) / (max(len(words), len(others)) or 1)


def _without_site(title: str, site: set[str]) -> str:
    """Drop the site's name from a title's end or beginning, else the short part after a bar."""
    parts = _TITLE_JOINT.split(title)
    if len(parts) == 1:
        return title
    kept = [part for part in parts if _plain(part) not in site]
    if len(kept) < len(parts) and kept:
        first, last = title.find(kept[0]), title.rfind(kept[-1]) + len(kept[-1])
        return title[first:last].strip()
    for joint in reversed([*_TITLE_JOINT.finditer(title)]):
        rest = title[joint.end() :]
        if joint[0].strip() in ("|", "»", "::") and len(rest) < joint.start():
            return title[: joint.start()].strip()
    return title


def issuers(head: Head) -> tuple[Hint, ...]:
    """Return the names of the body that runs the site or is named as publisher."""
    found = [*head.meta("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher")]
    found += _organisations(head)
    found += head.meta("application-name", "apple-mobile-web-app-title", "copyright")
    found += head.meta("dc.creator", "dcterms.creator", "author")
    return _unique(h for h in found if _is_name(h.value))


def _is_name(value: str) -> bool:
    return (
        1 < len(value) <= _LONGEST_NAME
        and value.casefold() not in _GENERIC
        and not value.startswith(("http://", "https://", "@"))
    )


def _organisations(head: Head) -> Iterator[Hint]:
    for role in ("publisher", "sourceOrganization", "author", "creator"):
        for node in head.nodes:
            values = node.get(role)
            for value in values if isinstance(values, list) else [values]:
                if isinstance(value, dict) and isinstance(value.get("name"), str):
                    yield Hint(normalise(value["name"][:_LONGEST_NAME]), f"JSON-LD {role}")


def languages(head: Head) -> tuple[Hint, ...]:
    """Return language tags, the html element's first."""
    found = [Hint(head.language, "html lang")] if head.language else []
    found += head.meta("content-language", "og:locale", "dc.language", "dcterms.language")
    found += head.linked("inLanguage")
    tags = (Hint(h.value.split(",")[0].strip().replace("_", "-"), h.why) for h in found)
    return _unique(hint for hint in tags if 2 <= len(hint.value) <= 35)


def sections(head: Head, marks: Landmarks) -> tuple[Hint, ...]:
    """Return the names of the part of the site the page stands in, nearest first."""
    row = marks.crumbs
    crumbs = [normalise(a.text()) for a in row.css("a")[:12]] if row is not None else []
    found = [Hint(c, "breadcrumb") for c in reversed(crumbs[1:] or crumbs) if 1 < len(c) <= 80]
    found += head.meta("article:section", "og:section", "category", "dc.type", "dc.subject")
    found += (h for h in head.linked("articleSection") if len(h.value) <= 80)
    title = {_plain(head.title)}
    return _unique(hint for hint in found if _plain(hint.value) not in title)


def canonical(head: Head, url: str | None) -> str | None:
    """Return the address the page gives itself, absolute; the one it was saved from at least."""
    said = [k.href for k in head.links if "canonical" in k.relations]
    said += [u for h in head.meta("og:url") if (u := absolute(h.value, head.base))]
    for href in said:
        # A page that gives the front page as its own address has none (a frequent mistake).
        deeper = url is None or urlsplit(url).path.strip("/") == ""
        if deeper or urlsplit(href).path.strip("/") or urlsplit(href).query:
            return href
    return head.saved_from


def other_languages(head: Head) -> tuple[tuple[str, str], ...]:
    """Return (language, absolute address) of the page in other languages."""
    found = [
        (k.language.strip(), k.href)
        for k in head.links
        if "alternate" in k.relations and k.language and k.language.lower() != "x-default"
    ]
    return tuple(dict.fromkeys(found))


def _unique(hints: Iterable[Hint]) -> tuple[Hint, ...]:
    seen: dict[str, Hint] = {}
    for hint in hints:
        seen.setdefault(hint.value, hint)
    return tuple(seen.values())
